package dwell.format.journal;

import dwell.record.Ascii;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the export format: {@code NAME=value} lines, and for values with line breaks or
 * bytes that are no text {@code NAME}, a line feed, the length as 64-bit little endian, the value,
 * a line feed; an empty line ends the entry. Reused; one a cutter or parser.
 */
final class ExportEntry {
  /**
   * A longer field is taken for damage (journald's DATA_SIZE_MAX is 768 MiB; its own default 64
   * KiB).
   */
  private static final long LONGEST_FIELD = 64L << 20;

  /** The fields that are read. */
  enum Key {
    __REALTIME_TIMESTAMP,
    _SOURCE_REALTIME_TIMESTAMP,
    _HOSTNAME,
    SYSLOG_IDENTIFIER,
    _COMM,
    SYSLOG_PID,
    _PID,
    _UID,
    _EXE,
    MESSAGE;

    private static final Key[] ALL = values();

    private final byte[] text = Ascii.bytes(name());

    private static @Nullable Key of(byte[] bytes, int from, int to) {
      for (Key key : ALL) {
        if (Ascii.equals(bytes, from, to, key.text)) {
          return key;
        }
      }
      return null;
    }
  }

  private final int[] from = new int[Key.ALL.length];
  private final int[] to = new int[Key.ALL.length];
  private boolean whole;

  boolean has(Key key) {
    return from[key.ordinal()] >= 0;
  }

  int from(Key key) {
    return from[key.ordinal()];
  }

  int to(Key key) {
    return to[key.ordinal()];
  }

  /** Whether the last entry had its empty line, or ended with the file between two fields. */
  boolean whole() {
    return whole;
  }

  /**
   * Reads the entry that begins at {@code start}; empty lines in front and behind belong to it.
   *
   * @param last whether nothing follows {@code limit}
   * @return where it ends, or -1 where that is not known before {@code limit}
   */
  int read(byte[] bytes, int start, int limit, boolean last) {
    Arrays.fill(from, -1);
    whole = true;
    int at = start;
    while (at < limit && bytes[at] == '\n') {
      at++;
    }
    while (at < limit) {
      if (bytes[at] == '\n') {
        return emptyLines(bytes, at, limit, last);
      }
      int end = Ascii.indexOf(bytes, at, limit, (byte) '\n');
      int equals = Ascii.indexOf(bytes, at, end < 0 ? limit : end, (byte) '=');
      if (end < 0) {
        whole = equals > 0;
        if (equals > 0) {
          keep(bytes, at, equals, equals + 1, limit);
        }
        at = limit;
      } else if (equals >= 0) {
        keep(bytes, at, equals, equals + 1, end);
        at = end + 1;
      } else {
        at = binary(bytes, at, end, limit);
      }
    }
    return last ? limit : -1;
  }

  /** More entries could only follow behind the last of the empty lines. */
  private static int emptyLines(byte[] bytes, int from, int limit, boolean last) {
    int at = from;
    while (at < limit && bytes[at] == '\n') {
      at++;
    }
    return at < limit || last ? at : -1;
  }

  private int binary(byte[] bytes, int name, int nameEnd, int limit) {
    int value = nameEnd + 9;
    if (value > limit) {
      whole = false;
      return limit;
    }
    long length = 0;
    for (int i = 0; i < 8; i++) {
      length |= (bytes[nameEnd + 1 + i] & 0xFFL) << 8 * i;
    }
    if (length < 0 || length > LONGEST_FIELD) {
      // No length: a damaged line. The next line is tried as a field.
      whole = false;
      return nameEnd + 1;
    }
    if (value + length >= limit) {
      whole = false;
      keep(bytes, name, nameEnd, value, limit);
      return limit;
    }
    int end = value + (int) length;
    keep(bytes, name, nameEnd, value, end);
    return bytes[end] == '\n' ? end + 1 : end;
  }

  private void keep(byte[] bytes, int name, int nameEnd, int value, int valueEnd) {
    Key key = Key.of(bytes, name, nameEnd);
    if (key != null && !has(key)) {
      from[key.ordinal()] = value;
      to[key.ordinal()] = valueEnd;
    }
  }
}
