package dwell.record;

/** Parts a file after any line feed: for formats whose records are single lines. */
public final class LineCutter implements RecordCutter {
  @Override
  public int cut(byte[] bytes, int from, int to, boolean end) {
    return end ? to : Lines.lastEnd(bytes, from, to);
  }
}
