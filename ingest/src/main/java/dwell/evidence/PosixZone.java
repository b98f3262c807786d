package dwell.evidence;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a zone as the {@code TZ} variable has them (POSIX.1-2024, 8.3; RFC 8536, 3.3):
 * {@code CET-1CEST,M3.5.0,M10.5.0/3}.
 *
 * @param standard seconds east of Greenwich
 * @param summer the same in summer; equal to {@code standard} where there is none
 * @param starts when summer time begins; null where there is none
 * @param ends when summer time ends; null where there is none
 */
record PosixZone(int standard, int summer, @Nullable Change starts, @Nullable Change ends) {
  /**
   * A day of the year and a time of it.
   *
   * @param kind {@code M} for a weekday of a month, {@code J} for a day of a year counted without
   *     leap days from 1, {@code D} for a day counted with them from 0
   * @param time seconds after midnight, local; may be negative or beyond a day
   */
  record Change(char kind, int month, int week, int day, int time) {
    /** Seconds since the epoch as if local time were UTC. */
    long in(int year) {
      LocalDate date =
          switch (kind) {
            case 'M' -> {
              LocalDate start = LocalDate.of(year, month, 1);
              DayOfWeek weekday = day == 0 ? DayOfWeek.SUNDAY : DayOfWeek.of(day);
              yield week == 5
                  ? start.with(TemporalAdjusters.lastInMonth(weekday))
                  : start.with(TemporalAdjusters.dayOfWeekInMonth(week, weekday));
            }
            case 'J' -> {
              LocalDate counted = LocalDate.ofYearDay(year, day);
              yield counted.isLeapYear() && day > 59 ? counted.plusDays(1) : counted;
            }
            default -> LocalDate.of(year, 1, 1).plusDays(day);
          };
      return date.toEpochDay() * 86_400 + time;
    }
  }

  /** Reads a {@code TZ} value; null where it is none. */
  static @Nullable PosixZone parse(String text) {
    return new Reader(text).zone();
  }

  /** Seconds east of Greenwich at a moment. */
  int offset(long epochSecond) {
    if (starts == null || ends == null) {
      return standard;
    }
    int year = Instant.ofEpochSecond(epochSecond + standard).atOffset(ZoneOffset.UTC).getYear();
    long start = starts.in(year) - standard;
    long end = ends.in(year) - summer;
    boolean isSummer =
        start < end
            ? epochSecond >= start && epochSecond < end
            : epochSecond >= start || epochSecond < end;
    return isSummer ? summer : standard;
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    @Nullable PosixZone zone() {
      try {
        name();
        int standard = -time();
        if (at == text.length()) {
          return new PosixZone(standard, standard, null, null);
        }
        name();
        int summer = at < text.length() && text.charAt(at) != ',' ? -time() : standard + 3600;
        Change starts = change();
        Change ends = change();
        return at == text.length() ? new PosixZone(standard, summer, starts, ends) : null;
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        return null;
      }
    }

    private void name() {
      int from = at;
      if (text.charAt(at) == '<') {
        at = text.indexOf('>', at) + 1;
      } else {
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
          at++;
        }
      }
      if (at <= from) {
        throw new IllegalArgumentException("no name of a zone");
      }
    }

    /** {@code [+-]h[h[h]][:mm[:ss]]} in seconds. */
    private int time() {
      int sign = 1;
      if (text.charAt(at) == '-' || text.charAt(at) == '+') {
        sign = text.charAt(at++) == '-' ? -1 : 1;
      }
      int seconds = number(167) * 3600;
      if (at < text.length() && text.charAt(at) == ':') {
        at++;
        seconds += number(59) * 60;
        if (at < text.length() && text.charAt(at) == ':') {
          at++;
          seconds += number(59);
        }
      }
      return sign * seconds;
    }

    private Change change() {
      expect(',');
      char kind = text.charAt(at);
      int month = 0;
      int week = 0;
      int day;
      if (kind == 'M') {
        at++;
        month = number(12);
        expect('.');
        week = number(5);
        expect('.');
        day = number(6);
      } else if (kind == 'J') {
        at++;
        day = number(365);
      } else {
        kind = 'D';
        day = number(365);
      }
      int time = 2 * 3600;
      if (at < text.length() && text.charAt(at) == '/') {
        at++;
        time = time();
      }
      if (kind == 'M' && (month == 0 || week == 0) || kind == 'J' && day == 0) {
        throw new IllegalArgumentException("no day of a year");
      }
      return new Change(kind, month, week, day, time);
    }

    private void expect(char c) {
      if (text.charAt(at++) != c) {
        throw new IllegalArgumentException("no rule of a zone");
      }
    }

    private int number(int most) {
      int from = at;
      int number = 0;
      while (at < text.length()
          && text.charAt(at) >= '0'
          && text.charAt(at) <= '9'
          && at - from < 4) {
        number = number * 10 + text.charAt(at++) - '0';
      }
      if (at == from || number > most) {
        throw new IllegalArgumentException("no number in its bounds");
      }
      return number;
    }
  }
}
