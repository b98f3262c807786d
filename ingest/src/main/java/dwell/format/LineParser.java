package dwell.format;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.TextCoding;
import dwell.record.Chunk;
import dwell.record.Lines;

/**
 * Parses formats whose records are single lines, or a few, and keeps the promise of {@link
 * LogParser}: every byte in one record. Blank lines belong to the record before them, at the file's
 * beginning to the one after; pieces of a line that was too long are messages of their own,
 * flagged.
 */
public abstract class LineParser implements LogParser {
  @Override
  public final void parse(Chunk chunk, EventBatch batch) {
    byte[] b = chunk.bytes();
    int to = chunk.to();
    begin(chunk, batch);
    int from = 0;
    int at = 0;
    int line = 0;
    while (at < to && (b[at] == '\n' || b[at] == '\r' && at + 1 < to && b[at + 1] == '\n')) {
      at += b[at] == '\n' ? 1 : 2;
    }
    int lines = Lines.count(b, 0, at);
    if (at == to && to > 0) {
      batch.next(0, to, 0, 0);
      blank(batch);
    }
    while (at < to) {
      int first = Lines.end(b, at, to);
      int feed = goesOn(b, at, first, to);
      int end = feed;
      lines += feed == first ? 1 : Lines.count(b, first, feed - 1) + 2;
      while (end < to && (b[end] == '\n' || b[end] == '\r' && end + 1 < to && b[end + 1] == '\n')) {
        end += b[end] == '\n' ? 1 : 2;
        lines++;
      }
      batch.next(from, end, line, 0);
      if (b[feed - 1] != '\n' && !chunk.last() || chunk.continued() && from == 0) {
        piece(b, at, Lines.trim(b, at, feed), batch);
      } else {
        line(b, at, Lines.trim(b, at, feed), batch);
      }
      line = lines;
      from = end;
      at = end;
    }
    end(batch);
  }

  /** Begins a chunk. */
  protected void begin(Chunk chunk, EventBatch batch) {}

  /** Ends a chunk. */
  protected void end(EventBatch batch) {}

  /**
   * Where the record that begins with a line ends: there, or behind more lines that belong to it.
   *
   * @param feed where the line ends, its line's end included
   * @param to where the chunk ends
   */
  protected int goesOn(byte[] b, int from, int feed, int to) {
    return feed;
  }

  /**
   * Fills the row that was begun for a line.
   *
   * @param from where the line begins
   * @param to where it ends, without its line's end; may equal {@code from}
   */
  protected abstract void line(byte[] b, int from, int to, EventBatch batch);

  /** Fills the row of a piece of a line that was too long to be read as a whole. */
  protected void piece(byte[] b, int from, int to, EventBatch batch) {
    batch.flag(Flag.TRUNCATED);
    batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
    batch.words(b, from, to);
  }

  /** Fills the row of a chunk that holds blank lines and nothing else. */
  protected void blank(EventBatch batch) {
    batch.text(Field.MESSAGE, 0, 0, TextCoding.RAW);
  }
}
