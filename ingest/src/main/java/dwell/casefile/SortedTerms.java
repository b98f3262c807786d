package dwell.casefile;

import dwell.event.ByteDictionary;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.MSBRadixSorter;

/** The values of a dictionary that a column makes use of, in the order of their bytes. */
final class SortedTerms {
  private final ByteDictionary values;

  /** The codes in order of their values. */
  private final int[] codes;

  /** The place of each code in {@link #codes}. */
  private final int[] ranks;

  /** Where the uses of each rank begin among all uses in order of rank; one more than ranks. */
  private final int[] starts;

  /**
   * A parser may set a value twice, so that the dictionary holds values of no row: these are left
   * out, as the codec wants no gaps.
   *
   * @param column codes of the dictionary, or -1
   */
  SortedTerms(ByteDictionary values, int[] column, int size) {
    this.values = values;
    ranks = new int[values.size()];
    int[] uses = new int[values.size()];
    for (int i = 0; i < size; i++) {
      if (column[i] >= 0) {
        uses[column[i]]++;
      }
    }
    int count = 0;
    for (int use : uses) {
      count += use > 0 ? 1 : 0;
    }
    codes = new int[count];
    int longest = 0;
    int next = 0;
    for (int code = 0; code < uses.length; code++) {
      if (uses[code] != 0) {
        codes[next++] = code;
        longest = Math.max(longest, values.end(code) - values.start(code));
      }
    }
    new Sorter(longest).sort(0, count);
    starts = new int[count + 1];
    for (int rank = 0; rank < count; rank++) {
      ranks[codes[rank]] = rank;
      starts[rank + 1] = starts[rank] + uses[codes[rank]];
    }
  }

  /**
   * Where the uses of each rank begin among all uses in order of rank, and at last their number.
   * Not to be changed.
   */
  int[] starts() {
    return starts;
  }

  int size() {
    return codes.length;
  }

  int rank(int code) {
    return ranks[code];
  }

  /** Points {@code out} at the value of a rank. */
  void read(int rank, BytesRef out) {
    int code = codes[rank];
    out.bytes = values.arena();
    out.offset = values.start(code);
    out.length = values.end(code) - out.offset;
  }

  /** Radix sort by the bytes of the values. */
  private final class Sorter extends MSBRadixSorter {
    Sorter(int longest) {
      super(longest);
    }

    @Override
    protected int byteAt(int i, int k) {
      int code = codes[i];
      int at = values.start(code) + k;
      return at < values.end(code) ? values.arena()[at] & 0xFF : -1;
    }

    @Override
    protected void swap(int i, int j) {
      int code = codes[i];
      codes[i] = codes[j];
      codes[j] = code;
    }
  }
}
