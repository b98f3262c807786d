package dwell.format.mysql;

import dwell.event.EventBatch;
import dwell.format.LogParser;
import dwell.record.Chunk;
import dwell.record.Lines;

/**
 * Walks logs whose records are an entry's first line and all lines up to the next entry's. Blank
 * lines at the beginning of a chunk belong to the record behind them, as no record stands before.
 */
abstract class EntryParser implements LogParser {
  @Override
  public final void parse(Chunk chunk, EventBatch batch) {
    byte[] bytes = chunk.bytes();
    int to = chunk.to();
    int line = 0;
    int record = 0;
    for (int at = 0; at < to; ) {
      int end = Lines.end(bytes, at, to);
      boolean begins = begins(bytes, at, end);
      if (begins && at > record && !(record == 0 && nothing(bytes, 0, at))) {
        row(chunk, batch, record, at, line);
        line += Lines.count(bytes, record, at);
        record = at;
      }
      at = end;
    }
    if (record < to) {
      row(chunk, batch, record, to, line);
    }
  }

  /**
   * Whether an entry begins with a line; asked once for each, in order.
   *
   * @param end where the line ends, its line's end included
   */
  abstract boolean begins(byte[] bytes, int from, int end);

  /** Whether a file's beginning up to its first entry says nothing, and belongs to that entry. */
  boolean nothing(byte[] bytes, int from, int to) {
    return Blank.is(bytes, from, to);
  }

  /** Makes the row of the record {@code [from, to)}, the {@code line}-th of the chunk. */
  abstract void row(Chunk chunk, EventBatch batch, int from, int to, int line);
}
