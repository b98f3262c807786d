package dwell.format.postgresql;

import dwell.time.IsoStamp;
import dwell.time.Stamp;

/**
 * Cuts and splits records of {@code csvlog} (write_csvlog in csvlog.c): RFC 4180, every text in
 * quotes, a quote doubled, line breaks inside quotes as they are. Works on the bytes, so that each
 * field keeps its place. Reused; one a thread.
 *
 * <p>A record that was torn (full disk, crash) leaves a quote open. The writer puts a comma, a line
 * end or a quote behind every quote that closes; where something else follows, a record before was
 * torn, and the line that begins with a stamp before that place begins a new one. A statement
 * cannot bring this about, for its own quotes are doubled.
 */
final class CsvRecord {
  /** The most columns any version writes, with room for more. */
  static final int COLUMNS = 32;

  private final Stamp stamp = new Stamp();
  private boolean torn;

  /** Where each field begins and ends, without its quotes; valid after {@link #split}. */
  final int[] from = new int[COLUMNS];

  final int[] to = new int[COLUMNS];

  /** Whether the record that {@link #end} found was torn. */
  boolean torn() {
    return torn;
  }

  /**
   * The end of the record that begins at {@code start}: behind its line feed; {@code limit} where
   * it does not end before; -1 where it does not and {@code last} is false.
   */
  int end(byte[] bytes, int start, int limit, boolean last) {
    torn = false;
    boolean quoted = false;
    int stampLine = -1;
    for (int i = start; i < limit; i++) {
      byte c = bytes[i];
      if (c == '"') {
        if (!quoted) {
          quoted = true;
        } else if (i + 1 < limit && bytes[i + 1] == '"') {
          i++;
        } else if (i + 1 == limit || closes(bytes[i + 1])) {
          quoted = false;
        } else if (stampLine > 0) {
          torn = true;
          return stampLine;
        } else {
          quoted = false;
        }
      } else if (c == '\n') {
        if (!quoted) {
          return i + 1;
        }
        if (begins(bytes, i + 1, limit)) {
          stampLine = i + 1;
        }
      }
    }
    if (!last) {
      return -1;
    }
    torn = quoted;
    return limit;
  }

  private static boolean closes(byte next) {
    return next == ',' || next == '\n' || next == '\r';
  }

  /** Whether a stamp with a zone and a comma stand at {@code at}. */
  boolean begins(byte[] bytes, int at, int limit) {
    if (at + 23 > limit || bytes[at] < '0' || bytes[at] > '9' || bytes[at + 4] != '-') {
      return false;
    }
    int behind = IsoStamp.readNamed(bytes, at, Math.min(limit, at + 48), stamp);
    return behind > 0 && behind < limit && bytes[behind] == ',';
  }

  /**
   * Finds the fields of {@code bytes[start, end)}, a record without its line's end; fields beyond
   * {@link #COLUMNS} are passed over.
   *
   * @return how many there are
   */
  int split(byte[] bytes, int start, int end) {
    int n = 0;
    int at = start;
    while (n < COLUMNS) {
      if (at < end && bytes[at] == '"') {
        int i = at + 1;
        while (i < end) {
          if (bytes[i] != '"') {
            i++;
          } else if (i + 1 < end && bytes[i + 1] == '"') {
            i += 2;
          } else {
            break;
          }
        }
        from[n] = at + 1;
        to[n++] = i;
        at = i + 1;
      } else {
        int i = at;
        while (i < end && bytes[i] != ',') {
          i++;
        }
        from[n] = at;
        to[n++] = i;
        at = i;
      }
      if (at >= end || bytes[at] != ',') {
        break;
      }
      at++;
    }
    return n;
  }
}
