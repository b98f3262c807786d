package dwell.casefile;

import java.util.Arrays;
import org.apache.lucene.util.MathUtil;
import org.apache.lucene.util.packed.DirectWriter;

/**
 * How the numbers of a column are packed: which of the forms of Lucene's doc values takes the least
 * room. Reused from column to column.
 */
final class Packing {
  static final int BLOCK_SHIFT = 14;
  static final int BLOCK_SIZE = 1 << BLOCK_SHIFT;

  /** Blocks cost more to read: they must save a tenth. */
  private static final double BLOCKS_PAY = 0.9;

  private static final int MAX_TABLE = 256;
  private static final int SLOTS = 1 << 10;

  /** Differences of larger numbers would overflow. */
  private static final long FAR = Long.MAX_VALUE / 2;

  /** The form of a column. */
  enum Form {
    /** One value, or none. */
    CONSTANT,
    /** The place of each value in a table. */
    TABLE,
    /** The difference to the least of each block. */
    BLOCKS,
    /** The difference to the least of all. */
    SINGLE
  }

  private final long[] least;
  private final long[] most;
  private final long[] slotValue = new long[SLOTS];

  /** The place in the table, from 1; 0 where the slot is free. */
  private final int[] slotPlace = new int[SLOTS];

  private Form form = Form.CONSTANT;
  private int bits;
  private long base;
  private long divisor;
  private long[] table = new long[0];

  /**
   * @param capacity of the longest column
   */
  Packing(int capacity) {
    least = new long[blocks(capacity)];
    most = new long[least.length];
  }

  static int blocks(int count) {
    return (count + BLOCK_SIZE - 1) >>> BLOCK_SHIFT;
  }

  Form form() {
    return form;
  }

  /** The bits of each value; of no meaning for blocks. */
  int bits() {
    return bits;
  }

  /** What is taken off each value before it is divided. */
  long base() {
    return base;
  }

  /** What divides all differences of values without a rest; at least 1 but for a constant's 0. */
  long divisor() {
    return divisor;
  }

  /** The distinct values in ascending order, for {@link Form#TABLE}. */
  long[] table() {
    return table;
  }

  long blockLeast(int block) {
    return least[block];
  }

  long blockMost(int block) {
    return most[block];
  }

  /** Chooses the form of numbers. */
  void measure(long[] values, int count) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int block = 0; block < blocks(count); block++) {
      extent(values, block, Math.min(count, (block + 1) << BLOCK_SHIFT));
      min = Math.min(min, least[block]);
      max = Math.max(max, most[block]);
    }
    base = min;
    divisor = 0;
    bits = 0;
    form = Form.CONSTANT;
    if (min >= max) {
      return;
    }
    divisor = divisor(values, count, min, max);
    bits = bitsOf(min, max);
    if (bits > 1 && fewValues(values, count)) {
      int places = DirectWriter.unsignedBitsRequired(table.length - 1L);
      if (places < bits) {
        form = Form.TABLE;
        bits = places;
        return;
      }
    }
    form = blocksPay(count) ? Form.BLOCKS : Form.SINGLE;
    if (form == Form.SINGLE
        && divisor == 1
        && min > 0
        && DirectWriter.unsignedBitsRequired(max) == bits) {
      // Nothing to add on reading.
      base = 0;
    }
  }

  /** Chooses the form of ranks from 0 up to a number of terms, each of which is there. */
  void measureRanks(long[] ranks, int count, int terms) {
    base = 0;
    divisor = 1;
    bits = 0;
    form = Form.CONSTANT;
    if (terms <= 1) {
      return;
    }
    bits = DirectWriter.unsignedBitsRequired(terms - 1L);
    form = Form.SINGLE;
    if (count > BLOCK_SIZE && bits > 1) {
      for (int block = 0; block < blocks(count); block++) {
        extent(ranks, block, Math.min(count, (block + 1) << BLOCK_SHIFT));
      }
      form = blocksPay(count) ? Form.BLOCKS : Form.SINGLE;
    }
  }

  private void extent(long[] values, int block, int to) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = block << BLOCK_SHIFT; i < to; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    least[block] = min;
    most[block] = max;
  }

  private int bitsOf(long min, long max) {
    return DirectWriter.unsignedBitsRequired((max - min) / divisor);
  }

  private boolean blocksPay(int count) {
    long inBlocks = 0;
    for (int block = 0; block < blocks(count); block++) {
      if (most[block] > least[block]) {
        long values = Math.min(BLOCK_SIZE, count - (block << BLOCK_SHIFT));
        inBlocks += values * bitsOf(least[block], most[block]);
      }
    }
    return inBlocks <= BLOCKS_PAY * bits * count;
  }

  private static long divisor(long[] values, int count, long min, long max) {
    if (min < -FAR || max > FAR) {
      return 1;
    }
    long divisor = 0;
    for (int i = 0; i < count && divisor != 1; i++) {
      long difference = values[i] - min;
      if (divisor == 0 || difference % divisor != 0) {
        divisor = MathUtil.gcd(divisor, difference);
      }
    }
    return divisor;
  }

  /** Whether so few values are distinct that a table can hold them; makes it then. */
  private boolean fewValues(long[] values, int count) {
    Arrays.fill(slotPlace, 0);
    int distinct = 0;
    long last = values[0] + 1;
    for (int i = 0; i < count; i++) {
      long value = values[i];
      if (value != last) {
        last = value;
        int slot = slot(value);
        if (slotPlace[slot] == 0) {
          if (++distinct > MAX_TABLE) {
            return false;
          }
          slotPlace[slot] = distinct;
          slotValue[slot] = value;
        }
      }
    }
    table = new long[distinct];
    int next = 0;
    for (int slot = 0; slot < SLOTS; slot++) {
      if (slotPlace[slot] != 0) {
        table[next++] = slotValue[slot];
      }
    }
    Arrays.sort(table);
    for (int place = 0; place < distinct; place++) {
      slotPlace[slot(table[place])] = place + 1;
    }
    return true;
  }

  /** Puts the place of each value in {@link #table} in its stead. */
  void toTableIndexes(long[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = slotPlace[slot(values[i])] - 1L;
    }
  }

  /** Where a value stands, or may be put. */
  private int slot(long value) {
    int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> 54);
    while (slotPlace[slot] != 0 && slotValue[slot] != value) {
      slot = slot + 1 & SLOTS - 1;
    }
    return slot;
  }
}
