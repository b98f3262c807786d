package dwell.format;

import dwell.event.EventBatch;
import dwell.evidence.Artifact;
import dwell.evidence.ArtifactInput;
import dwell.evidence.ArtifactRole;
import dwell.record.Chunk;
import dwell.record.Lines;
import dwell.record.RecordCutter;
import dwell.time.YearInference;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads artifacts: hashes and decompresses, recognises the format, parts the bytes between records.
 * Each byte of a file is read once and lies in one chunk; memory is bounded by the {@link
 * BufferPool}, however long a file or a line in it is. Safe for use by several threads, each with
 * an artifact of its own.
 *
 * <p>{@link #read} hands out chunks, for those who parse on several threads; {@link #parse} parses
 * them one after the other.
 */
public final class ArtifactReader {
  /** Formats that take anything are at most so sure; see {@link LogFormat#recognise}. */
  private static final int SURE = LogFormat.FALLBACK + 1;

  private final ReadSettings settings;
  private final BufferPool pool;

  /**
   * A reader.
   *
   * @param pool of buffers of {@link dwell.record.RecordLimits#chunkBytes} of the settings' limits
   */
  public ArtifactReader(ReadSettings settings, BufferPool pool) {
    if (pool.bytes() != settings.limits().chunkBytes()) {
      throw new IllegalArgumentException("the pool's buffers must have the size of a chunk");
    }
    this.settings = settings;
    this.pool = pool;
  }

  /**
   * Reads an artifact to its end.
   *
   * @param years the years of its records, from an earlier pass; null for the first one
   * @throws IOException as the sink throws it; troubles of the evidence are faults
   */
  public ArtifactReading read(Artifact artifact, @Nullable YearInference years, ChunkSink sink)
      throws IOException {
    ArtifactFaults faults = new ArtifactFaults(artifact.key().path());
    try (ArtifactInput input = new ArtifactInput(artifact)) {
      Pass pass = new Pass(artifact, input, years, faults);
      pass.run(sink);
      ArtifactInput.Seal seal = input.seal();
      seal.faults().forEach(faults::add);
      return new ArtifactReading(artifact, seal, pass.format, pass.years, faults);
    }
  }

  /**
   * Reads an artifact and parses it, in file order, on this thread. Where its records have no year,
   * the years are made sure of before the first event, by a pass that only looks at stamps, if the
   * artifact can be opened twice. Needs four buffers.
   *
   * @param batch filled with the events; what it holds is flushed after each chunk
   */
  public ArtifactReading parse(Artifact artifact, EventBatch batch) throws IOException {
    InOrder first = new InOrder(batch, artifact);
    ArtifactReading reading = read(artifact, null, first);
    YearInference corrected = first.corrected;
    return corrected == null ? reading : read(artifact, corrected, new InOrder(batch, null));
  }

  /**
   * The years that a file proves, from a pass that only looks at stamps; null where the first pass
   * will do: its records have years, or what bounds the file is not contradicted by what it holds,
   * or it can be opened only once.
   */
  public @Nullable YearInference years(Artifact artifact) throws IOException {
    if (!artifact.reopens() || artifact.role() == ArtifactRole.SYSTEM) {
      return null;
    }
    try (ArtifactInput input = new ArtifactInput(artifact)) {
      // Faults are told by the pass that counts.
      Pass pass = new Pass(artifact, input, null, new ArtifactFaults(artifact.key().path()));
      pass.run(new StampsAlone());
      return pass.years != null && pass.years.contradicted() ? pass.years.corrected() : null;
    }
  }

  /** A sink that may have enough before the artifact ends. */
  private interface Stoppable extends ChunkSink {
    boolean stopped();
  }

  /** Whether the records so far had no year. */
  private static boolean asked(@Nullable ParseContext context) {
    return context != null && context.years() instanceof AskedYears years && years.asked();
  }

  /** Gives every chunk back unread, and has enough where the first one asked for no year. */
  private final class StampsAlone implements Stoppable {
    private @Nullable ParseContext context;
    private boolean stopped;

    @Override
    public void begin(LogFormat format, ParseContext begun) {
      context = begun;
    }

    @Override
    public void chunk(Chunk chunk) {
      pool.give(chunk.bytes());
      stopped = !asked(context);
    }

    @Override
    public boolean stopped() {
      return stopped;
    }
  }

  /** Parses each chunk as it comes. */
  private final class InOrder implements Stoppable {
    private final EventBatch batch;

    /** Whose years are to be made sure of before the first event; null where they are. */
    private @Nullable Artifact unsure;

    private @Nullable ParseContext context;
    private @Nullable LogParser parser;
    private @Nullable YearInference corrected;

    InOrder(EventBatch batch, @Nullable Artifact unsure) {
      this.batch = batch;
      this.unsure = unsure;
    }

    @Override
    public void begin(LogFormat format, ParseContext begun) {
      context = begun;
      parser = format.parser(begun);
    }

    @Override
    public void chunk(Chunk chunk) throws IOException {
      try {
        Artifact artifact = unsure;
        unsure = null;
        if (artifact != null && asked(context)) {
          corrected = chunk.last() ? proved() : years(artifact);
        }
        if (corrected == null && parser != null) {
          batch.chunk(chunk.bytes(), chunk.offset(), chunk.firstLine());
          parser.parse(chunk, batch);
          batch.flush();
        }
      } finally {
        pool.give(chunk.bytes());
      }
    }

    /** A file of one chunk has proved all that it can. */
    private @Nullable YearInference proved() {
      ParseContext read = context;
      return read != null && read.years().contradicted() ? read.years().corrected() : null;
    }

    @Override
    public boolean stopped() {
      return corrected != null;
    }
  }

  /** One pass over one artifact. */
  private final class Pass {
    private final Artifact artifact;
    private final ArtifactInput input;
    private final @Nullable YearInference known;
    private final ArtifactFaults faults;
    private final byte[] ahead = new byte[1];
    private @Nullable LogFormat format;
    private @Nullable AskedYears years;

    Pass(
        Artifact artifact,
        ArtifactInput input,
        @Nullable YearInference known,
        ArtifactFaults faults) {
      this.artifact = artifact;
      this.input = input;
      this.known = known;
      this.faults = faults;
    }

    void run(ChunkSink sink) throws IOException {
      if (artifact.role() == ArtifactRole.SYSTEM) {
        return;
      }
      byte @Nullable [] buffer = pool.take();
      try {
        int filled = input.fill(buffer, 0, buffer.length);
        LogFormat found = filled == 0 ? null : recognise(buffer, filled);
        if (found == null) {
          return;
        }
        AskedYears asked = new AskedYears(known == null ? settings.years(artifact, input) : known);
        ParseContext context = settings.context(artifact, asked, faults);
        format = found;
        years = asked;
        sink.begin(found, context);
        Parting parting = new Parting(found, context);
        while (buffer != null && !(sink instanceof Stoppable early && early.stopped())) {
          byte[] full = buffer;
          buffer = null;
          buffer = parting.part(full, filled, sink);
          filled =
              buffer == null ? 0 : parting.kept + input.fill(buffer, parting.kept, buffer.length);
        }
      } finally {
        if (buffer != null) {
          pool.give(buffer);
        }
      }
    }

    private @Nullable LogFormat recognise(byte[] buffer, int filled) {
      boolean whole = filled <= Sample.SIZE && filled < buffer.length;
      byte[] first = Arrays.copyOf(buffer, Math.min(filled, Sample.SIZE));
      Sample sample = new Sample(first, whole, artifact.key().hostPath());
      LogFormat found = LogFormats.recognise(sample);
      boolean wanted =
          found != null && (artifact.role() == ArtifactRole.LOG || found.recognise(sample) >= SURE);
      return wanted ? found : null;
    }

    /** Hands out chunk after chunk. */
    private final class Parting {
      private final RecordCutter cutter;
      private final boolean lines;
      private long offset;
      private long line = 1;
      private boolean continued;

      /** How many bytes of the next chunk its buffer already holds. */
      private int kept;

      Parting(LogFormat format, ParseContext context) {
        cutter = format.cutter(context);
        lines = format.lines();
      }

      /**
       * Hands out what is whole of {@code buffer[0, filled)}.
       *
       * @return the next buffer, with the rest in it; null where the artifact ends
       */
      byte @Nullable [] part(byte[] buffer, int filled, ChunkSink sink) throws IOException {
        boolean end = filled < buffer.length || input.fill(ahead, 0, 1) == 0;
        int cut = cutter.cut(buffer, 0, filled, end);
        boolean parted = !end && cut <= 0;
        if (parted && !continued) {
          faults.fault(offset, "a record longer than " + filled + " bytes was parted");
        }
        int to = end || parted ? filled : cut;
        byte @Nullable [] next = end ? null : rest(buffer, to, filled);
        Chunk chunk =
            new Chunk(buffer, to, offset, lines ? line : 0, cutter.state(), continued, end);
        offset += to;
        line += lines ? Lines.count(buffer, 0, to) : 0;
        continued = parted;
        try {
          sink.chunk(chunk);
        } catch (IOException | RuntimeException e) {
          if (next != null) {
            pool.give(next);
          }
          throw e;
        }
        return next;
      }

      private byte[] rest(byte[] buffer, int from, int to) throws IOException {
        byte[] next = pool.take();
        kept = to - from;
        System.arraycopy(buffer, from, next, 0, kept);
        next[kept++] = ahead[0];
        return next;
      }
    }
  }
}
