package dwell.benchmarks.logs;

import java.time.LocalDate;
import java.util.List;

/** Writes times, all UTC, as the formats do. Times are microseconds since the epoch. */
final class StampWriter {
  static final long SECOND = 1_000_000;
  private static final long DAY = 86_400 * SECOND;

  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private final LogOutput out;
  private long day = Long.MIN_VALUE;
  private LocalDate date = LocalDate.EPOCH;
  private String month = "";

  StampWriter(LogOutput out) {
    this.out = out;
  }

  /** RFC 3164: {@code Mar 7 04:05:06}. */
  void bsd(long at) {
    turn(at);
    out.text(month).put(' ').padded(date.getDayOfMonth(), 2, ' ').put(' ');
    clock(at);
  }

  /** ISO 8601 without a zone, with so many digits behind the second. */
  void iso(long at, char between, int digits) {
    turn(at);
    out.number(date.getYear()).put('-').padded(date.getMonthValue(), 2, '0').put('-');
    out.padded(date.getDayOfMonth(), 2, '0').put(between);
    clock(at);
    if (digits > 0) {
      long fraction = at % SECOND;
      out.put('.').padded(digits == 3 ? fraction / 1000 : fraction, digits, '0');
    }
  }

  /** The web servers' time: {@code 07/Mar/2026:04:05:06 +0000}. */
  void web(long at) {
    turn(at);
    out.padded(date.getDayOfMonth(), 2, '0').put('/').text(month).put('/').number(date.getYear());
    out.put(':');
    clock(at);
    out.text(" +0000");
  }

  /** MariaDB's audit plugin: {@code 20260307 04:05:06}. */
  void compact(long at) {
    turn(at);
    out.number(date.getYear()).padded(date.getMonthValue(), 2, '0');
    out.padded(date.getDayOfMonth(), 2, '0').put(' ');
    clock(at);
  }

  private void clock(long at) {
    long second = at / SECOND % 86_400;
    out.padded(second / 3600, 2, '0').put(':').padded(second / 60 % 60, 2, '0').put(':');
    out.padded(second % 60, 2, '0');
  }

  private void turn(long at) {
    if (at / DAY != day) {
      day = at / DAY;
      date = LocalDate.ofEpochDay(day);
      month = MONTHS.get(date.getMonthValue() - 1);
    }
  }
}
