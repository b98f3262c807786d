package dwell.format.postgresql;

/** SQLSTATE codes: five digits or upper-case letters, a digit among them. */
final class SqlState {
  private SqlState() {}

  /** Whether {@code bytes[from, to)} is one. */
  static boolean is(byte[] bytes, int from, int to) {
    if (to - from != 5) {
      return false;
    }
    boolean digit = false;
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      boolean number = c >= '0' && c <= '9';
      digit |= number;
      if (!number && (c < 'A' || c > 'Z')) {
        return false;
      }
    }
    return digit;
  }
}
