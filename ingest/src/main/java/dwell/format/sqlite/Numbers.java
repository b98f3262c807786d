package dwell.format.sqlite;

/** Big-endian numbers as SQLite writes them (file format, section 1.6 for varints). */
final class Numbers {
  private static final int LONGEST = 9;

  private Numbers() {}

  static int two(byte[] b, int at) {
    return (b[at] & 0xFF) << 8 | b[at + 1] & 0xFF;
  }

  static long four(byte[] b, int at) {
    return (long) two(b, at) << 16 | two(b, at + 2);
  }

  /** The signed number of {@code size} bytes at {@code at}; 0 of none. */
  static long signed(byte[] b, int at, int size) {
    long value = size > 0 && b[at] < 0 ? -1 : 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | b[at + i] & 0xFF;
    }
    return value;
  }

  /** How many bytes the varint at {@code at} has, or 0 where it does not end before {@code to}. */
  static int length(byte[] b, int at, int to) {
    for (int i = 0; i < LONGEST && at + i < to; i++) {
      if (b[at + i] >= 0 || i == LONGEST - 1) {
        return i + 1;
      }
    }
    return 0;
  }

  /** The varint of that length: seven bits a byte, eight of the ninth. */
  static long varint(byte[] b, int at, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = i == LONGEST - 1 ? value << 8 | b[at + i] & 0xFF : value << 7 | b[at + i] & 0x7F;
    }
    return value;
  }
}
