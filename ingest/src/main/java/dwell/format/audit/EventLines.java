package dwell.format.audit;

import dwell.record.Lines;
import java.util.Arrays;

/**
 * The lines of a stretch of the log, and which of them are of one event.
 *
 * <p>The kernel queues each record of an event by itself (kernel/audit.c, audit_log_end), so on
 * several processors the records of two events come in turns, and some lines late. ausearch and
 * libauparse wait for an event's last record, or for 2 s; here a line is of the same event as one
 * at most {@link #REACH} lines before it with the same stamp, serial and node. Lines between two of
 * one event are of one record with them. Blank lines belong to the line before.
 */
final class EventLines {
  /**
   * How many lines back an event's line before is looked for. What processors write in turns is a
   * few records each.
   */
  static final int REACH = 64;

  private static final int SLOTS = 1 << 12;

  private final AuditLine front = new AuditLine();
  private final int[] slots = new int[SLOTS];
  private int size;
  private int[] from = new int[256];
  private int[] start = new int[256];
  private int[] previous = new int[256];

  /** The first line that this line, or a later one, is tied to. */
  private int[] tied = new int[256];

  private int[] id = new int[256];
  private int[] idLength = new int[256];
  private int[] node = new int[256];
  private int[] nodeLength = new int[256];
  private int end;

  /** Reads the lines of {@code bytes[begin, to)}, which begins at a line. */
  void read(byte[] bytes, int begin, int to) {
    size = 0;
    end = to;
    Arrays.fill(slots, -1);
    for (int at = begin; at < to; ) {
      int text = blank(bytes, at, to);
      if (text == to && size > 0) {
        break;
      }
      int feed = text < to ? Lines.end(bytes, text, to) : to;
      line(bytes, size == 0 ? at : text, text, feed);
      at = blank(bytes, feed, to);
    }
    int least = size;
    for (int i = size - 1; i >= 0; i--) {
      least = Math.min(least, previous[i] < 0 ? i : previous[i]);
      tied[i] = least;
    }
  }

  int size() {
    return size;
  }

  /** Where the line begins, blank lines in front of the first one included. */
  int from(int line) {
    return from[line];
  }

  /** Where its text begins. */
  int start(int line) {
    return start[line];
  }

  /** Where it ends, blank lines behind it included. */
  int to(int line) {
    return line + 1 < size ? from[line + 1] : end;
  }

  /** The line of the same event before, or -1. */
  int previous(int line) {
    return previous[line];
  }

  /** Whether no event has lines both before this line and from it on. */
  boolean begins(int line) {
    return tied[line] >= line;
  }

  /** The line behind the last one of the record that begins with {@code line}. */
  int recordEnd(int line) {
    int i = line + 1;
    while (i < size && !begins(i)) {
      i++;
    }
    return i;
  }

  private void line(byte[] bytes, int at, int text, int feed) {
    if (size == from.length) {
      grow();
    }
    int line = size++;
    from[line] = at;
    start[line] = text;
    previous[line] = -1;
    idLength[line] = 0;
    if (!front.read(bytes, text, feed)) {
      return;
    }
    id[line] = front.idFrom;
    idLength[line] = front.idTo - front.idFrom;
    node[line] = front.nodeFrom;
    nodeLength[line] = front.nodeTo - front.nodeFrom;
    int slot = slot(bytes, front.idFrom, front.idTo);
    int last = slots[slot];
    if (last >= line - REACH && last >= 0 && same(bytes, last, line)) {
      previous[line] = last;
    }
    slots[slot] = line;
  }

  private boolean same(byte[] bytes, int a, int b) {
    return Arrays.equals(bytes, id[a], id[a] + idLength[a], bytes, id[b], id[b] + idLength[b])
        && Arrays.equals(
            bytes, node[a], node[a] + nodeLength[a], bytes, node[b], node[b] + nodeLength[b]);
  }

  /** By the serial's last digits: those of neighbours differ. */
  private static int slot(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = Math.max(from, to - 4); i < to; i++) {
      hash = hash * 10 + bytes[i] - '0';
    }
    return hash & SLOTS - 1;
  }

  private static int blank(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && (bytes[i] == '\n' || bytes[i] == '\r')) {
      i++;
    }
    return i;
  }

  private void grow() {
    int length = 2 * from.length;
    from = Arrays.copyOf(from, length);
    start = Arrays.copyOf(start, length);
    previous = Arrays.copyOf(previous, length);
    tied = Arrays.copyOf(tied, length);
    id = Arrays.copyOf(id, length);
    idLength = Arrays.copyOf(idLength, length);
    node = Arrays.copyOf(node, length);
    nodeLength = Arrays.copyOf(nodeLength, length);
  }
}
