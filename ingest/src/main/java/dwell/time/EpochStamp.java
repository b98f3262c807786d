package dwell.time;

/**
 * Instants as a number: seconds since 1970-01-01T00:00:00Z, with or without a fraction, or millis.
 */
public final class EpochStamp {
  private static final int MAX_DIGITS = 11;

  private EpochStamp() {}

  /**
   * Reads seconds with an optional fraction: {@code 1789368589}, {@code 1789368589.123}.
   *
   * @return the place behind it, or -1 where none begins at {@code from}; then {@code out} is
   *     undefined
   */
  public static int read(byte[] b, int from, int to, Stamp out) {
    int at = from;
    long value = 0;
    while (at < to && Digits.is(b[at])) {
      value = value * 10 + b[at++] - '0';
      if (at - from > MAX_DIGITS) {
        return -1;
      }
    }
    if (at == from) {
      return -1;
    }
    out.epoch(value);
    return Digits.fraction(b, at, to, out);
  }

  /** Sets the stamp to an instant. */
  public static void seconds(long seconds, int nanos, int digits, Stamp out) {
    out.epoch(seconds);
    out.fraction(nanos, digits);
  }

  /** Sets the stamp to an instant given in milliseconds. */
  public static void millis(long millis, Stamp out) {
    seconds(Math.floorDiv(millis, 1000L), (int) Math.floorMod(millis, 1000L) * 1_000_000, 3, out);
  }

  /** Sets the stamp to an instant given in microseconds. */
  public static void micros(long micros, Stamp out) {
    seconds(
        Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1000, 6, out);
  }
}
