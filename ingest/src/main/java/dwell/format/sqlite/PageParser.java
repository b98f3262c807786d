package dwell.format.sqlite;

import dwell.event.EventBatch;
import dwell.format.LogParser;
import dwell.format.ParseContext.FaultSink;
import dwell.record.Chunk;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a database of one table page by page, in the order of the file: the tree above the leaves
 * tells nothing but the order of rows. A row is a record, from its cell to the next one; so is what
 * stands in front of a page's first cell, and every page without rows. Free pages keep rows that
 * were deleted or moved: they are no rows.
 *
 * <p>Bounded whatever the bytes are: each page is looked at once, each cell once, and nothing is
 * followed but the list of free pages, each of its pages once. Rows longer than a page are read as
 * far as they stand in their cell.
 */
public final class PageParser implements LogParser {
  /** Free pages beyond this number are not remembered. */
  private static final int MOST_PAGES = 1 << 22;

  private static final int CELLS = 8;

  /** Makes events. */
  public interface Rows {
    /**
     * Adds the events of a row, each with the bounds of its record.
     *
     * @param offset of the record in the file
     */
    void row(Row row, byte[] b, int from, int to, long offset, EventBatch batch);

    /**
     * Fills the row of the batch that was begun for what is no row.
     *
     * @param sound whether it is what it should be
     */
    void page(boolean sound, EventBatch batch);
  }

  private final Rows rows;
  private final FaultSink faults;
  private final Row row = new Row();
  private final BitSet free = new BitSet();
  private @Nullable Database database;
  private int[] cells = new int[64];

  public PageParser(Rows rows, FaultSink faults) {
    this.rows = rows;
    this.faults = faults;
  }

  @Override
  public void parse(Chunk chunk, EventBatch batch) {
    if (chunk.offset() == 0) {
      begin(chunk);
    }
    Database of = database;
    for (int at = 0; at < chunk.to(); ) {
      int size = of == null ? chunk.to() : of.pageSize();
      long offset = chunk.offset() + at;
      int to = (int) Math.min(chunk.to(), at + size - offset % size);
      boolean page = of != null && to - at == size;
      if (of != null
          && page
          && offset > 0
          && !free(offset / size)
          && chunk.bytes()[at] == Database.LEAF) {
        leaf(of, chunk.bytes(), at, offset, batch);
      } else {
        if (!page && chunk.last()) {
          faults.fault(offset, of == null ? "no database" : "the last page is not whole");
        }
        plain(at, to, page, batch);
      }
      at = to;
    }
  }

  private void begin(Chunk chunk) {
    Database begun = Database.read(chunk.bytes(), chunk.to());
    database = begun;
    if (begun == null) {
      return;
    }
    if (begun.ahead()) {
      faults.fault(18, "changes that stand in the database's write-ahead log are not read");
    }
    freed(begun, chunk);
  }

  /** Walks over the pages that list free pages (section 1.5). */
  private void freed(Database of, Chunk chunk) {
    byte[] b = chunk.bytes();
    long trunk = of.firstFree();
    while (trunk > 0) {
      long at = (trunk - 1) * of.pageSize();
      if (at + of.pageSize() > chunk.to() || free.get((int) trunk)) {
        faults.fault(32, "the list of free pages does not end: deleted rows may be told as rows");
        return;
      }
      free.set((int) trunk);
      int place = (int) at;
      long leaves = Math.min(Numbers.four(b, place + 4), of.usable() / 4 - 2);
      for (int i = 0; i < leaves; i++) {
        long leaf = Numbers.four(b, place + CELLS + 4 * i);
        if (leaf < MOST_PAGES) {
          free.set((int) leaf);
        }
      }
      trunk = Numbers.four(b, place);
    }
  }

  private boolean free(long index) {
    return index < MOST_PAGES && free.get((int) index + 1);
  }

  private void plain(int from, int to, boolean sound, EventBatch batch) {
    batch.next(from, to, 0, 0);
    rows.page(sound, batch);
  }

  private void leaf(Database of, byte[] b, int at, long offset, EventBatch batch) {
    int to = at + of.pageSize();
    int count = cells(of, b, at, offset);
    boolean sound = count == Numbers.two(b, at + 3);
    plain(at, count == 0 ? to : at + cells[0], sound, batch);
    for (int i = 0; i < count; i++) {
      int from = at + cells[i];
      int end = i + 1 < count ? at + cells[i + 1] : to;
      long place = offset + cells[i];
      if (!row.read(b, from, at + of.usable(), of.usable())) {
        faults.fault(place, "no row: its length or its columns are none");
        plain(from, end, false, batch);
      } else {
        if (!row.whole()) {
          faults.fault(place, "a row is longer than its page: its rest is not read");
        }
        rows.row(row, b, from, end, place, batch);
      }
    }
  }

  /** Takes the places of a page's cells into {@link #cells}, in the order of the bytes. */
  private int cells(Database of, byte[] b, int at, long offset) {
    int told = Numbers.two(b, at + 3);
    int first = CELLS + 2 * told;
    if (first > of.usable()) {
      faults.fault(offset, "no page of rows: it tells more of them than it can hold");
      return 0;
    }
    cells = cells.length < told ? new int[told] : cells;
    int count = 0;
    for (int i = 0; i < told; i++) {
      int cell = Numbers.two(b, at + CELLS + 2 * i);
      if (cell >= first && cell < of.usable()) {
        cells[count++] = cell;
      }
    }
    Arrays.sort(cells, 0, count);
    int different = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || cells[i] != cells[i - 1]) {
        cells[different++] = cells[i];
      }
    }
    if (different < told) {
      faults.fault(offset, "a page tells of rows where none can stand");
    }
    return different;
  }
}
