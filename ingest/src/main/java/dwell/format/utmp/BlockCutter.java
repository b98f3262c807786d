package dwell.format.utmp;

import dwell.record.RecordCutter;

/** Parts a file between records that all have the same size. */
public record BlockCutter(int size) implements RecordCutter {
  @Override
  public int cut(byte[] bytes, int from, int to, boolean end) {
    return end ? to : to - (to - from) % size;
  }
}
