package dwell.format.journal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of data objects by their offsets: entries name data that was written once, maybe long
 * before. Memory is bounded: two generations, of which the older one is dropped when the younger is
 * full; a value that is used moves to the younger. Grows only as far as a file needs.
 */
final class DataValues {
  /** What is known of a data object. */
  enum State {
    /** Nothing was read there. */
    ABSENT,
    /** Of a field that is not read. */
    UNREAD,
    /** Its value was dropped to bound memory. */
    DROPPED,
    KEPT
  }

  /** Bytes of one generation: more than the messages of a file of journald's default size have. */
  private static final int BYTES = 32 << 20;

  /**
   * Offsets up to here are marked, one bit for eight bytes: the default largest file is 128 MiB.
   */
  private static final long MARKED = 1L << 30;

  private static final JournalField[] FIELDS = JournalField.values();

  private final int bytesLimit;
  private Generation young = new Generation();
  private Generation old = new Generation();
  private long[] seen = new long[1 << 10];
  private long[] read = new long[1 << 10];

  // The value that was found last.
  private byte[] bytes = young.arena;
  private int from;
  private int to;
  private JournalField field = JournalField.MESSAGE;
  private boolean cut;

  DataValues() {
    this(BYTES);
  }

  /** With generations of so many bytes. */
  DataValues(int bytesLimit) {
    this.bytesLimit = bytesLimit;
  }

  /** Notes that a data object of a field that is not read is at {@code offset}. */
  void unread(long offset) {
    seen = mark(seen, offset);
  }

  /**
   * Keeps a value.
   *
   * @param cut whether it is only the beginning of the value
   */
  void keep(long offset, JournalField of, byte[] source, int valueFrom, int valueTo, boolean cut) {
    seen = mark(seen, offset);
    read = mark(read, offset);
    int info = of.ordinal() << 1 | (cut ? 1 : 0);
    room(valueTo - valueFrom).add(offset, info, source, valueFrom, valueTo);
  }

  private Generation room(int length) {
    if (young.used + length > bytesLimit) {
      Generation dropped = old;
      dropped.clear();
      old = young;
      young = dropped;
    }
    return young;
  }

  /** Looks for the value at {@code offset}; where it is kept, the other methods tell of it. */
  State find(long offset) {
    int slot = young.slot(offset);
    Generation in = young;
    if (slot < 0) {
      slot = old.slot(offset);
      in = old;
    }
    if (slot < 0) {
      // What lies beyond the marks is taken for unread: nothing is said that is not known.
      return offset >= MARKED || !marked(seen, offset)
          ? offset >= MARKED ? State.UNREAD : State.ABSENT
          : marked(read, offset) ? State.DROPPED : State.UNREAD;
    }
    int valueFrom = in.from[slot];
    int valueTo = in.to[slot];
    int info = in.info[slot];
    if (in == old) {
      Generation target = room(valueTo - valueFrom);
      if (target != in && old == in) {
        target.add(offset, info, in.arena, valueFrom, valueTo);
        slot = target.slot(offset);
        in = target;
      }
    }
    bytes = in.arena;
    from = in.from[slot];
    to = in.to[slot];
    field = FIELDS[info >> 1];
    cut = (info & 1) != 0;
    return State.KEPT;
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  JournalField field() {
    return field;
  }

  /** Whether only the value's beginning is there. */
  boolean cut() {
    return cut;
  }

  private static long[] mark(long[] marks, long offset) {
    if (offset >= MARKED) {
      return marks;
    }
    int bit = (int) (offset >> 3);
    long[] grown = marks;
    if (bit >> 6 >= marks.length) {
      grown = Arrays.copyOf(marks, Math.max(marks.length * 2, (bit >> 6) + 1));
    }
    grown[bit >> 6] |= 1L << bit;
    return grown;
  }

  private static boolean marked(long[] marks, long offset) {
    int bit = (int) (offset >> 3);
    return bit >> 6 < marks.length && (marks[bit >> 6] & 1L << bit) != 0;
  }

  /** A hash table with open addressing over an arena. */
  private static final class Generation {
    private byte[] arena = new byte[1 << 14];
    private int used;
    private long[] keys = new long[1 << 9];
    private int[] from = new int[1 << 9];
    private int[] to = new int[1 << 9];
    private int[] info = new int[1 << 9];
    private int count;

    void clear() {
      Arrays.fill(keys, 0);
      used = 0;
      count = 0;
    }

    /** Where the value is, or -1. No object has the offset 0. */
    int slot(long offset) {
      int at = place(keys, offset);
      return keys[at] == offset ? at : -1;
    }

    private static int place(long[] keys, long offset) {
      int mask = keys.length - 1;
      int at = (int) (offset * 0x9E3779B97F4A7C15L >>> 40) & mask;
      while (keys[at] != 0 && keys[at] != offset) {
        at = at + 1 & mask;
      }
      return at;
    }

    void add(long offset, int what, byte[] source, int valueFrom, int valueTo) {
      if (count * 2 >= keys.length) {
        grow();
      }
      int length = valueTo - valueFrom;
      if (used + length > arena.length) {
        arena = Arrays.copyOf(arena, Math.max(arena.length * 2, used + length));
      }
      System.arraycopy(source, valueFrom, arena, used, length);
      int at = place(keys, offset);
      count += keys[at] == 0 ? 1 : 0;
      keys[at] = offset;
      from[at] = used;
      to[at] = used + length;
      info[at] = what;
      used += length;
    }

    private void grow() {
      long[] oldKeys = keys;
      int[] oldFrom = from;
      int[] oldTo = to;
      int[] oldInfo = info;
      int size = keys.length * 2;
      keys = new long[size];
      from = new int[size];
      to = new int[size];
      info = new int[size];
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldKeys[i] != 0) {
          int at = place(keys, oldKeys[i]);
          keys[at] = oldKeys[i];
          from[at] = oldFrom[i];
          to[at] = oldTo[i];
          info[at] = oldInfo[i];
        }
      }
    }
  }

  /** The field that a payload {@code NAME=value} is of; null where it is not read. */
  static @Nullable JournalField field(byte[] b, int from, int to) {
    // The longest name that is read is shorter.
    int end = Math.min(to, from + 64);
    for (int i = from; i < end; i++) {
      if (b[i] == '=') {
        return JournalField.of(b, from, i);
      }
    }
    return null;
  }
}
