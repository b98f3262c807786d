package dwell.time;

/**
 * The stamp of the Common Log Format without its brackets: {@code 19/Sep/2026:07:54:58 +0200}
 * (Apache mod_log_config {@code %t}, nginx {@code $time_local}).
 */
public final class ClfStamp {
  private static final int DATE_AND_TIME = 20;

  private ClfStamp() {}

  /**
   * Reads a stamp.
   *
   * @return the place behind it, or -1 where none begins at {@code from}; then {@code out} is
   *     undefined
   */
  public static int read(byte[] b, int from, int to, Stamp out) {
    if (to - from < DATE_AND_TIME
        || b[from + 2] != '/'
        || b[from + 6] != '/'
        || b[from + 11] != ':'
        || b[from + 14] != ':'
        || b[from + 17] != ':') {
      return -1;
    }
    int year = Digits.four(b, from + 7);
    if (year < 0
        || !out.begin(
            year,
            BsdStamp.month(b, from + 3),
            Digits.two(b, from),
            Digits.two(b, from + 12),
            Digits.two(b, from + 15),
            Digits.two(b, from + 18))) {
      return -1;
    }
    int at = Digits.fraction(b, from + DATE_AND_TIME, to, out);
    return at < to && b[at] == ' ' ? Math.max(at, skipEmpty(b, at, to, out)) : at;
  }

  private static int skipEmpty(byte[] b, int at, int to, Stamp out) {
    int end = IsoStamp.offset(b, at + 1, to, out);
    return end == at + 1 ? at : end;
  }
}
