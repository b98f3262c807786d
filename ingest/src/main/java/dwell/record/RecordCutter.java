package dwell.record;

import org.jspecify.annotations.Nullable;

/**
 * Finds where a file may be parted between two records, in file order. One instance reads one file
 * from its beginning; it may keep state from call to call.
 */
public interface RecordCutter {
  /**
   * The end of the last record that surely is whole in {@code bytes[from, to)}.
   *
   * @param from the beginning of a record
   * @param end whether the file ends at {@code to}: then the answer is {@code to}
   * @return the end (exclusive), or {@code from} where no record surely ends. Where that happens
   *     with a buffer as large as the longest record, the reader parts the file at {@code to} by
   *     itself
   */
  int cut(byte[] bytes, int from, int to, boolean end);

  /**
   * What the parser must know at the beginning of the chunk that the last {@link #cut} ended, for a
   * format whose chunks are parsed in any order; asked for before that call's bytes are advanced.
   * Null where there is nothing.
   */
  default @Nullable Object state() {
    return null;
  }
}
