package dwell.evidence;

/** The checksum of a tar header (POSIX.1-2024, pax, "ustar Interchange Format"). */
final class TarHeader {
  /** The length of a header. */
  static final int LENGTH = 512;

  private static final int FIELD = 148;
  private static final int FIELD_END = 156;

  private TarHeader() {}

  /**
   * Whether the checksum fits; summed over unsigned bytes, or over signed ones as old programs did.
   */
  static boolean whole(byte[] header) {
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < LENGTH; i++) {
      boolean inField = i >= FIELD && i < FIELD_END;
      unsigned += inField ? ' ' : header[i] & 0xFF;
      signed += inField ? ' ' : header[i];
    }
    long kept = octal(header);
    return kept >= 0 && (kept == unsigned || kept == signed);
  }

  /** The number in the checksum's field; -1 where it holds none. */
  private static long octal(byte[] header) {
    int at = FIELD;
    while (at < FIELD_END && header[at] == ' ') {
      at++;
    }
    int from = at;
    long number = 0;
    while (at < FIELD_END && header[at] >= '0' && header[at] <= '7') {
      number = number * 8 + header[at++] - '0';
    }
    boolean closed = at == FIELD_END || header[at] == 0 || header[at] == ' ';
    return at > from && closed ? number : -1;
  }
}
