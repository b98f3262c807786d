package dwell.evidence;

/** How a single file is compressed, told by its first bytes, never by its name. */
public enum Compression {
  NONE("none"),
  /** RFC 1952. */
  GZIP("gzip"),
  BZIP2("bzip2"),
  /** The .xz file format 1.2.0. */
  XZ("xz"),
  /** RFC 8878. */
  ZSTD("zstd");

  private final String id;

  Compression(String id) {
    this.id = id;
  }

  /** The word used in the manifest. */
  public String id() {
    return id;
  }

  /** How {@code bytes[0, length)}, the beginning of a file, is compressed. */
  public static Compression of(byte[] bytes, int length) {
    if (length >= 3 && at(bytes, 0) == 0x1F && at(bytes, 1) == 0x8B && at(bytes, 2) == 8) {
      return GZIP;
    }
    // "BZh", the block size as a digit, then the block magic (pi) or, of an empty file, the end
    // magic
    // (square root of pi): three letters alone would claim text.
    if (length >= 10
        && bytes[0] == 'B'
        && bytes[1] == 'Z'
        && bytes[2] == 'h'
        && bytes[3] >= '1'
        && bytes[3] <= '9'
        && (at(bytes, 4) == 0x31 && at(bytes, 5) == 0x41 && at(bytes, 6) == 0x59
            || at(bytes, 4) == 0x17 && at(bytes, 5) == 0x72 && at(bytes, 6) == 0x45)) {
      return BZIP2;
    }
    if (length >= 6
        && at(bytes, 0) == 0xFD
        && bytes[1] == '7'
        && bytes[2] == 'z'
        && bytes[3] == 'X'
        && bytes[4] == 'Z'
        && bytes[5] == 0) {
      return XZ;
    }
    if (length >= 4) {
      int magic = at(bytes, 0) | at(bytes, 1) << 8 | at(bytes, 2) << 16 | at(bytes, 3) << 24;
      // A zstd frame, or a skippable one, which pzstd writes first.
      if (magic == 0xFD2FB528 || (magic & 0xFFFFFFF0) == 0x184D2A50) {
        return ZSTD;
      }
    }
    return NONE;
  }

  private static int at(byte[] bytes, int i) {
    return bytes[i] & 0xFF;
  }
}
