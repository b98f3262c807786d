package dwell.time;

/**
 * Stamps that stand in few logs, told apart from numbers that merely look like one: ISO 8601's
 * basic form ({@code 20261124T185816Z}, section 5.4.1), and seconds since the epoch ({@code
 * 1764010696.123}; rsyslog's {@code date-unixtimestamp}, Squid, Nagios).
 */
public final class OtherStamp {
  private static final int DATE = 8;
  private static final int DATE_AND_TIME = 15;
  private static final int EPOCH_DIGITS = 10;

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
}
