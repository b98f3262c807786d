package dwell.format.journal;

import java.util.Arrays;

/**
 * The values of one entry: slices of the chunk, or copies where they stand in several places.
 * Reused; one a parser. A field given twice keeps its first value.
 */
final class EntryFields {
  private final int[] from = new int[JournalField.count()];
  private final int[] to = new int[JournalField.count()];
  private byte[] copies = new byte[1 << 12];
  private int used;
  private byte[] bytes = copies;
  private int messageAt;

  /** Begins an entry whose values are slices of {@code source}. */
  void begin(byte[] source) {
    Arrays.fill(from, -1);
    bytes = source;
    messageAt = -1;
  }

  /** Begins an entry whose values are copied one by one. */
  void begin() {
    Arrays.fill(from, -1);
    bytes = copies;
    used = 0;
    messageAt = -1;
  }

  boolean has(JournalField field) {
    return from[field.ordinal()] >= 0;
  }

  int from(JournalField field) {
    return from[field.ordinal()];
  }

  int to(JournalField field) {
    return to[field.ordinal()];
  }

  /** Holds the values. */
  byte[] bytes() {
    return bytes;
  }

  /** Whether the values are copies. */
  boolean copied() {
    return bytes == copies;
  }

  /** Where in the chunk the message stands as it is; -1 where it does not. */
  int messageAt() {
    return messageAt;
  }

  void slice(JournalField field, int valueFrom, int valueTo) {
    if (!has(field)) {
      from[field.ordinal()] = valueFrom;
      to[field.ordinal()] = valueTo;
    }
  }

  /**
   * @param chunkAt where in the chunk the value stands as it is; -1 where it does not
   */
  void copy(JournalField field, byte[] source, int valueFrom, int valueTo, int chunkAt) {
    if (has(field)) {
      return;
    }
    int length = valueTo - valueFrom;
    if (used + length > copies.length) {
      copies = Arrays.copyOf(copies, Math.max(copies.length * 2, used + length));
      bytes = copies;
    }
    System.arraycopy(source, valueFrom, copies, used, length);
    slice(field, used, used + length);
    used += length;
    if (field == JournalField.MESSAGE) {
      messageAt = chunkAt;
    }
  }
}
