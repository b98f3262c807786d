package dwell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dwell.event.ArtifactKey;
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
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every byte of every log lies in exactly one record, and every record is an event. */
final class RecordCoverageTest {
  @Test
  void ofTheSampleIncident() throws IOException {
    assertThat(read(CommandRun.sample())).isGreaterThanOrEqualTo(10);
  }

  @Test
  void ofTheGivenCase() throws IOException {
    @Nullable String folder = System.getProperty("dwell.case");
    assumeTrue(folder != null, "no case is given with -Ddwell.case");
    assertThat(read(Path.of(folder).resolve("evidence.tar.gz"))).isGreaterThanOrEqualTo(90);
  }

  /** Reads the evidence and gives the number of logs in it. */
  private static int read(Path evidence) throws IOException {
    EvidenceSource source = EvidenceSource.of(evidence);
    HostSurvey survey = source.survey(HostOptions.NONE);
    RecordLimits limits = RecordLimits.DEFAULT;
    ArtifactReader reader =
        new ArtifactReader(
            new ReadSettings(
                survey,
                survey.clocks(),
                Catalogue.builtIn()::matcher,
                Optional.empty(),
                OptionalInt.empty(),
                Instant.parse("2030-01-01T00:00:00Z"),
                limits),
            new BufferPool(4, limits.chunkBytes()));
    List<ArtifactKey> logs = new ArrayList<>();
    source.forEach(
        survey,
        new ArtifactVisitor() {
          @Override
          public void artifact(Artifact artifact) throws IOException {
            if (covered(reader, artifact)) {
              logs.add(artifact.key());
            }
          }

          @Override
          public void fault(Fault fault) {
            throw new AssertionError(fault);
          }
        });
    return logs.size();
  }

  /** Whether the artifact was read as a log; its records are then held against its bytes. */
  private static boolean covered(ArtifactReader reader, Artifact artifact) throws IOException {
    TreeMap<Long, Integer> records = new TreeMap<>();
    EventBatch batch =
        new EventBatch(full -> {
          for (int row = 0; row < full.size(); row++) {
            Integer length = records.put(full.offset(row), full.length(row));
            assertThat(length == null ? full.length(row) : length)
                .as("%s at %d", artifact.key().path(), full.offset(row))
                .isEqualTo(full.length(row));
          }
        });
    ArtifactReading reading = reader.parse(artifact, batch);
    if (reading.format() == null) {
      return false;
    }
    long end = 0;
    for (var record : records.entrySet()) {
      assertThat(record.getKey()).as(artifact.key().path()).isEqualTo(end);
      end += record.getValue();
    }
    assertThat(end).as(artifact.key().path()).isEqualTo(reading.seal().bytes());
    return true;
  }
}
