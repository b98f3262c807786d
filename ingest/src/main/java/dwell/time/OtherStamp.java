package dwell.time;

/**
 * Stamps that stand in few logs, told apart from numbers that merely look like one: ISO 8601's
 * basic form ({@code 20261124T185816Z}, section 5.4.1), and seconds since the epoch ({@code
 * 1764010696.123}; rsyslog's {@code date-unixtimestamp}, Squid, Nagios), and stamps with the day in
 * front ({@code 24 Nov 2026 18:58:16.123}; Redis, Tomcat).
 */
public final class OtherStamp {
  private static final int DATE = 8;
  private static final int DATE_AND_TIME = 15;
  private static final int EPOCH_DIGITS = 10;
  private static final int DAY_AND_MONTH = 7;
  private static final int YEAR = 5;
  private static final int CLOCK = 8;

  private OtherStamp() {}

  /**
   * Reads a basic stamp, with or without a fraction and an offset.
   *
   * @return the place behind it, or -1 where none begins at {@code from}; then {@code out} is
   *     undefined
   */
  public static int basic(byte[] b, int from, int to, Stamp out) {
    int end = from + DATE_AND_TIME;
    if (end > to || b[from + DATE] != 'T' || end < to && Digits.is(b[end])) {
      return -1;
    }
    int year = Digits.four(b, from);
    boolean read =
        year >= 1970
            && out.begin(
                year,
                Digits.two(b, from + 4),
                Digits.two(b, from + 6),
                Digits.two(b, from + 9),
                Digits.two(b, from + 11),
                Digits.two(b, from + 13));
    return read ? IsoStamp.offset(b, Digits.fraction(b, end, to, out), to, out) : -1;
  }

  /**
   * Reads ten digits of seconds since the epoch, 2001 to 2096.
   *
   * @param fraction whether a fraction must be there: a number without one may be anything
   * @return the place behind it, or -1 where none begins at {@code from}
   */
  public static int epoch(byte[] b, int from, int to, boolean fraction, Stamp out) {
    int whole = from + EPOCH_DIGITS;
    if (whole > to || b[from] < '1' || b[from] > '3') {
      return -1;
    }
    for (int i = from; i < whole; i++) {
      if (!Digits.is(b[i])) {
        return -1;
      }
    }
    int end = EpochStamp.read(b, from, to, out);
    boolean fits = fraction ? end > whole : end >= whole;
    return fits && (end == to || b[end] == ' ' || b[end] == ']' || b[end] == '\t') ? end : -1;
  }

  /**
   * Reads a stamp with the day in front, {@code 24 Nov 2026 18:58:16.123} (Redis, src/server.c,
   * serverLogRaw; before version 5 without the year) or {@code 24-Nov-2026 18:58:16.123} (Tomcat's
   * OneLineFormatter).
   *
   * @return the place behind it, or -1 where none begins at {@code from}; then {@code out} is
   *     undefined
   */
  public static int dayFirst(byte[] b, int from, int to, Stamp out) {
    int clock = from + DAY_AND_MONTH;
    if (clock + CLOCK > to
        || b[from + 2] != ' ' && b[from + 2] != '-'
        || b[from + 6] != b[from + 2]) {
      return -1;
    }
    int year = b[clock + 2] == ':' ? -1 : Digits.four(b, clock);
    if (b[clock + 2] != ':') {
      clock += YEAR;
      if (year < 1970 || clock + CLOCK > to || b[clock - 1] != ' ') {
        return -1;
      }
    }
    boolean read =
        b[clock + 2] == ':'
            && b[clock + 5] == ':'
            && out.begin(
                year,
                BsdStamp.month(b, from + 3),
                Digits.two(b, from),
                Digits.two(b, clock),
                Digits.two(b, clock + 3),
                Digits.two(b, clock + 6));
    return read ? Digits.fraction(b, clock + CLOCK, to, out) : -1;
  }
}
