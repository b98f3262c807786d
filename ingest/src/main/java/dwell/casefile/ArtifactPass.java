package dwell.casefile;

import dwell.event.Dataset;
import dwell.evidence.Artifact;
import dwell.format.ArtifactCounts;
import dwell.format.ArtifactReading;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.record.Chunk;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one artifact, from its first chunk to the counts of all. Safe for use by several
 * threads: the one that reads, and those that parse.
 */
final class ArtifactPass {
  final Artifact artifact;

  /** The artifact's number in the case. */
  final int number;

  /** Whether its bytes are still to be kept. */
  final boolean keep;

  private final ArtifactCounts counts = new ArtifactCounts();
  private final long[] datasets = new long[Dataset.values().length];
  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private final Deque<LogParser> parsers = new ArrayDeque<>();
  private @Nullable LogFormat format;
  private @Nullable ParseContext context;
  private @Nullable ArtifactReading reading;
  private int pending;
  private boolean taken;

  ArtifactPass(Artifact artifact, int number, boolean keep) {
    this.artifact = artifact;
    this.number = number;
    this.keep = keep;
  }

  synchronized void begin(LogFormat begun, ParseContext with) {
    format = begun;
    context = with;
  }

  /** Adds a chunk to those that wait. */
  synchronized void add(Chunk chunk) {
    chunks.add(chunk);
    pending++;
  }

  /**
   * Takes the next chunk; null where none waits, or where another worker is at this artifact and
   * its chunks must be parsed in order.
   */
  synchronized @Nullable Chunk next() {
    if (taken && !splittable()) {
      return null;
    }
    Chunk chunk = chunks.poll();
    taken = chunk != null;
    return chunk;
  }

  /** Takes away a chunk that waits, never to be parsed; null where none does. */
  synchronized @Nullable Chunk drop() {
    Chunk chunk = chunks.poll();
    if (chunk != null) {
      pending--;
    }
    return chunk;
  }

  /** Tells that a chunk that {@link #next} gave is done with. */
  synchronized void done(ArtifactCounts more, long[] perDataset) {
    counts.add(more);
    for (int i = 0; i < datasets.length; i++) {
      datasets[i] += perDataset[i];
    }
    pending--;
    taken = false;
    notifyAll();
  }

  /** A parser that no other thread uses; given back with {@link #giveParser}. */
  synchronized LogParser takeParser() {
    LogParser parser = parsers.poll();
    LogFormat of = format;
    ParseContext with = context;
    if (of == null || with == null) {
      throw new IllegalStateException("a chunk came before the format");
    }
    return parser == null ? of.parser(with) : parser;
  }

  synchronized void giveParser(LogParser parser) {
    parsers.push(parser);
  }

  synchronized void fault(long offset, String cause) {
    if (context != null) {
      context.faults().fault(offset, cause);
    }
  }

  /** Told when all bytes were read. */
  synchronized void read(ArtifactReading done) {
    reading = done;
  }

  /** What reading told; only after {@link #read}. */
  synchronized ArtifactReading reading() {
    ArtifactReading done = reading;
    if (done == null) {
      throw new IllegalStateException("the artifact is still being read");
    }
    return done;
  }

  /** Whether every chunk is done with. */
  synchronized boolean idle() {
    return pending == 0;
  }

  /** Counts of all chunks that are done with. */
  synchronized ArtifactCounts counts() {
    ArtifactCounts all = new ArtifactCounts();
    all.add(counts);
    return all;
  }

  /** Events by {@link Dataset#ordinal}. */
  synchronized long[] datasets() {
    return datasets.clone();
  }

  private boolean splittable() {
    return format != null && format.splittable();
  }
}
