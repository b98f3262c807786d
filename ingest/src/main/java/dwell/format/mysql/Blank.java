package dwell.format.mysql;

/** Empty lines in front of a record. */
final class Blank {
  private Blank() {}

  /**
   * The first byte of {@code bytes[from, to)} that is no line end, or {@code from} where all are.
   */
  static int skip(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && (bytes[i] == '\n' || bytes[i] == '\r')) {
      i++;
    }
    return i == to ? from : i;
  }

  /** Whether {@code bytes[from, to)} holds line ends alone. */
  static boolean is(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != '\n' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
