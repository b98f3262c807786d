package dwell.evidence;

import dwell.event.ArtifactKey;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One file of the evidence, as it was found. Nothing of it is in memory until it is opened. */
public interface Artifact {
  ArtifactKey key();

  /** Its size as stored (compressed, if it is), in bytes; -1 where that is not known beforehand. */
  long size();

  /** When it was last modified, as the evidence has it; null where unknown. */
  @Nullable Instant modified();

  /** Its bytes as stored. The caller closes the stream. */
  InputStream open() throws IOException;
}
