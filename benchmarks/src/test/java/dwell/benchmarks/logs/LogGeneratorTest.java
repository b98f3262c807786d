package dwell.benchmarks.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.evidence.Artifact;
import dwell.evidence.ArtifactVisitor;
import dwell.evidence.EvidenceSource;
import dwell.evidence.Fault;
import dwell.evidence.HostOptions;
import dwell.evidence.HostSurvey;
import dwell.format.ArtifactReader;
import dwell.format.ArtifactReading;
import dwell.format.BufferPool;
import dwell.format.ReadSettings;
import dwell.pattern.Catalogue;
import dwell.record.RecordLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogGeneratorTest {
  private static final int BYTES = 1_000_000;

  @TempDir Path temp;

  @ParameterizedTest
  @EnumSource
  void theSameSeedGivesTheSameBytes(LogKind kind) {
    byte[] log = LogGenerator.bytes(kind, BYTES, 7);
    assertThat(log)
        .hasSizeGreaterThanOrEqualTo(BYTES)
        .isEqualTo(LogGenerator.bytes(kind, BYTES, 7));
    assertThat(log).isNotEqualTo(LogGenerator.bytes(kind, BYTES, 8));
  }

  @ParameterizedTest
  @EnumSource
  void isReadAsWhatItIs(LogKind kind) throws IOException {
    Path file = temp.resolve(kind == LogKind.WTMP ? "wtmp" : kind.id() + ".log");
    byte[] log = LogGenerator.bytes(kind, BYTES, 7);
    Files.write(file, log);

    Tally tally = read(file);

    assertThat(tally.format).isEqualTo(format(kind));
    assertThat(tally.gap).as("where bytes lie in no record, or in two").isEqualTo(-1);
    assertThat(tally.end).isEqualTo(log.length);
    assertThat((double) tally.understood / tally.records)
        .as("share of records understood")
        .isGreaterThanOrEqualTo(understood(kind));
  }

  private static String format(LogKind kind) {
    return switch (kind) {
      case AUTH, SYSLOG, RFC5424 -> "syslog";
      case MYSQL -> "mysql.general";
      case MYSQL_SLOW -> "mysql.slow";
      case MARIADB_AUDIT -> "mysql.audit";
      case PG_CSV -> "postgresql.csv";
      case PG_TEXT -> "postgresql.stderr";
      case PG_JSON -> "postgresql.json";
      case ACCESS -> "web.access";
      case AUDIT -> "audit";
      case WTMP -> "wtmp";
    };
  }

  /** What services write in words of their own is unknown by design; all else is well known. */
  private static double understood(LogKind kind) {
    return switch (kind) {
      case SYSLOG, RFC5424 -> 0.70;
      default -> 0.99;
    };
  }

  private static Tally read(Path file) throws IOException {
    EvidenceSource source = EvidenceSource.of(file);
    HostSurvey survey = source.survey(HostOptions.NONE);
    ReadSettings settings =
        new ReadSettings(
            survey,
            survey.clocks(),
            Catalogue.builtIn()::matcher,
            Optional.empty(),
            OptionalInt.of(2026),
            Instant.parse("2026-12-31T00:00:00Z"),
            RecordLimits.DEFAULT);
    Tally tally =
        new Tally(
            new ArtifactReader(settings, new BufferPool(4, RecordLimits.DEFAULT.chunkBytes())));
    source.forEach(survey, tally);
    return tally;
  }

  /** Counts records, and holds them to lie one behind the other. */
  private static final class Tally implements ArtifactVisitor {
    private final ArtifactReader reader;
    private @Nullable String format;
    private long records;
    private long understood;
    private long begin = -1;
    private long end;
    private long gap = -1;

    Tally(ArtifactReader reader) {
      this.reader = reader;
    }

    @Override
    public void artifact(Artifact artifact) throws IOException {
      ArtifactReading reading = reader.parse(artifact, new EventBatch(this::add));
      assertThat(reading.faults()).isEmpty();
      format = reading.format() == null ? null : reading.format().id();
    }

    private void add(EventBatch batch) {
      for (int row = 0; row < batch.size(); row++) {
        if (batch.offset(row) == begin) {
          continue;
        }
        begin = batch.offset(row);
        if (begin != end && gap < 0) {
          gap = end;
        }
        end = begin + batch.length(row);
        records++;
        understood += batch.action(row) == Action.MESSAGE ? 0 : 1;
      }
    }

    @Override
    public void fault(Fault fault) {
      throw new AssertionError(fault);
    }
  }
}
