package dwell.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Incidents staged on hosts with real daemons, told apart from the ordinary work around them. Each
 * question must be answered well, and where there was no attack nobody is accused.
 */
class KnownIncidentsTest {
  private static final double MEAN = 0.95;
  private static final double FLOOR = 0.80;

  @TempDir private Path folder;

  static List<KnownIncident> incidents() throws IOException {
    return KnownIncident.all();
  }

  @ParameterizedTest
  @MethodSource("incidents")
  void isReconstructed(KnownIncident known) throws IOException {
    Truth truth = known.truth();
    Incident incident = KnownIncident.analyze(folder.resolve("case"), known.evidence());
    if (!truth.attack()) {
      ReconstructionTest.nothing(incident);
      assertThat(incident.exposedSecrets()).isEmpty();
      assertThat(incident.exfiltration()).isEmpty();
    }
    List<ScoreRow> rows = Score.of(truth, incident);
    String table =
        rows.stream()
            .map(ScoreRow::toString)
            .collect(Collectors.joining("\n", truth.title() + "\n", "\n"));
    double mean = rows.stream().mapToDouble(ScoreRow::score).average().orElse(0);
    double lowest = rows.stream().mapToDouble(ScoreRow::score).min().orElse(0);
    assertThat(mean)
        .as(String.format(Locale.ROOT, "%smean %.1f %%", table, 100 * mean))
        .isGreaterThanOrEqualTo(MEAN);
    assertThat(lowest).as(table).isGreaterThanOrEqualTo(FLOOR);
  }
}
