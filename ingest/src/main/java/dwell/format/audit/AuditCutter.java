package dwell.format.audit;

import dwell.record.Lines;
import dwell.record.RecordCutter;

/**
 * Parts an audit log where no event stands on both sides: where all lines are seen that could still
 * belong to one before.
 */
final class AuditCutter implements RecordCutter {
  private final EventLines lines = new EventLines();
  private final int recordBytes;

  /**
   * A cutter.
   *
   * @param recordBytes the longest record; events that go on in each other for longer are parted
   */
  AuditCutter(int recordBytes) {
    this.recordBytes = recordBytes;
  }

  @Override
  public int cut(byte[] bytes, int from, int to, boolean end) {
    if (end) {
      return to;
    }
    int last = Lines.lastEnd(bytes, from, to);
    int tail = last;
    for (int i = 0; i < 4 * EventLines.REACH && tail > from; i++) {
      tail = Lines.lastEnd(bytes, from, tail - 1);
    }
    int cut = boundary(bytes, tail, last, EventLines.REACH, tail == from ? 1 : EventLines.REACH);
    if (cut < 0 && tail > from) {
      cut = boundary(bytes, from, last, EventLines.REACH, 1);
    }
    if (cut < 0 && to - from >= recordBytes) {
      cut = boundary(bytes, from, last, 1, 1);
    }
    return cut < 0 ? from : cut;
  }

  /**
   * The last place between two lines of {@code bytes[from, to)} that parts no event, with at least
   * {@code behind} lines behind it and {@code before} in front; -1 where there is none.
   */
  private int boundary(byte[] bytes, int from, int to, int behind, int before) {
    lines.read(bytes, from, to);
    for (int i = lines.size() - behind; i >= before; i--) {
      if (lines.begins(i)) {
        return lines.from(i);
      }
    }
    return -1;
  }
}
