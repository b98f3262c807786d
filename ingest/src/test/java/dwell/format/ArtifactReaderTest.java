package dwell.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dwell.event.Event;
import dwell.event.EventBatch;
import dwell.evidence.Artifact;
import dwell.evidence.ArtifactReport;
import dwell.evidence.ArtifactVisitor;
import dwell.evidence.EvidenceSource;
import dwell.evidence.Fault;
import dwell.evidence.HostOptions;
import dwell.evidence.HostSurvey;
import dwell.record.Chunk;
import dwell.record.RecordLimits;
import dwell.time.YearInference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactReaderTest {
  private static final RecordLimits SMALL = new RecordLimits(2048, 1024);

  @TempDir Path temp;

  /** What became of the evidence. */
  private static final class Result implements ArtifactVisitor {
    final List<ArtifactReport> reports = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    private final ArtifactReader reader;

    Result(ArtifactReader reader) {
      this.reader = reader;
    }

    @Override
    public void artifact(Artifact artifact) throws IOException {
      ArtifactCounts counts = new ArtifactCounts();
      EventBatch batch =
          new EventBatch(full -> {
            counts.add(full);
            for (int row = 0; row < full.size(); row++) {
              events.add(full.event(row, artifact.key()));
            }
          });
      reports.add(reader.parse(artifact, batch).report(counts));
    }

    @Override
    public void fault(Fault fault) {
      throw new AssertionError(fault);
    }
  }

  @Test
  void eventsAndReportOfALog() throws IOException {
    write("var/log/auth.log", lines(500, "Feb"), "2026-02-28T12:00:00Z");
    Result result = parse(temp, SMALL);

    ArtifactReport report = result.reports.getFirst();
    assertThat(report.format()).isEqualTo("syslog");
    assertThat(report.records()).isEqualTo(500);
    assertThat(report.events()).isEqualTo(500);
    assertThat(report.faults()).isEmpty();
    assertThat(report.first()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
    assertThat(result.events)
        .extracting(event -> event.place().line())
        .startsWith(1L, 2L, 3L)
        .endsWith(499L, 500L);
    long end = 0;
    for (Event event : result.events) {
      assertThat(event.place().offset()).isEqualTo(end);
      end += event.place().length();
    }
    assertThat(end).isEqualTo(report.size());
  }

  @Test
  void theYearIsMadeSureOfBeforeTheFirstEvent() throws IOException {
    // Its last record must not lie after the file's own time, nor after the date in its name.
    String log = lines(200, "Jan") + lines(200, "Aug") + lines(200, "Jan");
    write("var/log/a.log", log, "2026-02-28T12:00:00Z");
    write("var/log/b.log-20240229", log, "2026-02-28T12:00:00Z");
    Path packed = Files.write(temp.resolveSibling(temp.getFileName() + ".tgz"), tarGz());
    try {
      for (Path evidence : new Path[] {temp, packed}) {
        Result result = parse(evidence, SMALL);
        assertThat(result.reports)
            .extracting(ArtifactReport::first)
            .containsExactlyInAnyOrder(
                Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2023-01-01T00:00:00Z"));
        assertThat(result.events).hasSize(1200);
      }
    } finally {
      Files.delete(packed);
    }
  }

  @Test
  void aPassWithTheWrongYearSaysWhichIsRight() throws IOException {
    // The first record alone would fit into 2026; the last one shows that the file began in 2025.
    write(
        "var/log/a.log",
        lines(200, "Jan") + lines(200, "Aug") + lines(200, "Jan"),
        "2026-02-28T12:00:00Z");
    BufferPool pool = new BufferPool(4, SMALL.chunkBytes());
    ArtifactReader reader = new ArtifactReader(settings(survey(temp), SMALL), pool);
    List<Integer> years = new ArrayList<>();
    forEach(
        temp,
        artifact -> {
          YearInference known = null;
          do {
            ArtifactReading reading = reader.read(artifact, known, giving(pool));
            known = reading.correctedYears();
            if (known != null) {
              years.add(known.startYear());
            }
          } while (known != null);
        });
    assertThat(years).containsExactly(2025);
  }

  @Test
  void chunksHoldTheFileAndBuffersAreUsedAgain() throws IOException {
    String log = lines(3000, "Feb");
    write("var/log/auth.log", log, "2026-02-28T12:00:00Z");
    BufferPool pool = new BufferPool(2, SMALL.chunkBytes());
    ArtifactReader reader = new ArtifactReader(settings(survey(temp), SMALL), pool);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    Set<byte[]> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Boolean> lasts = new ArrayList<>();
    forEach(
        temp,
        artifact ->
            reader.read(
                artifact,
                null,
                new Giving(pool) {
                  @Override
                  public void chunk(Chunk chunk) throws IOException {
                    assertThat(chunk.offset()).isEqualTo(whole.size());
                    assertThat(chunk.bytes()[chunk.to() - 1]).isEqualTo((byte) '\n');
                    whole.write(chunk.bytes(), 0, chunk.to());
                    buffers.add(chunk.bytes());
                    lasts.add(chunk.last());
                    super.chunk(chunk);
                  }
                }));
    assertThat(whole.toString(StandardCharsets.UTF_8)).isEqualTo(log);
    assertThat(buffers).hasSize(2);
    assertThat(lasts.indexOf(true)).isEqualTo(lasts.size() - 1);
  }

  @Test
  void aLineWithoutEndIsPartedInBoundedMemory() throws IOException {
    long length = 1L << 30;
    byte[] begin = lines(20, "Feb").getBytes(StandardCharsets.UTF_8);
    InputStream endless =
        new InputStream() {
          private long at;

          @Override
          public int read() {
            return at >= length ? -1 : at < begin.length ? begin[(int) at++] : same();
          }

          private int same() {
            at++;
            return 'x';
          }

          @Override
          public int read(byte[] bytes, int from, int count) {
            if (at < begin.length) {
              return first(bytes, from);
            }
            int n = (int) Math.min(count, length - at);
            Arrays.fill(bytes, from, from + n, (byte) 'x');
            at += n;
            return n == 0 ? -1 : n;
          }

          private int first(byte[] bytes, int from) {
            bytes[from] = begin[(int) at++];
            return 1;
          }
        };
    EvidenceSource source = EvidenceSource.of("-", endless);
    HostSurvey survey = source.survey(HostOptions.NONE);
    RecordLimits limits = RecordLimits.DEFAULT;
    BufferPool pool = new BufferPool(2, limits.chunkBytes());
    ArtifactReader reader = new ArtifactReader(settings(survey, limits), pool);
    Set<Integer> sizes = new HashSet<>();
    long[] seen = new long[2];
    List<Fault> faults = new ArrayList<>();
    source.forEach(
        survey,
        new ArtifactVisitor() {
          @Override
          public void artifact(Artifact artifact) throws IOException {
            ArtifactReading reading =
                reader.read(
                    artifact,
                    null,
                    new Giving(pool) {
                      @Override
                      public void chunk(Chunk chunk) throws IOException {
                        assertThat(chunk.continued()).isEqualTo(seen[1] > 1);
                        seen[0] += chunk.to();
                        seen[1]++;
                        sizes.add(chunk.bytes().length);
                        super.chunk(chunk);
                      }
                    });
            faults.addAll(reading.faults());
            assertThat(reading.seal().size()).isEqualTo(length);
          }

          @Override
          public void fault(Fault fault) {
            throw new AssertionError(fault);
          }
        });
    assertThat(seen[0]).isEqualTo(length);
    assertThat(seen[1]).isBetween(length / limits.chunkBytes(), length / limits.chunkBytes() + 2);
    assertThat(sizes).containsExactly(limits.chunkBytes());
    assertThat(faults).extracting(Fault::offset).containsExactly((long) begin.length);
  }

  @Test
  void programsAndSettingsAreHashedAndNotParsed() throws IOException {
    write("etc/hostname", "h\n", "2026-02-28T12:00:00Z");
    write("etc/copied.log", lines(5, "Feb"), "2026-02-28T12:00:00Z");
    write("srv/app/app.log", lines(5, "Feb"), "2026-02-28T12:00:00Z");
    Result result = parse(temp, SMALL);
    assertThat(result.reports)
        .extracting(ArtifactReport::path, ArtifactReport::format)
        .containsExactly(
            tuple("etc/copied.log", null),
            tuple("etc/hostname", null),
            tuple("srv/app/app.log", "syslog"));
    assertThat(result.reports).extracting(ArtifactReport::sha256).doesNotContainNull();
  }

  @Test
  void whatTheSinkThrowsReachesTheCallerAndNoBufferIsLost() throws IOException {
    write("var/log/auth.log", lines(3000, "Feb"), "2026-02-28T12:00:00Z");
    BufferPool pool = new BufferPool(2, SMALL.chunkBytes());
    ArtifactReader reader = new ArtifactReader(settings(survey(temp), SMALL), pool);
    forEach(
        temp,
        artifact -> {
          for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() ->
                    reader.read(
                        artifact,
                        null,
                        new Giving(pool) {
                          @Override
                          public void chunk(Chunk chunk) throws IOException {
                            pool.give(chunk.bytes());
                            throw new IOException("full");
                          }
                        }))
                .hasMessage("full");
          }
        });
  }

  private static class Giving implements ChunkSink {
    private final BufferPool pool;

    Giving(BufferPool pool) {
      this.pool = pool;
    }

    @Override
    public void begin(LogFormat format, ParseContext context) {}

    @Override
    public void chunk(Chunk chunk) throws IOException {
      pool.give(chunk.bytes());
    }
  }

  private static ChunkSink giving(BufferPool pool) {
    return new Giving(pool);
  }

  /** Uses an artifact. */
  private interface Use {
    void of(Artifact artifact) throws IOException;
  }

  private static void forEach(Path evidence, Use use) throws IOException {
    EvidenceSource source = EvidenceSource.of(evidence);
    source.forEach(
        source.survey(HostOptions.NONE),
        new ArtifactVisitor() {
          @Override
          public void artifact(Artifact artifact) throws IOException {
            use.of(artifact);
          }

          @Override
          public void fault(Fault fault) {
            throw new AssertionError(fault);
          }
        });
  }

  private static Result parse(Path evidence, RecordLimits limits) throws IOException {
    EvidenceSource source = EvidenceSource.of(evidence);
    HostSurvey survey = source.survey(HostOptions.NONE);
    Result result =
        new Result(
            new ArtifactReader(settings(survey, limits), new BufferPool(4, limits.chunkBytes())));
    source.forEach(survey, result);
    return result;
  }

  private static HostSurvey survey(Path evidence) throws IOException {
    return EvidenceSource.of(evidence).survey(HostOptions.NONE);
  }

  private static ReadSettings settings(HostSurvey survey, RecordLimits limits) {
    return new ReadSettings(
        survey,
        survey.clocks(),
        () -> (b, programFrom, programTo, from, to, batch) -> false,
        Optional.empty(),
        OptionalInt.empty(),
        Instant.parse("2026-02-28T12:00:00Z"),
        limits);
  }

  private void write(String path, String text, String modified) throws IOException {
    Path file = temp.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse(modified)));
  }

  private byte[] tarGz() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (String path : new String[] {"var/log/b.log-20240229", "var/log/a.log"}) {
        TarArchiveEntry entry = new TarArchiveEntry(path);
        byte[] content = Files.readAllBytes(temp.resolve(path));
        entry.setSize(content.length);
        entry.setModTime(Files.getLastModifiedTime(temp.resolve(path)));
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static String lines(int count, String month) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(month)
          .append(
              String.format(
                  Locale.ROOT,
                  " %2d %02d:%02d:00 mail01 app[7]: line %d\n",
                  1 + i / 1000,
                  i / 60 % 24,
                  i % 60,
                  i));
    }
    return text.toString();
  }
}
