package dwell.time;

/**
 * The stamps of MySQL's and MariaDB's older logs, in the server's local time: {@code 260914
 * 0:46:49} (sql/log.cc, {@code %02d%02d%02d %2d:%02d:%02d}) and {@code 20260914 00:46:49}
 * (server_audit, {@code %04d%02d%02d %02d:%02d:%02d}). Two-digit years are those of this century.
 */
public final class MysqlStamp {
  private MysqlStamp() {}

  /**
   * Reads a stamp.
   *
   * @return the place behind it, or -1 where none begins at {@code from}; then {@code out} is
   *     undefined
   */
  public static int read(byte[] b, int from, int to, Stamp out) {
    int digits = 0;
    while (digits < 9 && from + digits < to && Digits.is(b[from + digits])) {
      digits++;
    }
    if (digits != 6 && digits != 8) {
      return -1;
    }
    int time = from + digits + 1;
    if (time + 8 > to || b[time - 1] != ' ' || b[time + 2] != ':' || b[time + 5] != ':') {
      return -1;
    }
    int year = digits == 6 ? 2000 + Digits.two(b, from) : Digits.four(b, from);
    int date = from + digits - 4;
    if (!out.begin(
        year,
        Digits.two(b, date),
        Digits.two(b, date + 2),
        Digits.padded(b, time),
        Digits.two(b, time + 3),
        Digits.two(b, time + 6))) {
      return -1;
    }
    return Digits.fraction(b, time + 8, to, out);
  }
}
