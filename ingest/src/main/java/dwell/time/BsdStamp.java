package dwell.time;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The stamp of RFC 3164, section 4.1.2 ({@code Sep 9 06:25:01}), and what daemons make of it: the
 * day unpadded or padded with a zero, a fraction, a year in front of or behind it or before the
 * time, a weekday in front ({@code ctime(3)}), the month as a program under another locale writes
 * it. Local time, and mostly without a year.
 */
public final class BsdStamp {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int LENGTH = 15;

  private BsdStamp() {}

  /**
   * Reads a stamp.
   *
   * @return the place behind it, or -1 where none begins at {@code from}; then {@code out} is
   *     undefined
   */
  public static int read(byte[] b, int from, int to, Stamp out) {
    if (to - from < LENGTH - 1) {
      return -1;
    }
    if (to - from > LENGTH && b[from + LENGTH] == ' ' && b[from + 3] == ' ') {
      long head = (long) LONGS.get(b, from);
      long tail = (long) LONGS.get(b, from + 7);
      // The same second again: everything is still in the stamp.
      if (head == out.keyHead && tail == out.keyTail && !yearAt(b, from + LENGTH + 1, to)) {
        return from + LENGTH;
      }
      int month = month(b, from);
      if (month > 0 && b[from + 9] == ':' && b[from + 12] == ':' && b[from + 6] == ' ') {
        int day = Digits.padded(b, from + 4);
        int hour = Digits.two(b, from + 7);
        if (!yearAt(b, from + LENGTH + 1, to)
            && out.begin(
                -1, month, day, hour, Digits.two(b, from + 10), Digits.two(b, from + 13))) {
          out.keyHead = head;
          out.keyTail = tail;
          return from + LENGTH;
        }
      }
    }
    return readAny(b, from, to, out);
  }

  /** 1 to 12 where an English month's three letters stand at {@code at}, in any case; else 0. */
  public static int month(byte[] b, int at) {
    int letters = (b[at] | 0x20) << 16 | (b[at + 1] | 0x20) << 8 | b[at + 2] | 0x20;
    return switch (letters) {
      case 'j' << 16 | 'a' << 8 | 'n' -> 1;
      case 'f' << 16 | 'e' << 8 | 'b' -> 2;
      case 'm' << 16 | 'a' << 8 | 'r' -> 3;
      case 'a' << 16 | 'p' << 8 | 'r' -> 4;
      case 'm' << 16 | 'a' << 8 | 'y' -> 5;
      case 'j' << 16 | 'u' << 8 | 'n' -> 6;
      case 'j' << 16 | 'u' << 8 | 'l' -> 7;
      case 'a' << 16 | 'u' << 8 | 'g' -> 8;
      case 's' << 16 | 'e' << 8 | 'p' -> 9;
      case 'o' << 16 | 'c' << 8 | 't' -> 10;
      case 'n' << 16 | 'o' << 8 | 'v' -> 11;
      case 'd' << 16 | 'e' << 8 | 'c' -> 12;
      default -> 0;
    };
  }

  private static int weekday(byte[] b, int at) {
    int letters = (b[at] | 0x20) << 16 | (b[at + 1] | 0x20) << 8 | b[at + 2] | 0x20;
    return switch (letters) {
      case 'm' << 16 | 'o' << 8 | 'n' -> 1;
      case 't' << 16 | 'u' << 8 | 'e' -> 2;
      case 'w' << 16 | 'e' << 8 | 'd' -> 3;
      case 't' << 16 | 'h' << 8 | 'u' -> 4;
      case 'f' << 16 | 'r' << 8 | 'i' -> 5;
      case 's' << 16 | 'a' << 8 | 't' -> 6;
      case 's' << 16 | 'u' << 8 | 'n' -> 7;
      default -> 0;
    };
  }

  /**
   * Whether four digits of a year that a log may have stand alone at {@code at}: a host may be
   * called {@code 2001:db8::5}, or {@code 2020-web}.
   */
  private static boolean yearAt(byte[] b, int at, int to) {
    if (at + 4 > to || b[at] != '1' && b[at] != '2') {
      return false;
    }
    if (at + 4 < to) {
      byte next = b[at + 4];
      boolean colon = next == ':' && (at + 5 == to || b[at + 5] == ' ');
      if (next != ' ' && next != ']' && !colon) {
        return false;
      }
    }
    int year = Digits.four(b, at);
    return year >= 1970 && year < 2200;
  }

  private static int readAny(byte[] b, int from, int to, Stamp out) {
    int at = from;
    int weekday = weekday(b, at);
    if (weekday > 0) {
      at += 3;
      if (b[at] == ',') {
        at++;
      }
      at = spaces(b, at, to);
    }
    int year = -1;
    if (at >= 0 && yearAt(b, at, to)) {
      year = Digits.four(b, at);
      at = spaces(b, at + 4, to);
    }
    if (at < 0 || at + 13 > to) {
      return -1;
    }
    int month = month(b, at);
    if (month > 0 && b[at + 3] == ' ') {
      at = spaces(b, at + 3, to);
    } else {
      int end = MonthNames.end(b, at, to);
      month = MonthNames.month(b, at, end);
      at = spaces(b, end, to);
    }
    if (month == 0 || at < 0 || at >= to || !Digits.is(b[at])) {
      return -1;
    }
    int day = b[at++] - '0';
    if (at < to && Digits.is(b[at])) {
      day = day * 10 + b[at++] - '0';
    }
    at = spaces(b, at, to);
    if (at >= 0 && year < 0 && yearAt(b, at, to)) {
      year = Digits.four(b, at);
      at = spaces(b, at + 4, to);
    }
    return at < 0 ? -1 : readTime(b, at, to, year, month, day, weekday, out);
  }

  private static int readTime(
      byte[] b, int from, int to, int year, int month, int day, int weekday, Stamp out) {
    int at = from;
    if (at + 7 > to) {
      return -1;
    }
    int hour = Digits.is(b[at + 1]) ? Digits.two(b, at) : Digits.padded(b, at - 1);
    at += Digits.is(b[at + 1]) ? 2 : 1;
    if (at + 6 > to || b[at] != ':' || b[at + 3] != ':') {
      return -1;
    }
    int minute = Digits.two(b, at + 1);
    int second = Digits.two(b, at + 4);
    at += 6;
    if (at < to && Digits.is(b[at])) {
      return -1;
    }
    int behind = at;
    if (behind < to && (b[behind] == '.' || b[behind] == ',')) {
      behind++;
      while (behind < to && Digits.is(b[behind])) {
        behind++;
      }
    }
    int end = behind;
    if (year < 0 && behind < to && b[behind] == ' ' && yearAt(b, behind + 1, to)) {
      year = Digits.four(b, behind + 1);
      end = behind + 5;
    }
    if (!out.begin(year, month, day, hour, minute, second)) {
      return -1;
    }
    if (Digits.fraction(b, at, to, out) == at) {
      // A dot or comma without digits is not part of the stamp.
      end = end == behind ? at : end;
    }
    out.weekday(weekday);
    return end;
  }

  /** The place behind at least one space, or -1. */
  private static int spaces(byte[] b, int at, int to) {
    if (at < 0 || at >= to || b[at] != ' ') {
      return -1;
    }
    int i = at;
    while (i < to && b[i] == ' ') {
      i++;
    }
    return i;
  }
}
