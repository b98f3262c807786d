package dwell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.incident.AnswerStatus;
import dwell.incident.Incident;
import dwell.incident.IncidentJson;
import dwell.incident.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample incident is found as its story tells it, whenever its files were copied. */
final class SampleIncidentTest {
  @TempDir static Path folder;
  private static Path copy = Path.of("");
  private static Path made = Path.of("");

  @BeforeAll
  static void analyzeACopy() throws IOException {
    copy = folder.resolve("evidence");
    made = folder.resolve("case");
    // A checkout has the time of the checkout: the years must come from elsewhere.
    FileTime now = FileTime.from(Instant.parse("2031-02-03T04:05:06Z"));
    Path sample = CommandRun.sample();
    try (Stream<Path> files = Files.walk(sample)) {
      for (Path file : files.toList()) {
        Path to = copy.resolve(sample.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
          Files.setLastModifiedTime(to, now);
        }
      }
    }
    CommandRun run = CommandRun.of("analyze", copy, "--case", made, "--quiet");
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static Incident incident() throws IOException {
    try (InputStream in = Files.newInputStream(made.resolve("incident.json"))) {
      return IncidentJson.read(in);
    }
  }

  @Test
  void whenTheyCameAndHowLongTheyStayed() throws IOException {
    Incident incident = incident();
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    Incident.Dwell dwell = incident.dwell();
    assertThat(dwell.firstContact()).hasToString("2025-06-12T21:50:10Z");
    assertThat(dwell.firstAccess()).hasToString("2025-06-12T22:31:47Z");
    assertThat(dwell.detected()).hasToString("2025-06-13T08:43:21Z");
    assertThat(dwell.evicted()).hasToString("2025-06-13T08:44:11Z");
    assertThat(dwell.stillInside()).isNotEqualTo("no");
  }

  @Test
  void whoItWasAndNobodyElse() throws IOException {
    assertThat(incident().actors())
        .singleElement()
        .satisfies(actor -> {
          assertThat(actor.addresses())
              .extracting(Incident.ActorAddress::ip)
              .containsExactlyInAnyOrder("203.0.113.77", "203.0.113.78", "203.0.113.140");
          assertThat(actor.accounts())
              .extracting(a -> a.name() + "@" + a.host() + " " + a.means())
              .containsExactlyInAnyOrder(
                  "kiosk@gate guessed",
                  "root@gate reached",
                  "netops@gate created",
                  "ines@ledger stolen",
                  "storefront@ledger stolen");
        });
  }

  @Test
  void whereTheyWere() throws IOException {
    assertThat(incident().sessions())
        .extracting(s -> s.kind().id() + " " + s.user() + "@" + s.host() + " " + s.sourceIp())
        .containsExactly(
            "ssh kiosk@gate 203.0.113.77",
            "ssh ines@ledger 10.40.0.11",
            "database storefront@ledger 10.40.0.12",
            "database storefront@ledger 10.40.0.12",
            "ssh netops@gate 203.0.113.140");
  }

  @Test
  void whatTheyReadAndSent() throws IOException {
    Incident incident = incident();
    assertThat(incident.data())
        .extracting(d -> d.database() + "." + d.table())
        .containsExactly("harbor.members");
    assertThat(incident.exfiltration())
        .singleElement()
        .satisfies(sent -> assertThat(sent.to()).isEqualTo("203.0.113.77"));
    assertThat(incident.exposedSecrets())
        .extracting(Incident.ExposedSecret::path)
        .contains("/home/ines/.ssh/id_ed25519", "/srv/store/settings.ini", "/etc/shadow");
    // Refused, so it touched nothing.
    assertThat(incident.data()).extracting(Incident.Data::table).doesNotContain("user");
  }

  @Test
  void whatTheyLeftAndHowTheyCameBack() throws IOException {
    Incident incident = incident();
    assertThat(incident.persistence())
        .extracting(p -> p.kind().id())
        .contains("account", "authorized-key", "cron");
    assertThat(incident.reentry())
        .extracting(r -> r.ip() + " " + r.outcome())
        .containsExactly("203.0.113.78 failure", "203.0.113.140 success");
  }

  @Test
  void whatIsAnsweredIsProven() throws IOException {
    assertThat(incident().answers())
        .filteredOn(answer -> answer.status() == AnswerStatus.ANSWERED)
        .isNotEmpty()
        .allSatisfy(answer -> assertThat(answer.evidence()).isNotEmpty());
  }

  @Test
  void reconstructingAgainGivesTheSameBytes() throws IOException {
    List<String> files = List.of("incident.json", "report.html");
    assertThat(reconstruct(files)).isEqualTo(reconstruct(files));
  }

  private static List<String> reconstruct(List<String> files) throws IOException {
    CommandRun run =
        CommandRun.of("reconstruct", "--case", made, "--generated", "2031-02-03T05:00:00Z");
    assertThat(run.code()).as(run.err()).isZero();
    List<String> contents = new java.util.ArrayList<>();
    for (String file : files) {
      contents.add(Files.readString(made.resolve(file)));
    }
    return contents;
  }
}
