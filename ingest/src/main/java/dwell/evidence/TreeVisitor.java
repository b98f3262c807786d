package dwell.evidence;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes the files of a source before it is known which host they belong to. */
interface TreeVisitor {
  void file(StoredFile file) throws IOException;

  void link(String path, String target, boolean hard, @Nullable Instant modified, FileStat stat)
      throws IOException;

  default void archive(ArchiveSeal seal) throws IOException {}

  void fault(Fault fault);

  /** Whether archives must be hashed. */
  default boolean seals() {
    return true;
  }
}
