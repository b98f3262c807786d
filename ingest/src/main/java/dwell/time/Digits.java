package dwell.time;

/** Decimal numbers inside stamps. All answer a negative number where there is none. */
final class Digits {
  private static final int[] POWERS = {
    1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };

  private Digits() {}

  static boolean is(byte b) {
    return b >= '0' && b <= '9';
  }

  /** Two digits at {@code at}; the caller has checked that two bytes are there. */
  static int two(byte[] b, int at) {
    int tens = b[at] - '0';
    int ones = b[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }

  /** Two digits, the first of which may be a space. */
  static int padded(byte[] b, int at) {
    int ones = b[at + 1] - '0';
    if (b[at] == ' ') {
      return ones < 0 || ones > 9 ? -1 : ones;
    }
    return two(b, at);
  }

  static int four(byte[] b, int at) {
    int high = two(b, at);
    int low = two(b, at + 2);
    return high < 0 || low < 0 ? -1 : high * 100 + low;
  }

  /**
   * Reads a fraction at {@code at}, a dot or comma and at least one digit, into the stamp; digits
   * behind the ninth are passed over.
   *
   * @return the place behind it, or {@code at} where there is none
   */
  static int fraction(byte[] b, int at, int to, Stamp out) {
    if (at + 1 >= to || b[at] != '.' && b[at] != ',' || !is(b[at + 1])) {
      return at;
    }
    int i = at + 1;
    int value = 0;
    int count = 0;
    for (; i < to && is(b[i]); i++) {
      if (count < 9) {
        value = value * 10 + b[i] - '0';
        count++;
      }
    }
    out.fraction(value * POWERS[count], count);
    return i;
  }
}
