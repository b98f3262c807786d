package dwell.format.sqlite;

import dwell.format.Sample;
import dwell.record.Ascii;
import dwell.record.RecordCutter;
import org.jspecify.annotations.Nullable;

/**
 * The header of a database (file format, section 1.3).
 *
 * @param pageSize 512 to 65536 bytes, a power of two
 * @param usable how many of them hold content
 * @param ahead whether changes go to a write-ahead log first, a file of its own
 * @param firstFree the number of the first page that lists free ones, from 1; 0 where none does
 */
public record Database(int pageSize, int usable, boolean ahead, long firstFree) {
  static final int HEADER = 100;

  /** The type of a table's leaf page, which holds rows. */
  static final byte LEAF = 0x0D;

  /** Reserved bytes leave at least so many usable ones. */
  private static final int LEAST_USABLE = 480;

  private static final int UTF_8 = 1;
  private static final byte[] MAGIC = Ascii.bytes("SQLite format 3\0");
  private static final byte[] TABLE = Ascii.bytes("table");

  // Columns of the schema table (section 2.6): type, name, tbl_name, rootpage, sql.
  private static final int NAME = 1;
  private static final int SQL = 4;

  /** Reads the header at the beginning of a file; null where none stands there. */
  static @Nullable Database read(byte[] b, int to) {
    if (to < HEADER || !Ascii.startsWith(b, 0, to, MAGIC)) {
      return null;
    }
    int size = Numbers.two(b, 16) == 1 ? 1 << 16 : Numbers.two(b, 16);
    int usable = size - (b[20] & 0xFF);
    boolean sound = size >= 512 && Integer.bitCount(size) == 1 && usable >= LEAST_USABLE;
    if (!sound || Numbers.four(b, 56) != UTF_8) {
      return null;
    }
    return new Database(size, usable, b[18] == 2 || b[19] == 2, Numbers.four(b, 32));
  }

  /**
   * Whether a file is a database with that table. Its schema must fit into the first page.
   *
   * @param columns what stands in the statement that made the table
   */
  public static boolean holds(Sample sample, byte[] table, byte[]... columns) {
    byte[] b = sample.bytes();
    Database database = read(b, b.length);
    if (database == null || b.length < database.pageSize || b[HEADER] != LEAF) {
      return false;
    }
    int cells = Numbers.two(b, HEADER + 3);
    Row row = new Row();
    for (int i = 0; i < cells && HEADER + 10 + 2 * i <= database.usable; i++) {
      int cell = Numbers.two(b, HEADER + 8 + 2 * i);
      if (cell > HEADER
          && cell < database.usable
          && row.read(b, cell, database.usable, database.usable)
          && row.is(0, TABLE)
          && row.is(NAME, table)
          && all(row, columns)) {
        return true;
      }
    }
    return false;
  }

  private static boolean all(Row row, byte[][] columns) {
    for (byte[] column : columns) {
      if (!row.holds(SQL, column)) {
        return false;
      }
    }
    return true;
  }

  /** Parts a database between its pages. */
  public static RecordCutter cutter() {
    return new PageCutter();
  }

  private static final class PageCutter implements RecordCutter {
    private int page;

    @Override
    public int cut(byte[] bytes, int from, int to, boolean end) {
      if (page == 0) {
        Database database = read(bytes, to);
        page = database == null ? 1 : database.pageSize;
      }
      return end ? to : to - (to - from) % page;
    }
  }
}
