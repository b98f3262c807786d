package dwell.evidence;

import dwell.event.ArtifactKey;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file of the evidence, as it was found. Nothing of it is in memory until it is opened.
 *
 * <p>A member of a tar archive is handed out while it passes by: opened again, or after the visit,
 * the archive is walked once more from its beginning. Standard input can be opened once. {@link
 * ArtifactInput} is the way to read one: hashed, decompressed, and with its damages told.
 */
public interface Artifact {
  ArtifactKey key();

  /** Its size as stored (compressed, if it is), in bytes; -1 where that is not known beforehand. */
  long size();

  /** When it was last modified, as the evidence has it; null where unknown. */
  @Nullable Instant modified();

  /** Its bytes as stored. The caller closes the stream. */
  InputStream open() throws IOException;

  /** Owner, mode and inode, as far as the evidence has them. */
  default FileStat stat() {
    return FileStat.UNKNOWN;
  }

  /** What may be expected in it, by its place on its host. */
  default ArtifactRole role() {
    return ArtifactRole.LOG;
  }

  /** Whether it may be opened again. */
  default boolean reopens() {
    return true;
  }

  /**
   * Its size and time as they are at this moment; null where the evidence cannot change (a member
   * of an archive) or does not tell.
   */
  default @Nullable State now() {
    return null;
  }

  /** Size and time of a file at one moment. */
  record State(long size, @Nullable Instant modified) {}
}
