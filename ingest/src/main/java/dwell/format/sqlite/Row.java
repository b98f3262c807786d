package dwell.format.sqlite;

import dwell.record.Ascii;

/**
 * The row that was read last: where its values stand in the bytes of its page (file format, section
 * 2.1, "Record Format"). Reused; reading allocates nothing.
 */
public final class Row {
  /** Columns that are read of a row; no table of logins has as many. */
  private static final int MOST = 16;

  private final long[] types = new long[MOST];
  private final int[] starts = new int[MOST];
  private byte[] bytes = new byte[0];
  private long id;
  private int columns;
  private int end;
  private boolean whole;

  /**
   * Reads the cell of a table's leaf page.
   *
   * @param to where the page's usable bytes end
   * @param usable how many they are
   * @return false where no row stands there
   */
  boolean read(byte[] b, int cell, int to, int usable) {
    bytes = b;
    columns = 0;
    int size = Numbers.length(b, cell, to);
    long payload = Numbers.varint(b, cell, size);
    int key = Numbers.length(b, cell + size, to);
    id = Numbers.varint(b, cell + size, key);
    int from = cell + size + key;
    if (size == 0 || key == 0 || payload <= 0) {
      return false;
    }
    long here = local(payload, usable);
    whole = here == payload && from + here <= to;
    end = (int) Math.min(to, from + here);
    return header(from);
  }

  /** How much of a payload stands in its cell; the rest is on overflow pages (section 1.6). */
  private static long local(long payload, int usable) {
    int most = usable - 35;
    if (payload <= most) {
      return payload;
    }
    int least = (usable - 12) * 32 / 255 - 23;
    long kept = least + (payload - least) % (usable - 4);
    return kept <= most ? kept : least;
  }

  private boolean header(int from) {
    int at = from;
    int size = Numbers.length(bytes, at, end);
    long length = Numbers.varint(bytes, at, size);
    if (size == 0 || length < size || length > end - from) {
      return false;
    }
    int to = from + (int) length;
    long value = to;
    at += size;
    while (at < to && columns < MOST) {
      size = Numbers.length(bytes, at, to);
      long type = Numbers.varint(bytes, at, size);
      if (size == 0 || type < 0) {
        return false;
      }
      types[columns] = type;
      starts[columns++] = (int) Math.min(value, end);
      value = Math.min(value + width(type), Integer.MAX_VALUE);
      at += size;
    }
    return columns > 0;
  }

  /** The bytes of a value of that serial type. */
  private static long width(long type) {
    return switch ((int) Math.min(type, 12)) {
      case 0, 8, 9, 10, 11 -> 0;
      case 5 -> 6;
      case 6, 7 -> 8;
      case 12 -> (type - 12) / 2;
      default -> type;
    };
  }

  /** The row's number, which is the value of an {@code INTEGER PRIMARY KEY}. */
  public long id() {
    return id;
  }

  public int columns() {
    return columns;
  }

  /** Whether all of it stands in its cell; of a longer one the rest is on pages of its own. */
  public boolean whole() {
    return whole;
  }

  /** Whether the value is a text, whole in its cell. */
  public boolean text(int column) {
    return column < columns
        && types[column] >= 13
        && (types[column] & 1) == 1
        && starts[column] + width(types[column]) <= end;
  }

  /** Where a value begins. */
  public int from(int column) {
    return starts[column];
  }

  /** Where a value that is a text ends. */
  public int to(int column) {
    return starts[column] + (int) width(types[column]);
  }

  /** The number of a column, or {@link Long#MIN_VALUE} where it holds none. */
  public long integer(int column) {
    long type = column < columns ? types[column] : 0;
    boolean number = type >= 1 && type <= 6 || type == 8 || type == 9;
    if (!number || starts[column] + width(type) > end) {
      return Long.MIN_VALUE;
    }
    return type >= 8 ? type - 8 : Numbers.signed(bytes, starts[column], (int) width(type));
  }

  /** Whether the value is that text, ASCII letters in any case. */
  boolean is(int column, byte[] wanted) {
    return text(column) && wanted.length == to(column) - from(column) && holds(column, wanted);
  }

  /** Whether the value holds that text, ASCII letters in any case. */
  boolean holds(int column, byte[] wanted) {
    if (!text(column)) {
      return false;
    }
    for (int at = from(column); at + wanted.length <= to(column); at++) {
      int i = 0;
      while (i < wanted.length && same(bytes[at + i], wanted[i])) {
        i++;
      }
      if (i == wanted.length) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(byte a, byte b) {
    return a == b || Ascii.isLetter(a) && (a | 0x20) == (b | 0x20);
  }
}
