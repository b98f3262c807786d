package dwell.casefile;

import dwell.format.ChunkSink;
import dwell.format.LogFormat;
import dwell.format.ParseContext;
import dwell.record.Chunk;
import java.io.IOException;

/** Hands the chunks of one pass to the workers. */
record PassSink(ArtifactPass pass, ParseWorkers workers, Runnable told) implements ChunkSink {
  @Override
  public void begin(LogFormat format, ParseContext context) {
    pass.begin(format, context);
  }

  @Override
  public void chunk(Chunk chunk) throws IOException {
    workers.add(pass, chunk);
    told.run();
  }
}
