package dwell.record;

/**
 * Parts a file after any line feed that a line with text follows: for formats whose records are
 * single lines. Blank lines belong to the record before them, so a chunk never begins with one.
 */
public final class LineCutter implements RecordCutter {
  @Override
  public int cut(byte[] bytes, int from, int to, boolean end) {
    return end ? to : lastStart(bytes, from, to);
  }

  /**
   * The beginning of the last line in {@code bytes[from, to)} that surely is not blank and has a
   * line before it, or {@code from} where there is none.
   */
  public static int lastStart(byte[] bytes, int from, int to) {
    for (int i = to - 1; i > from; i--) {
      if (bytes[i - 1] == '\n' && bytes[i] != '\n' && bytes[i] != '\r') {
        return i;
      }
    }
    return from;
  }
}
