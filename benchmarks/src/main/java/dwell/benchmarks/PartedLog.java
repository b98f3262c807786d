package dwell.benchmarks;

import dwell.benchmarks.logs.LogGenerator;
import dwell.benchmarks.logs.LogKind;
import dwell.event.ArtifactKey;
import dwell.event.EventBatch;
import dwell.format.LogFormat;
import dwell.format.LogFormats;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.pattern.MessageMatcher;
import dwell.record.Chunk;
import dwell.record.Lines;
import dwell.record.RecordCutter;
import dwell.record.RecordLimits;
import dwell.time.HostClock;
import dwell.time.HostClocks;
import dwell.time.InferredYears;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A generated log in memory, recognised and parted into chunks as the reader of artifacts does. */
public final class PartedLog {
  /** Enough that a pass meets what the log has, and little enough to be read often. */
  public static final int BYTES = 8_000_000;

  private static final long SEED = 7;

  private final LogFormat format;
  private final ParseContext context;
  private final List<Chunk> chunks = new ArrayList<>();
  private final long bytes;

  /**
   * Makes a log.
   *
   * @param bytes its least size
   * @param messages what understands free-text messages
   */
  public PartedLog(LogKind kind, int bytes, Supplier<MessageMatcher> messages) {
    byte[] log = LogGenerator.bytes(kind, bytes, SEED);
    String path = "var/log/" + kind.id() + ".log";
    byte[] first = Arrays.copyOf(log, Math.min(log.length, Sample.SIZE));
    LogFormat found = LogFormats.recognise(new Sample(first, first.length == log.length, path));
    if (found == null) {
      throw new IllegalStateException("no format is sure of " + kind);
    }
    this.bytes = log.length;
    format = found;
    context =
        new ParseContext(
            ArtifactKey.of("web01", path, path),
            new HostClocks(Map.of(), HostClock.ASSUMED_UTC),
            InferredYears.given(2026),
            messages,
            Optional.empty(),
            RecordLimits.DEFAULT,
            (offset, cause) -> {
              throw new IllegalStateException(cause + " at " + offset);
            });
    part(log);
  }

  private void part(byte[] log) {
    RecordCutter cutter = format.cutter(context);
    long line = 1;
    for (int from = 0; from < log.length; ) {
      int to = Math.min(log.length, from + RecordLimits.DEFAULT.chunkBytes());
      boolean end = to == log.length;
      int cut = cutter.cut(log, from, to, end);
      byte[] part = Arrays.copyOfRange(log, from, cut);
      chunks.add(
          new Chunk(
              part, part.length, from, format.lines() ? line : 0, cutter.state(), false, end));
      line += Lines.count(part, 0, part.length);
      from = cut;
    }
  }

  /** The log's chunks, in order. */
  public List<Chunk> chunks() {
    return chunks;
  }

  /** The size of the log. */
  public long bytes() {
    return bytes;
  }

  /** Parses the whole log, with one parser. */
  public void parse(EventBatch batch) {
    LogParser parser = format.parser(context);
    for (Chunk chunk : chunks) {
      batch.chunk(chunk.bytes(), chunk.offset(), chunk.firstLine());
      parser.parse(chunk, batch);
      batch.flush();
    }
  }
}
