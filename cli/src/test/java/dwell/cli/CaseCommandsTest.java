package dwell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands over the sample incident, whose story stands beside it. */
final class CaseCommandsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String INTRUDER = "203.0.113.77";

  @TempDir static Path folder;
  private static Path sample = Path.of("");
  private static Path made = Path.of("");

  @BeforeAll
  static void analyzeOnce() throws IOException {
    sample = CommandRun.sample();
    made = folder.resolve("case");
    CommandRun run = CommandRun.of("analyze", sample, "--case", made, "--quiet");
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static CommandRun onCase(Object... words) {
    Object[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--case";
    all[words.length + 1] = made;
    return CommandRun.of(all);
  }

  @Test
  void infoTellsHostsSourcesAndLedgerHead() {
    CommandRun run = onCase("info");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("gate", "Europe/Lisbon", "etc/timezone")
        .contains("gate/var/log/auth.log", "mysql.audit")
        .containsPattern("ledger head +[0-9a-f]{64}");
  }

  @Test
  void infoAsJsonHoldsTheSameCounts() {
    JsonNode info = JSON.readTree(onCase("info", "-o", "json").out());
    long bySource = 0;
    for (JsonNode source : info.get("sources")) {
      bySource += source.get("events").longValue();
    }
    long byDataset = 0;
    for (JsonNode events : info.get("events")) {
      byDataset += events.longValue();
    }
    assertThat(bySource).isPositive().isEqualTo(byDataset);
  }

  @Test
  void addressShowsAttemptsLoginCommandsHostsReachedAndStatements() {
    CommandRun run = onCase("ip", INTRUDER);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .containsPattern("gate +os +203\\.0\\.113\\.77 +48 +1 +3 ")
        .contains("login refused ×48")
        .contains("ssh from 203.0.113.77, by password, after 48 refused from there")
        .contains("sudo cat /etc/shadow")
        .contains("ssh from 10.40.0.11 (gate), by publickey")
        .contains("SELECT name, email, card_last4 FROM members")
        .contains("GET /.env → 404");
  }

  @Test
  void addressAsJsonNestsSessionsByParent() {
    JsonNode activity = JSON.readTree(onCase("ip", INTRUDER, "-o", "json").out());
    int database = 0;
    for (JsonNode session : activity.get("sessions")) {
      if (session.get("kind").stringValue().equals("database")) {
        database++;
        assertThat(session.get("parent").stringValue()).isNotEmpty();
      }
    }
    assertThat(database).isEqualTo(2);
  }

  @Test
  void windowLeavesOutWhatLiesOutside() {
    CommandRun run = onCase("ip", INTRUDER, "--until", "2025-06-12T22:00");
    assertThat(run.out()).contains("GET /.env").doesNotContain("sudo cat /etc/shadow");
  }

  @Test
  void accountShowsWhereItCameFrom() {
    CommandRun run = onCase("user", "kiosk");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains(INTRUDER).contains("kiosk → root");
  }

  @Test
  void unknownAddressIsSaidToBeUnknown() {
    assertThat(onCase("ip", "192.0.2.99").err()).contains("knows nothing of 192.0.2.99");
    assertThat(onCase("ip", "gate").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void attackersStatementsAreFewerThanAll() {
    long all = onCase("queries", "-o", "jsonl").out().lines().count();
    CommandRun attacker = onCase("queries", "--attacker", "-o", "jsonl");
    assertThat(attacker.out()).contains("SELECT * FROM mysql.user").contains("failure 1142");
    assertThat(attacker.out().lines().count()).isPositive().isLessThan(all);
  }

  @Test
  void timelineIsInOrderAndCitesEvents() {
    String[] lines = onCase("timeline", "-o", "jsonl").out().split("\n");
    String before = "";
    for (String line : lines) {
      JsonNode node = JSON.readTree(line);
      String time = node.get("time (UTC)").stringValue();
      if (!time.isEmpty() && !time.startsWith("after")) {
        // Seconds alone: stamps of different precision do not compare as text.
        assertThat(time.substring(0, 19)).isGreaterThanOrEqualTo(before);
        before = time.substring(0, 19);
      }
    }
    assertThat(String.join("\n", lines)).contains("useradd -m -G sudo netops", "persistence");
  }

  @Test
  void explanationGivesReasonAndRecord() {
    CommandRun run = onCase("explain", INTRUDER);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("address " + INTRUDER, "because ")
        .contains("Accepted password for kiosk");
    assertThat(onCase("explain", "192.0.2.99").code()).isEqualTo(ExitCode.INCOMPLETE);
  }

  @Test
  void redactionTakesPasswordsOut() {
    assertThat(onCase("user", "ines").out()).contains("-pbluecrab");
    CommandRun redacted = onCase("user", "ines", "--redact");
    assertThat(redacted.out()).contains("-p[redacted]").doesNotContain("bluecrab");
    assertThat(onCase("timeline", "--redact").out()).doesNotContain("bluecrab");
    CommandRun found = onCase("search", "--redact", "event.dataset:shell", "--limit", "0");
    assertThat(found.out()).contains("-p[redacted]").doesNotContain("bluecrab");
  }

  @Test
  void verifyHoldsEvidenceAgainstTheCase() {
    CommandRun run = onCase("verify", sample);
    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out()).contains("evidence  good").contains("cited");
  }

  @Test
  void changedEvidenceIsLoud(@TempDir Path copies) throws IOException {
    Path log = sample.resolve("gate/var/log/auth.log");
    Path copy = copies.resolve("gate/var/log/auth.log");
    Files.createDirectories(copy.getParent());
    byte[] bytes = Files.readAllBytes(log);
    bytes[100] ^= 1;
    Files.write(copy, bytes);
    CommandRun run = onCase("verify", copies);
    assertThat(run.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(run.err()).contains("VERIFICATION FAILED: 1 ");
    assertThat(run.out())
        .containsPattern("evidence +WRONG +gate/var/log/auth\\.log +not what it was");
  }

  @Test
  void changedLedgerIsLoud(@TempDir Path other) throws IOException {
    Path second = other.resolve("case");
    CommandRun.of("ingest", sample.resolve("gate"), "--case", second, "--quiet");
    CommandRun.of("mark", "--codename", "PIER", "--case", second);
    Path ledger = second.resolve("ledger.jsonl");
    Files.writeString(ledger, Files.readString(ledger).replace("\"ingest\"", "\"ingesT\""));
    CommandRun run = CommandRun.of("verify", "--case", second);
    assertThat(run.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(run.out()).contains("entry 2 does not follow the entry before it");
  }

  @Test
  void factsAreMarkedListedAndTakenBack(@TempDir Path other) throws IOException {
    Path second = other.resolve("case");
    CommandRun.of("ingest", sample.resolve("gate"), "--case", second, "--quiet");
    CommandRun marked =
        CommandRun.of(
            "mark",
            "--detected",
            "2025-06-13",
            "--suspect",
            "198.51.100.0/24",
            "--note",
            "the mail",
            "--case",
            second);
    assertThat(marked.code()).isZero();
    JsonNode facts =
        JSON.readTree(CommandRun.of("mark", "--list", "-o", "json", "--case", second).out());
    assertThat(facts).hasSize(2);
    assertThat(facts.get(0).get("value").stringValue()).isEqualTo("2025-06-13T00:00:00Z");
    String id = facts.get(1).get("id").stringValue();
    assertThat(CommandRun.of("mark", "--remove", id, "--case", second).code()).isZero();
    assertThat(CommandRun.of("mark", "--list", "--case", second).out())
        .contains("the mail")
        .doesNotContain("198.51.100.0/24");
    assertThat(Files.readString(second.resolve("ledger.jsonl"))).contains(id);
    assertThat(CommandRun.of("mark", "--suspect", "nobody", "--case", second).code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void hashesOfTheCollectorAreHeldAgainstWhatWasRead(@TempDir Path other) throws Exception {
    Path log = sample.resolve("gate/var/log/auth.log");
    String hash =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(log)));
    Path list = other.resolve("SHA256SUMS");
    Files.writeString(list, hash + "  var/log/auth.log\n");
    Path gate = sample.resolve("gate");
    CommandRun good =
        CommandRun.of("ingest", gate, "--expect", list, "--case", other.resolve("good"));
    assertThat(good.code()).as(good.err()).isZero();
    Files.writeString(list, "0".repeat(64) + "  var/log/auth.log\n");
    CommandRun bad =
        CommandRun.of("ingest", gate, "--expect", list, "--case", other.resolve("bad"));
    assertThat(bad.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(bad.err()).contains("HASH MISMATCH: var/log/auth.log");
  }

  @Test
  void formatsExplainTellsYearZoneAndShapes() {
    CommandRun run =
        CommandRun.of(
            "formats",
            "--explain",
            sample.resolve("gate/var/log/auth.log"),
            "--year",
            "2025",
            "--zone",
            "Europe/Lisbon");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("syslog", "ssh/failed-password", "Europe/Lisbon, given")
        .contains("2025 for the first record, given");
    assertThat(CommandRun.of("formats").out()).contains("mysql.general", "web.access");
  }

  @Test
  void hostileNamesAndRecordsReachNoTerminal(@TempDir Path other) throws IOException {
    Path evidence = other.resolve("evidence");
    Path log = evidence.resolve("var/log/auth\u001b[2J\u202e.log");
    Files.createDirectories(log.getParent());
    Files.writeString(
        log,
        "2025-03-04T05:06:07Z quay sshd[9]: Failed password for invalid user \u001b]0;x\u0007"
            + "\u009b31m from 192.0.2.66 port 50000 ssh2\n",
        StandardCharsets.UTF_8);
    Path second = other.resolve("case");
    String host = "quay=" + evidence;
    StringBuilder shown = new StringBuilder();
    for (CommandRun run :
        new CommandRun[] {
          CommandRun.of("ingest", evidence, "--host", host, "--case", second),
          CommandRun.of("info", "--case", second),
          CommandRun.of("ip", "192.0.2.66", "--case", second),
          CommandRun.of("ip", "192.0.2.66", "--all", "--case", second),
          CommandRun.of("verify", "--all", "--case", second, evidence),
          CommandRun.of("formats", "--explain", evidence)
        }) {
      shown.append(run.out()).append(run.err());
    }
    assertThat(shown.toString()).contains("192.0.2.66", "\\u{1b}");
    assertThat(shown.toString()).doesNotContain("\u001b", "\u0007", "\u009b", "\u202e");
  }

  @Test
  void completionNamesTheCommands() {
    assertThat(CommandRun.of("completion").out()).contains("complete", "timeline", "--attacker");
  }

  @Test
  void detectionsTellLevelAndReason() {
    assertThat(CommandRun.of("detections").out()).contains("reverse-shell", "critical", "T1059");
    assertThat(CommandRun.of("detections", "reverse-shell").out()).contains("falsePositives");
    assertThat(CommandRun.of("detections", "none-such").code()).isEqualTo(ExitCode.USAGE);
  }
}
