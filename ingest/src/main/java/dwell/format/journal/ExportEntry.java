package dwell.format.journal;

import dwell.record.Ascii;

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

  private final EntryFields fields = new EntryFields();
  private boolean whole;

  /** What the last entry holds: slices of its bytes. */
  EntryFields fields() {
    return fields;
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
    fields.begin(bytes);
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
    JournalField field = JournalField.of(bytes, name, nameEnd);
    if (field != null) {
      fields.slice(field, value, valueEnd);
    }
  }
}
