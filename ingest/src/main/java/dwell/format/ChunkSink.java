package dwell.format;

import dwell.record.Chunk;
import java.io.IOException;

/**
 * Takes the chunks of one artifact, in file order, by the thread that reads it. What it throws ends
 * the reading and reaches its caller.
 */
public interface ChunkSink {
  /** Told before the first chunk what the artifact is. Not called where it is not read as a log. */
  void begin(LogFormat format, ParseContext context) throws IOException;

  /**
   * Takes a chunk, and with it its bytes: whoever has parsed it gives {@link Chunk#bytes} back to
   * the {@link BufferPool}, on any thread.
   */
  void chunk(Chunk chunk) throws IOException;
}
