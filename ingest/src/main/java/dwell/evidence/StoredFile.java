package dwell.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file as a source finds it, before it is known which host it belongs to.
 *
 * @param local where it lies in a file system, for what must be read at random; null for a member
 *     of an archive
 * @param access how often it may be opened
 * @param now see {@link Artifact#now}
 */
record StoredFile(
    String path,
    long size,
    @Nullable Instant modified,
    FileStat stat,
    Opener opener,
    @Nullable Path local,
    Access access,
    Supplier<Artifact.@Nullable State> now) {

  /** How often, and at what cost, a file may be opened. */
  enum Access {
    /** At any time. */
    RANDOM,
    /** Once while it passes by in a stream; again by walking the stream from its beginning. */
    PASSING,
    /** Once. */
    ONCE
  }

  /** Opens the bytes as stored. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  InputStream open() throws IOException {
    return opener.open();
  }

  /** The same file, opened another way. */
  StoredFile opening(Opener other) {
    return new StoredFile(path, size, modified, stat, other, local, access, now);
  }
}
