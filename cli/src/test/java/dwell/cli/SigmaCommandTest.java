package dwell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.incident.Incident;
import dwell.incident.IncidentJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder of rules and logs to what incident.json lists. */
final class SigmaCommandTest {
  private static final String GENERATED = "2025-03-12T00:00:00Z";

  @TempDir private Path folder = Path.of("");
  private Path rules = Path.of("");

  @BeforeEach
  void rulesAndLogs() throws IOException {
    rules = Files.createDirectories(folder.resolve("rules/linux"));
    StringBuilder auth = new StringBuilder();
    for (int second = 10; second < 25; second++) {
      auth.append(
          "Mar 11 10:00:%d web sshd[%d]: Failed password for invalid user u%d from 203.0.113.9 port 40%d ssh2\n"
              .formatted(second, 800 + second, second, second));
    }
    auth.append("Mar 11 10:00:40 web sudo:     ada : TTY=pts/0 ; PWD=/home/ada ; USER=root ; ")
        .append("COMMAND=/usr/bin/tail -n 5 /var/log/mail.log\n");
    Path log = folder.resolve("evidence/web/var/log/auth.log");
    Files.createDirectories(log.getParent());
    Files.writeString(log, auth);
    Files.setLastModifiedTime(
        log, java.nio.file.attribute.FileTime.from(java.time.Instant.parse(GENERATED)));
    Path access = folder.resolve("evidence/web/var/log/nginx/access.log");
    Files.createDirectories(access.getParent());
    Files.writeString(
        access,
        "203.0.113.9 - - [11/Mar/2025:10:05:00 +0000] \"GET /x?id=1%20union%20select HTTP/1.1\" 200 5 \"-\" \"probe/1\"\n");
    Files.writeString(
        rules.resolve("guessing.yml"),
        """
        title: Many names tried
        id: many-names
        level: medium
        tags: [attack.t1110.003]
        correlation:
            type: value_count
            rules: [refused]
            group-by: [src_ip]
            timespan: 1m
            condition: {field: username, gte: 10}
        ---
        title: Refused
        name: refused
        logsource: {product: linux, service: sshd}
        detection:
            s: {event.action: login, event.outcome: failure}
            condition: s
        """);
    Files.writeString(
        rules.resolve("tail.yml"),
        """
        title: A log looked at as root
        id: log-read
        logsource: {category: process_creation, product: linux}
        detection:
            s: {Image|endswith: /tail, CommandLine|contains: /var/log/, User: root}
            condition: s
        """);
    Files.writeString(
        rules.resolve("union.yml"),
        """
        title: A union in a query
        id: union
        level: high
        tags: [attack.t1190]
        logsource: {category: webserver}
        detection:
            s: {cs-uri-query|contains: 'UNION%20SELECT'}
            condition: s
        """);
    Files.writeString(
        rules.resolve("other.yml"),
        """
        title: Not of this world
        logsource: {product: windows, service: security}
        detection:
            s: {EventID: 4625}
            condition: s
        """);
  }

  private CommandRun analyzed(Path made, Object... more) {
    List<Object> words =
        new java.util.ArrayList<>(
            List.of("analyze", folder.resolve("evidence"), "--case", made, "-q"));
    words.addAll(List.of("--generated", GENERATED));
    words.addAll(List.of(more));
    CommandRun run = CommandRun.of(words.toArray());
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static Incident incident(Path made) throws IOException {
    try (InputStream in = Files.newInputStream(made.resolve("incident.json"))) {
      return IncidentJson.read(in);
    }
  }

  @Test
  void whatRulesFindIsListedAndChangesNothingElse() throws IOException {
    Path made = folder.resolve("case");
    CommandRun run = analyzed(made, "--rules", folder.resolve("rules"));
    assertThat(run.err())
        .contains("rule linux/other.yml cannot be run: ", "product windows")
        .contains("4 Sigma rules can be run, 1 cannot");
    Incident with = incident(made);
    List<Incident.Finding> found =
        with.detections().stream().filter(finding -> finding.rule() != null).toList();
    assertThat(found)
        .extracting(Incident.Finding::id)
        .containsExactly("log-read", "many-names", "union");
    Incident.Finding names = found.get(1);
    assertThat(names.rule()).isEqualTo("linux/guessing.yml");
    assertThat(names.level()).isEqualTo("medium");
    assertThat(names.techniques()).containsExactly("T1110.003");
    assertThat(names.count()).isEqualTo(1);
    assertThat(names.evidence()).hasSize(15);
    assertThat(names.first()).hasToString("2025-03-11T10:00:10Z");
    assertThat(names.last()).hasToString("2025-03-11T10:00:24Z");
    String id = found.getLast().evidence().getFirst();
    assertThat(CommandRun.of("show", id, "--case", made).out()).contains("union%20select");
    assertThat(Files.readString(made.resolve("report.html"))).contains("linux/union.yml");

    assertThat(CommandRun.of("reconstruct", "--case", made, "--generated", GENERATED).code())
        .isZero();
    assertThat(with).isEqualTo(incident(made).with(found));
    assertThat(CommandRun.of("verify", "--case", made).code()).isZero();
  }

  @Test
  void theSameRulesGiveTheSameBytes() throws IOException {
    Path made = folder.resolve("case");
    analyzed(made, "--rules", rules, "--rules", "shipped");
    byte[] first = Files.readAllBytes(made.resolve("incident.json"));
    CommandRun.of(
        "reconstruct",
        "-c",
        made,
        "--generated",
        GENERATED,
        "--rules",
        rules,
        "--rules",
        "shipped");
    assertThat(Files.readAllBytes(made.resolve("incident.json"))).isEqualTo(first);
    assertThat(incident(made).detections())
        .extracting(Incident.Finding::title)
        .contains("Many accounts of sshd tried from one address", "Passwords of sshd guessed");
  }

  @Test
  void rulesAreListedWithTheirTechniquesAndWhatTheyLack() {
    CommandRun run = CommandRun.of("detections", "--rules", folder.resolve("rules"));
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("T1110.003", "many-names", "linux/union.yml", "windows");
    assertThat(run.err()).contains("4 Sigma rules can be run, 1 cannot");
    assertThat(CommandRun.of("detections", "union", "--rules", rules, "-o", "jsonl").out())
        .contains("\"T1190\"", "\"rule\":\"union.yml\"");
    assertThat(CommandRun.of("detections").out()).contains("dwell/ssh.yml");
  }

  @Test
  void aFolderThatIsNotThereIsSaid() {
    Path none = folder.resolve("none");
    assertThat(CommandRun.of("detections", "--rules", none).err()).contains("there is no");
    Path made = folder.resolve("untouched");
    CommandRun run =
        CommandRun.of("analyze", folder.resolve("evidence"), "--case", made, "--rules", none);
    assertThat(run.code()).isNotZero();
    assertThat(made).doesNotExist();
  }
}
