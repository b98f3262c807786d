package dwell.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Which archive a file is, by its first bytes, never by its name. */
enum ArchiveKind {
  NONE("none"),
  /** ustar, GNU or pax, plain or compressed. */
  TAR("tar"),
  /** PKWARE APPNOTE. */
  ZIP("zip");

  /**
   * How many first bytes suffice to see 512 decompressed ones: a bzip2 block may hold 900,000 bytes
   * that cannot be compressed, and gives nothing before it is whole.
   */
  static final int HEAD = 1 << 20;

  private final String id;

  ArchiveKind(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /** How many first bytes of a file compressed like that must be looked at. */
  static int headOf(Compression compression) {
    return switch (compression) {
      case NONE -> TarHeader.LENGTH;
      case GZIP -> 8 << 10;
      case XZ, ZSTD -> 256 << 10;
      case BZIP2 -> HEAD;
    };
  }

  /** The kind of the file that begins with {@code head[0, length)}. */
  static ArchiveKind of(byte[] head, int length) {
    if (length >= 4 && head[0] == 'P' && head[1] == 'K') {
      // A member's header, or the end of the directory of an empty archive.
      if (head[2] == 3 && head[3] == 4 || head[2] == 5 && head[3] == 6) {
        return ZIP;
      }
    }
    Compression compression = Compression.of(head, length);
    if (compression == Compression.NONE) {
      return tar(head, length);
    }
    StoredStream stored = new StoredStream(new ByteArrayInputStream(head, 0, length));
    byte[] first = new byte[TarHeader.LENGTH];
    int n = 0;
    try (Decompression bytes =
        new Decompression(compression, stored, stored, (at, stand, cause) -> {})) {
      while (n < first.length) {
        int more = bytes.read(first, n, first.length - n);
        if (more < 0) {
          break;
        }
        n += more;
      }
    } catch (IOException e) {
      return NONE;
    }
    return tar(first, n);
  }

  /**
   * A tar header carries a checksum over itself; the first byte is that of the first member's name.
   */
  private static ArchiveKind tar(byte[] head, int length) {
    return length >= TarHeader.LENGTH && head[0] != 0 && TarHeader.whole(head) ? TAR : NONE;
  }
}
