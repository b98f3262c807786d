package dwell.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The words by which the rows of an {@link EventBatch} are found. Reused and owned by one thread;
 * adding known words allocates nothing once the column has grown.
 */
public final class WordColumn {
  /** The greatest number of different words kept of one event. */
  public static final int MAX_WORDS = 512;

  private static final int MAX_WORD_BYTES = 64;

  private final ByteDictionary values = new ByteDictionary();
  private final int[] ends;
  private int[] codes = new int[1 << 10];
  private int count;
  private final byte[] word = new byte[MAX_WORD_BYTES];

  WordColumn(int rows) {
    ends = new int[rows];
  }

  /** Forgets all rows. */
  void clear() {
    values.clear();
    count = 0;
  }

  /** Begins a row, the one behind the last. */
  void next(int row) {
    ends[row] = count;
  }

  /** Adds the words of {@code source[from, to)} to the last row. */
  void add(int row, byte[] source, int from, int to) {
    int first = from(row);
    int length = 0;
    for (int i = from; i <= to; i++) {
      int c = i < to ? WORD[source[i] & 0xFF] : 0;
      if (c != 0) {
        if (length < MAX_WORD_BYTES) {
          word[length++] = (byte) c;
        }
      } else if (length > 0) {
        add(first, length);
        length = 0;
      }
    }
    ends[row] = count;
  }

  /** Word bytes in lower case; 0 for what parts words. */
  private static final byte[] WORD = new byte[256];

  static {
    for (int c = 0; c < 256; c++) {
      if (c >= 'A' && c <= 'Z') {
        WORD[c] = (byte) (c + 32);
      } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c >= 128) {
        WORD[c] = (byte) c;
      }
    }
  }

  private void add(int first, int length) {
    if (count - first >= MAX_WORDS) {
      return;
    }
    int code = values.add(word, 0, length);
    for (int i = first; i < count; i++) {
      if (codes[i] == code) {
        return;
      }
    }
    if (count == codes.length) {
      codes = Arrays.copyOf(codes, count * 2);
    }
    codes[count++] = code;
  }

  /** The words of all rows. */
  public ByteDictionary values() {
    return values;
  }

  /** The code in {@link #values} at a place from {@link #from} to {@link #to} of a row. */
  public int code(int at) {
    return codes[at];
  }

  public int from(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  public int to(int row) {
    return ends[row];
  }

  /** A word as it is kept: UTF-8, ASCII letters in lower case, cut. */
  public static byte[] kept(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    byte[] kept = Arrays.copyOf(utf8, Math.min(utf8.length, MAX_WORD_BYTES));
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] >= 'A' && kept[i] <= 'Z') {
        kept[i] += 32;
      }
    }
    return kept;
  }
}
