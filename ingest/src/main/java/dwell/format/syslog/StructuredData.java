package dwell.format.syslog;

/** RFC 5424's structured data. */
final class StructuredData {
  private StructuredData() {}

  /**
   * The place behind the structured data (RFC 5424, section 6.3), a {@code -} or elements in
   * brackets.
   */
  static int end(byte[] b, int from, int to) {
    if (from < to && b[from] == '-') {
      return from + 1;
    }
    int at = from;
    while (at < to && b[at] == '[') {
      int end = element(b, at + 1, to);
      if (end < 0) {
        // Not closed: then it is no structured data, and nothing of it may be lost.
        return from;
      }
      at = end;
    }
    return at;
  }

  private static int element(byte[] b, int from, int to) {
    boolean quoted = false;
    for (int i = from; i < to; i++) {
      if (quoted && b[i] == '\\') {
        i++;
      } else if (b[i] == '"') {
        quoted = !quoted;
      } else if (!quoted && b[i] == ']') {
        return i + 1;
      }
    }
    return -1;
  }
}
