package dwell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dwell.incident.Incident;
import dwell.incident.IncidentJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * No rule knows a name, a date, or a zone: the same story elsewhere and at another time is told.
 */
final class MovedIncidentTest {
  /**
   * Clocks go forward in New York on 2026-03-08, four days after this, and back in no other place.
   */
  private static final Instant SPRING = Instant.parse("2026-03-05T00:00:00Z");

  @TempDir private Path folder;

  private Incident analyze(String evidence) throws IOException {
    Path made = folder.resolve(evidence + "-case");
    CommandRun run = CommandRun.of("analyze", folder.resolve(evidence), "--case", made, "--quiet");
    assertThat(run.code()).as(run.err()).isZero();
    try (InputStream in = Files.newInputStream(made.resolve("incident.json"))) {
      return IncidentJson.read(in);
    }
  }

  /** The incident of the evidence at its own place and time, and of the moved copy, must be one. */
  private void same(Path evidence, MovedNames names, Duration shift, List<ZoneId> to, int year)
      throws IOException {
    Map<String, ZoneId> zones = new HashMap<>();
    try (Stream<Path> hosts = Files.list(evidence)) {
      for (Path host : hosts.filter(Files::isDirectory).sorted().toList()) {
        zones.put(host.getFileName().toString(), to.get(zones.size() % to.size()));
      }
    }
    new MovedEvidence(MovedNames.none(), Duration.ZERO, Map.of(), year)
        .copy(evidence, folder.resolve("first"));
    new MovedEvidence(names, shift, zones, year).copy(evidence, folder.resolve("second"));
    TreeSet<String> expected = new TreeSet<>();
    Told.of(analyze("first"), shift).forEach(line -> expected.add(names.renamed(line)));
    TreeSet<String> told = Told.of(analyze("second"), Duration.ZERO);
    assertThat(told).hasSizeGreaterThan(30).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // Half an hour beside the full one, and west of Greenwich; no clock changes.
    "2025-09-09, Asia/Kolkata, America/Bogota",
    // The day of the first access, and the night before it, has a clock change.
    "2025-10-22, Europe/Berlin, Asia/Tokyo",
    "2026-03-25, Europe/Lisbon, America/Sao_Paulo",
  })
  void theSampleInAnotherZone(LocalDate start, String first, String second) throws IOException {
    Path sample = CommandRun.sample();
    Duration shift = Duration.ofDays(LocalDate.of(2025, 6, 9).until(start, ChronoUnit.DAYS));
    List<ZoneId> zones = List.of(ZoneId.of(first), ZoneId.of(second));
    MovedNames names = MovedNames.of(sample, List.of("harbor", "storefront", "members"));
    same(sample, names, shift, zones, 2025);
  }

  @Test
  void theGivenCaseUnderOtherNamesAndAcrossAClockChange() throws IOException {
    @Nullable String given = System.getProperty("dwell.case");
    assumeTrue(given != null, "no case is given with -Ddwell.case");
    Path evidence = folder.resolve("evidence");
    unpack(Path.of(given).resolve("evidence.tar.gz"), evidence);
    JsonNode truth = JsonMapper.shared().readTree(Path.of(given).resolve("truth.json"));
    Instant start = Instant.parse(truth.path("window").path("start").asString());
    Duration shift =
        Duration.ofDays(start.truncatedTo(ChronoUnit.DAYS).until(SPRING, ChronoUnit.DAYS));
    List<ZoneId> zones = List.of(ZoneId.of("Asia/Kolkata"), ZoneId.of("America/New_York"));
    int year = start.atZone(ZoneOffset.UTC).getYear();
    same(evidence, MovedNames.of(evidence, databaseNames(truth)), shift, zones, year);
  }

  /**
   * Where the text logs tell all that the journals do, the journals add witnesses and no events.
   */
  @Test
  void theGivenCaseWithoutItsBinaryJournals() throws IOException {
    @Nullable String given = System.getProperty("dwell.case");
    assumeTrue(given != null, "no case is given with -Ddwell.case");
    Path evidence = folder.resolve("evidence");
    unpack(Path.of(given).resolve("evidence.tar.gz"), evidence);
    JsonNode truth = JsonMapper.shared().readTree(Path.of(given).resolve("truth.json"));
    Instant start = Instant.parse(truth.path("window").path("start").asString());
    int year = start.atZone(ZoneOffset.UTC).getYear();
    new MovedEvidence(MovedNames.none(), Duration.ZERO, Map.of(), year)
        .copy(evidence, folder.resolve("text"));
    TreeSet<String> whole = Told.of(analyze("evidence"), Duration.ZERO);
    assertThat(Told.of(analyze("text"), Duration.ZERO)).isEqualTo(whole);
  }

  /** Databases, accounts and tables, as the case's truth names them. */
  private static List<String> databaseNames(JsonNode truth) {
    List<String> names = new ArrayList<>();
    for (JsonNode session : truth.path("db_sessions")) {
      names.add(session.path("user").asString(""));
      names.add(session.path("db").asString(""));
    }
    for (String table : truth.path("tables_read").propertyNames()) {
      names.addAll(List.of(table.substring(table.indexOf(':') + 1).split("\\.")));
    }
    // What every installation has keeps its name.
    names.removeIf(name -> name.isEmpty() || List.of("mysql", "root", "postgres").contains(name));
    return names;
  }

  /** Links and sparse files are in it, so tar has to do it. */
  private static void unpack(Path archive, Path to) throws IOException {
    Files.createDirectories(to);
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", to.toString())
            .inheritIO()
            .start();
    assertThat(tar.onExit().join().exitValue()).isZero();
  }
}
