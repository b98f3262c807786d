package dwell.time;

/**
 * The stamp of RFC 3339 and ISO 8601's extended form: {@code 2026-09-15T02:40:01.451278+02:00}.
 * Between date and time a {@code T}, {@code t}, a space or an underscore; the date's parts may be
 * joined by slashes, as nginx's error log does; a fraction of any number of digits behind a dot or
 * comma; an offset as {@code +02:00}, {@code +0200}, {@code +02}, {@code Z} or none.
 */
public final class IsoStamp {
  private static final int DATE_AND_TIME = 19;

  private IsoStamp() {}

  /**
   * Reads a stamp.
   *
   * @return the place behind it, or -1 where none begins at {@code from}; then {@code out} is
   *     undefined
   */
  public static int read(byte[] b, int from, int to, Stamp out) {
    int at = dateAndTime(b, from, to, out);
    return at < 0 ? -1 : offset(b, at, to, out);
  }

  /**
   * Reads a stamp without seconds, {@code 2026-09-15 02:40}, as the beginning of its minute.
   *
   * @return the place behind it, or -1 where none begins at {@code from}; then {@code out} is
   *     undefined
   */
  public static int readMinutes(byte[] b, int from, int to, Stamp out) {
    int end = from + DATE_AND_TIME - 3;
    if (end > to || b[from + 4] != '-' || b[from + 7] != '-' || b[from + 13] != ':') {
      return -1;
    }
    boolean parted = b[from + 10] == ' ' || b[from + 10] == 'T';
    boolean alone = end == to || !Digits.is(b[end]) && b[end] != ':';
    int year = Digits.four(b, from);
    int hour = Digits.two(b, from + 11);
    int minute = Digits.two(b, from + 14);
    boolean read =
        parted
            && alone
            && year >= 0
            && out.begin(year, Digits.two(b, from + 5), Digits.two(b, from + 8), hour, minute, 0);
    return read ? end : -1;
  }

  /**
   * Reads a stamp whose zone, if it has one, stands behind a space: an offset or an abbreviation,
   * {@code 2026-09-15 02:40:01.451 CEST}, as PostgreSQL's {@code %t} and {@code %m} write it
   * (elog.c, get_formatted_log_time: {@code %Y-%m-%d %H:%M:%S %Z}).
   *
   * @return the place behind it, or -1 where none begins at {@code from}
   */
  public static int readNamed(byte[] b, int from, int to, Stamp out) {
    int at = dateAndTime(b, from, to, out);
    if (at < 0 || at + 1 >= to || b[at] != ' ') {
      return at < 0 ? -1 : offset(b, at, to, out);
    }
    int zone = at + 1;
    // Zones without letters in the tz database are written as <+0330> in a TZ string, +0330 by %Z.
    int end = offset(b, zone, to, out);
    if (end > zone) {
      return end;
    }
    while (end < to && (b[end] | 0x20) >= 'a' && (b[end] | 0x20) <= 'z') {
      end++;
    }
    int length = end - zone;
    if (length < 2 || length > 6) {
      return at;
    }
    out.zone(b, zone, end);
    return end;
  }

  /**
   * Reads a zone that stands behind a space at {@code at}, and in front of another or a colon: an
   * offset, or an abbreviation that is known and so is hardly a host's name.
   *
   * @return the place behind it, or {@code at} where there is none
   */
  public static int zoneBehind(byte[] b, int at, int to, Stamp out) {
    int zone = at + 1;
    if (zone + 3 > to || b[at] != ' ') {
      return at;
    }
    int end = zone;
    if (b[zone] == '+' || b[zone] == '-') {
      end = Digits.is(b[zone + 1]) ? offset(b, zone, to, out) : zone;
      return end - zone >= 5 && end < to && b[end] == ' ' ? end : at;
    }
    while (end < to && end - zone < 6 && b[end] >= 'A' && b[end] <= 'Z') {
      end++;
    }
    boolean parted =
        end < to && (b[end] == ' ' || b[end] == ':' && end + 1 < to && b[end + 1] == ' ');
    if (end - zone < 3 || !parted || !ZoneNames.known(b, zone, end)) {
      return at;
    }
    out.zone(b, zone, end);
    return end;
  }

  private static int dateAndTime(byte[] b, int from, int to, Stamp out) {
    if (to - from < DATE_AND_TIME
        || b[from + 4] != '-' && b[from + 4] != '/'
        || b[from + 7] != b[from + 4]
        || b[from + 13] != ':'
        || b[from + 16] != ':') {
      return -1;
    }
    byte between = b[from + 10];
    if (between != 'T' && between != ' ' && between != 't' && between != '_') {
      return -1;
    }
    int year = Digits.four(b, from);
    if (year < 0
        || !out.begin(
            year,
            Digits.two(b, from + 5),
            Digits.two(b, from + 8),
            // MySQL's and MariaDB's error logs write an hour below ten without its zero.
            Digits.padded(b, from + 11),
            Digits.two(b, from + 14),
            Digits.two(b, from + 17))) {
      return -1;
    }
    int at = from + DATE_AND_TIME;
    if (at < to && Digits.is(b[at])) {
      return -1;
    }
    return Digits.fraction(b, at, to, out);
  }

  /**
   * Reads an offset at {@code at}; gives the place behind it, or {@code at} where there is none.
   */
  static int offset(byte[] b, int at, int to, Stamp out) {
    if (at >= to) {
      return at;
    }
    if (b[at] == 'Z' || b[at] == 'z') {
      if (at + 1 < to && ((b[at + 1] | 0x20) >= 'a' && (b[at + 1] | 0x20) <= 'z')) {
        return at;
      }
      out.offset(0);
      return at + 1;
    }
    if (b[at] != '+' && b[at] != '-' || at + 3 > to) {
      return at;
    }
    int hours = Digits.two(b, at + 1);
    if (hours < 0 || hours > 18) {
      return at;
    }
    int end = at + 3;
    int minutes = 0;
    int behind = end < to && b[end] == ':' ? end + 1 : end;
    if (behind + 2 <= to) {
      int read = Digits.two(b, behind);
      if (read >= 0 && read < 60) {
        minutes = read;
        end = behind + 2;
      }
    }
    int seconds = hours * 3600 + minutes * 60;
    out.offset(b[at] == '-' ? -seconds : seconds);
    return end;
  }
}
