package dwell.casefile;

import java.io.IOException;
import org.apache.lucene.store.DataOutput;

/**
 * Packs 256 numbers of equal bits as Lucene 10.4 does ({@code ForUtil}): each of the words written
 * holds one, two or four lanes, so that all lanes are packed by the same shifts, and a reader
 * undoes several numbers with one instruction. In a lane stand as many whole numbers as fit; what
 * is left free at its lower end takes the bits of the rest, number by number. Reused.
 */
final class PackedBlock {
  private static final int COUNT = 256;

  private final int[] words = new int[COUNT];

  /** The numbers side by side in the lanes of a word. */
  private final int[] rows = new int[COUNT];

  /**
   * Packs numbers.
   *
   * @param bits of the greatest, 1 to 32
   */
  void write(int[] numbers, int bits, DataOutput out) throws IOException {
    int lane = bits <= 8 ? 8 : bits <= 16 ? 16 : 32;
    int count = join(numbers, lane);
    int length = bits * COUNT / Integer.SIZE;
    int row = 0;
    int free = lane - bits;
    for (int i = 0; i < length; i++) {
      words[i] = rows[row++] << free;
    }
    for (; free >= bits; row += length) {
      free -= bits;
      for (int i = 0; i < length; i++) {
        words[i] |= rows[row + i] << free;
      }
    }
    fill(row, count, bits, free, lane);
    for (int i = 0; i < length; i++) {
      out.writeInt(words[i]);
    }
  }

  /** Joins numbers that lie equally far apart in one row; gives the number of rows. */
  private int join(int[] numbers, int lane) {
    int count = COUNT * lane / Integer.SIZE;
    System.arraycopy(numbers, 0, rows, 0, count);
    for (int next = count; next < COUNT; next += count) {
      for (int i = 0; i < count; i++) {
        rows[i] = rows[i] << lane | numbers[next + i];
      }
    }
    return count;
  }

  /** Puts the rows from {@code row} on into the {@code room} bits at the end of each lane. */
  private void fill(int row, int count, int bits, int room, int lane) {
    int word = 0;
    int free = room;
    for (int i = row; i < count; i++) {
      for (int left = bits; left > 0; ) {
        int taken = Math.min(left, free);
        left -= taken;
        free -= taken;
        words[word] |= (rows[i] >>> left & mask(taken, lane)) << free;
        if (free == 0) {
          word++;
          free = room;
        }
      }
    }
  }

  /** So many ones at the end of each lane. */
  private static int mask(int bits, int lane) {
    int mask = (1 << bits) - 1;
    for (int wide = lane; wide < Integer.SIZE; wide *= 2) {
      mask |= mask << wide;
    }
    return mask;
  }
}
