package dwell.format.syslog;

import dwell.time.BsdStamp;
import dwell.time.IsoStamp;
import dwell.time.OtherStamp;
import dwell.time.Stamp;

/**
 * Stamps that a relay's or a program's own template puts in front of a line: in brackets, in ISO
 * 8601's basic form, or as seconds since the epoch. Seconds count as a stamp only where host and
 * tag follow, for a message may begin with a number.
 */
final class OtherStamps {
  private OtherStamps() {}

  /** Whether one may begin at {@code at}; at least five bytes are there. */
  static boolean possible(byte[] b, int at) {
    byte first = b[at];
    return first == '[' || first >= '0' && first <= '9' && b[at + 4] >= '0' && b[at + 4] <= '9';
  }

  /** Reads one with its brackets; the place behind it, or -1. */
  static int read(byte[] b, int from, int to, Stamp out) {
    if (b[from] == '[') {
      return bracketed(b, from + 1, to, out);
    }
    int end = OtherStamp.basic(b, from, to, out);
    if (end < 0) {
      end = OtherStamp.epoch(b, from, to, false, out);
      return end > 0 && tagged(b, end, to) ? end : -1;
    }
    return end;
  }

  private static int bracketed(byte[] b, int from, int to, Stamp out) {
    int end = IsoStamp.readNamed(b, from, to, out);
    if (end < 0 && to - from > 14) {
      end = BsdStamp.read(b, from, to, out);
    }
    if (end < 0) {
      end = OtherStamp.basic(b, from, to, out);
    }
    return end > 0 && end < to && b[end] == ']' ? end + 1 : -1;
  }

  /** Whether a word, and one that ends with a colon, stand behind the stamp. */
  private static boolean tagged(byte[] b, int from, int to) {
    int host = word(b, from, to);
    int tag = word(b, host, to);
    return host > from + 1 && tag > host + 2 && b[tag - 1] == ':';
  }

  /** The end of the word behind the space at {@code from}, or {@code from} where none is. */
  private static int word(byte[] b, int from, int to) {
    if (from >= to || b[from] != ' ') {
      return from;
    }
    int end = from + 1;
    while (end < to && b[end] != ' ') {
      end++;
    }
    return end;
  }
}
