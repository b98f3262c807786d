package dwell.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Walks an archive, hashing it as stored, whatever kind it is of. */
final class ArchiveTree {
  private static final int MAGIC = 16;

  private final StoredFile file;
  private final ArchiveKind kind;
  private final String prefix;
  private final TreeVisitor visitor;

  /**
   * @param file the archive
   * @param prefix what the members' paths begin with: empty or ending in {@code /}
   */
  ArchiveTree(StoredFile file, ArchiveKind kind, String prefix, TreeVisitor visitor) {
    this.file = file;
    this.kind = kind;
    this.prefix = prefix;
    this.visitor = visitor;
  }

  void walk() throws IOException {
    Artifact.State before = file.now().get();
    StoredStream stored;
    try {
      stored = new StoredStream(file.open());
    } catch (IOException e) {
      visitor.fault(Fault.of(file.path(), "cannot be opened: " + Troubles.of(e)));
      return;
    }
    Compression compression;
    try (stored) {
      compression =
          switch (kind) {
            case TAR -> tar(stored);
            case ZIP -> zip(stored);
            case NONE -> throw new IllegalStateException("not an archive");
          };
    }
    IOException failure = stored.failure();
    if (failure != null) {
      visitor.fault(
          new Fault(
              file.path(), -1, stored.position(), "cannot be read on: " + Troubles.of(failure)));
    }
    if (before != null && !before.equals(file.now().get())) {
      visitor.fault(Fault.of(file.path(), "changed while it was read"));
    }
    visitor.archive(
        new ArchiveSeal(
            file.path(),
            kind.id(),
            compression,
            stored.position(),
            file.modified(),
            stored.sha256()));
  }

  private Compression tar(StoredStream stored) throws IOException {
    PushbackInputStream peeked = new PushbackInputStream(stored, MAGIC);
    byte[] head = new byte[MAGIC];
    int n = peeked.readNBytes(head, 0, MAGIC);
    peeked.unread(head, 0, n);
    Compression compression = Compression.of(head, n);
    try (Decompression bytes =
        new Decompression(
            compression,
            stored,
            peeked,
            (offset, at, cause) -> visitor.fault(new Fault(file.path(), offset, at, cause)))) {
      new TarTree(file.path(), prefix, bytes, this::again, visitor).walk();
      stored.drain();
    }
    return compression;
  }

  /** The archive once more, decompressed; its damages were told the first time. */
  private InputStream again() throws IOException {
    StoredStream stored = new StoredStream(file.open());
    PushbackInputStream peeked = new PushbackInputStream(stored, MAGIC);
    byte[] head = new byte[MAGIC];
    int n = peeked.readNBytes(head, 0, MAGIC);
    peeked.unread(head, 0, n);
    return new Decompression(Compression.of(head, n), stored, peeked, (offset, at, cause) -> {});
  }

  /** A zip archive's directory stands at its end: one that comes as a stream is put aside first. */
  private Compression zip(StoredStream stored) throws IOException {
    Path local = file.local();
    if (local != null) {
      new ZipTree(file.path(), prefix, local, visitor).walk();
      if (visitor.seals()) {
        stored.drain();
      }
      return Compression.NONE;
    }
    Path aside = Files.createTempFile("dwell", ".zip");
    try {
      copy(stored, aside);
      new ZipTree(file.path(), prefix, aside, visitor).walk();
    } finally {
      Files.deleteIfExists(aside);
    }
    return Compression.NONE;
  }

  private static void copy(InputStream bytes, Path to) throws IOException {
    Files.copy(bytes, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
