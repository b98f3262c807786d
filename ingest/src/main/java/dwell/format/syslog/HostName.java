package dwell.format.syslog;

/** What may stand where a syslog line names its host. */
final class HostName {
  private HostName() {}

  /** Whether the word may be a host's name or address. */
  static boolean possible(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      byte c = b[i];
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      if (!letter
          && (c < '0' || c > ':')
          && c != '.'
          && c != '-'
          && c != '_'
          && c != '%'
          && c >= 0) {
        return false;
      }
    }
    return to > from && b[from] != '-';
  }

  /** Whether the word is an IPv6 address in brackets. */
  static boolean literal(byte[] b, int from, int to) {
    if (to - from < 4 || b[from] != '[' || b[to - 1] != ']') {
      return false;
    }
    boolean colon = false;
    for (int i = from + 1; i < to - 1; i++) {
      boolean digit = b[i] >= '0' && b[i] <= ':' || (b[i] | 0x20) >= 'a' && (b[i] | 0x20) <= 'f';
      if (!digit && b[i] != '.') {
        return false;
      }
      colon |= b[i] == ':';
    }
    return colon;
  }
}
