package dwell.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Opens the archives that a source holds, one level deep, where an investigator or logrotate would
 * put one ({@link ArtifactRole#opensArchives}). Their members' paths begin with the archive's own,
 * as if it were a folder.
 */
final class NestedArchives implements TreeVisitor {
  private static final int MAGIC = 16;

  private final TreeVisitor visitor;

  NestedArchives(TreeVisitor visitor) {
    this.visitor = visitor;
  }

  @Override
  public void file(StoredFile file) throws IOException {
    if (!ArtifactRole.opensArchives(file.path())) {
      visitor.file(file);
      return;
    }
    if (file.access() == StoredFile.Access.RANDOM) {
      pass(file, kind(file));
      return;
    }
    InputStream member = file.open();
    byte[] head = head(member);
    AtomicBoolean passed = new AtomicBoolean();
    StoredFile again =
        file.opening(() -> passed.getAndSet(true) ? file.open() : rejoined(head, member));
    pass(again, ArchiveKind.of(head, head.length));
  }

  private void pass(StoredFile file, ArchiveKind kind) throws IOException {
    if (kind == ArchiveKind.NONE) {
      visitor.file(file);
    } else {
      new ArchiveTree(file, kind, file.path() + '/', visitor).walk();
    }
  }

  /** What the file is; one that cannot be opened is no archive, and its reader will say why. */
  static ArchiveKind kind(StoredFile file) {
    try (InputStream bytes = file.open()) {
      byte[] head = head(bytes);
      return ArchiveKind.of(head, head.length);
    } catch (IOException e) {
      return ArchiveKind.NONE;
    }
  }

  /** As many first bytes as are needed to know; fewer where the file cannot be read so far. */
  private static byte[] head(InputStream bytes) {
    byte[] head = new byte[MAGIC];
    int n = fill(bytes, head, 0);
    int wanted = ArchiveKind.headOf(Compression.of(head, n));
    if (n == MAGIC) {
      head = Arrays.copyOf(head, wanted);
      n = fill(bytes, head, n);
    }
    return Arrays.copyOf(head, n);
  }

  private static int fill(InputStream bytes, byte[] head, int from) {
    int at = from;
    try {
      while (at < head.length) {
        int n = bytes.read(head, at, head.length - at);
        if (n < 0) {
          break;
        }
        at += n;
      }
    } catch (IOException ignored) {
      // The stream throws again to whoever reads the file itself.
    }
    return at;
  }

  private static InputStream rejoined(byte[] head, InputStream rest) {
    return new SequenceInputStream(new ByteArrayInputStream(head), rest);
  }

  @Override
  public void link(
      String path, String target, boolean hard, @Nullable Instant modified, FileStat stat)
      throws IOException {
    visitor.link(path, target, hard, modified, stat);
  }

  @Override
  public void archive(ArchiveSeal seal) throws IOException {
    visitor.archive(seal);
  }

  @Override
  public void fault(Fault fault) {
    visitor.fault(fault);
  }

  @Override
  public boolean seals() {
    return visitor.seals();
  }
}
