package dwell.format.syslog;

import dwell.record.Ascii;

/**
 * Frames with their length in front (RFC 6587, section 3.4.1, octet counting): {@code 83 <34>1 …},
 * one behind the other, with or without a line feed between.
 */
final class Frames {
  private static final int MOST_DIGITS = 6;

  private Frames() {}

  /**
   * The end of the frame at {@code from}, a line feed behind it included; where none stands there,
   * the beginning of the next one, or {@code to}.
   */
  static int end(byte[] b, int from, int to) {
    int end = whole(b, from, to);
    if (end > 0) {
      return end;
    }
    int next = next(b, from + 1, to);
    int told = told(b, from, to);
    // A length that reaches over the next frame's beginning is wrong; else something was left out.
    return told > 0 && told <= next ? told : next;
  }

  /**
   * The place of the next frame, or {@code to}. The message before may end in digits: of the
   * lengths that fit the shortest is meant.
   */
  private static int next(byte[] b, int from, int to) {
    for (int at = from; at < to; at++) {
      int end = Ascii.skipDigits(b, at, to);
      for (int start = end - 1; start >= at; start--) {
        if (end - start <= MOST_DIGITS && whole(b, start, to) > 0) {
          return start;
        }
      }
      at = Math.max(at, end - 1);
    }
    return to;
  }

  /**
   * The end of the last frame that surely is whole, or {@code from}: of the last two the first, for
   * what follows proves it.
   */
  static int lastEnd(byte[] b, int from, int to) {
    int last = from;
    for (int at = from; at < to; ) {
      int end = end(b, at, to);
      if (end >= to) {
        return last;
      }
      at = end;
      last = end;
    }
    return last;
  }

  /** Whether a frame of the length that it tells ends at {@code end}. */
  static boolean is(byte[] b, int from, int end, int to) {
    return told(b, from, to) == end;
  }

  /** Where a frame ends by its own length, a line feed included; 0 where none stands there. */
  private static int told(byte[] b, int from, int to) {
    int text = begin(b, from, to);
    long end = text == 0 ? to + 1L : text + Ascii.number(b, from, text - 1);
    if (end > to) {
      return 0;
    }
    int at = (int) end;
    return at < to && b[at] == '\n' ? at + 1 : at;
  }

  /** The end of a frame that another follows, or nothing; 0 where none stands there. */
  private static int whole(byte[] b, int from, int to) {
    int end = told(b, from, to);
    // The next one may be cut by the end of what was read.
    return end > 0 && (end == to || begin(b, end, to) > 0 || cut(b, end, to)) ? end : 0;
  }

  /** Whether what was read ends within a frame's length and priority. */
  private static boolean cut(byte[] b, int from, int to) {
    int at = Ascii.skipDigits(b, from, to);
    if (at == from || at == to) {
      return at > from;
    }
    at += b[at] == ' ' ? 1 : 0;
    at += at < to && b[at] == '<' ? 1 : 0;
    return Ascii.skipDigits(b, at, to) == to;
  }

  /** The place of the {@code <} of a frame's priority, or 0 where no frame begins. */
  private static int begin(byte[] b, int from, int to) {
    int space = Ascii.skipDigits(b, from, to);
    boolean length = space > from && space - from <= MOST_DIGITS && b[from] != '0';
    if (!length || space + 1 >= to || b[space] != ' ' || b[space + 1] != '<') {
      return 0;
    }
    int close = Ascii.skipDigits(b, space + 2, Math.min(to, space + 5));
    boolean priority = close > space + 2 && close < to && b[close] == '>';
    // The length counts the priority, too.
    return priority && Ascii.number(b, from, space) > close - space ? space + 1 : 0;
  }
}
