package dwell.format;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.evidence.Artifact;
import dwell.evidence.ArtifactInput;
import dwell.evidence.ArtifactRole;
import dwell.evidence.Compression;
import dwell.evidence.Fault;
import dwell.format.postgresql.TextLog;
import dwell.time.HostClock;
import dwell.time.YearInference;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one file is understood, and why: for {@code dwell formats --explain}.
 *
 * @param path within the evidence
 * @param host whose file it is; empty where unknown
 * @param format what it is read as; null where it is no log
 * @param certainties every format that may fit, surest first
 * @param shapes how often each message shape or record kind was met, most first
 * @param unknown the first records that no parser knew, decoded; at most {@link #UNKNOWN}
 * @param counts of all its records
 * @param clock which zone local times are read in, and how that is known
 * @param years what its records without a year were given; null where every record has its year
 * @param prefix the PostgreSQL {@code log_line_prefix} that its lines show; null for other formats
 * @param faults what could not be read
 */
public record FileExplanation(
    String path,
    String host,
    ArtifactRole role,
    Compression compression,
    @Nullable LogFormat format,
    List<Certainty> certainties,
    List<ShapeCount> shapes,
    List<String> unknown,
    ArtifactCounts counts,
    HostClock clock,
    @Nullable YearInference years,
    @Nullable String prefix,
    List<Fault> faults) {
  /** The greatest number of unknown records that are shown. */
  public static final int UNKNOWN = 5;

  private static final int BUFFERS = 4;

  /** How surely a file is of a format: 1 to 100. */
  public record Certainty(LogFormat format, int percent) {}

  /** A message shape or record kind, and its records. */
  public record ShapeCount(String shape, long events) {}

  /** Reads a file, twice where it can be opened twice. */
  public static FileExplanation of(Artifact artifact, ReadSettings settings) throws IOException {
    Sample sample = null;
    if (artifact.reopens()) {
      sample = sample(artifact);
    }
    Tally tally = new Tally();
    ArtifactReader reader =
        new ArtifactReader(settings, new BufferPool(BUFFERS, settings.limits().chunkBytes()));
    ArtifactReading reading = reader.parse(artifact, new EventBatch(1 << 10, tally::add));
    boolean postgresql = reading.format() instanceof TextLog;
    HostClock clock = settings.clocks().of(service(reading.format()), artifact.key().host());
    return new FileExplanation(
        artifact.key().path(),
        artifact.key().host(),
        artifact.role(),
        reading.seal().compression(),
        reading.format(),
        sample == null ? List.of() : certainties(sample),
        tally.shapes(),
        List.copyOf(tally.unknown),
        tally.counts,
        clock,
        reading.years(),
        postgresql && sample != null ? new TextLog().prefix(sample) : null,
        reading.faults());
  }

  /** The word under which the analyst may give a clock of its own: {@code mysql@HOST}. */
  private static String service(@Nullable LogFormat format) {
    String id = format == null ? "" : format.id();
    int dot = id.indexOf('.');
    return dot < 0 ? id : id.substring(0, dot);
  }

  private static Sample sample(Artifact artifact) {
    byte[] bytes = new byte[Sample.SIZE + 1];
    try (ArtifactInput input = new ArtifactInput(artifact)) {
      int filled = input.fill(bytes, 0, bytes.length);
      boolean whole = filled <= Sample.SIZE;
      return new Sample(
          Arrays.copyOf(bytes, Math.min(filled, Sample.SIZE)), whole, artifact.key().hostPath());
    }
  }

  private static List<Certainty> certainties(Sample sample) {
    List<Certainty> certainties = new ArrayList<>();
    if (sample.bytes().length > 0) {
      for (LogFormat format : LogFormats.all()) {
        int percent = format.recognise(sample);
        if (percent > 0) {
          certainties.add(new Certainty(format, percent));
        }
      }
    }
    // A stable sort keeps the order of the registry, which decides between equals.
    certainties.sort(Comparator.comparingInt(Certainty::percent).reversed());
    return certainties;
  }

  /** Counts what batches hold. */
  private static final class Tally {
    private final Map<String, Long> byShape = new HashMap<>();
    private final List<String> unknown = new ArrayList<>();
    private final ArtifactCounts counts = new ArtifactCounts();

    void add(EventBatch batch) {
      counts.add(batch);
      for (int row = 0; row < batch.size(); row++) {
        String shape = batch.keywordAt(Field.SHAPE, row);
        if (shape != null) {
          byShape.merge(shape, 1L, Long::sum);
        } else if (batch.action(row) == Action.MESSAGE && unknown.size() < UNKNOWN) {
          String text = batch.textAt(Field.MESSAGE, row);
          unknown.add(text == null ? "" : text);
        }
      }
    }

    List<ShapeCount> shapes() {
      return byShape.entrySet().stream()
          .map(entry -> new ShapeCount(entry.getKey(), entry.getValue()))
          .sorted(
              Comparator.comparingLong(ShapeCount::events)
                  .reversed()
                  .thenComparing(ShapeCount::shape))
          .toList();
    }
  }

  /** The first time of its events; null where none has one. */
  public @Nullable Instant first() {
    return counts.first();
  }

  /** The last time of its events; null where none has one. */
  public @Nullable Instant last() {
    return counts.last();
  }
}
