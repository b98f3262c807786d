package dwell.format;

import dwell.event.EventBatch;
import dwell.record.Chunk;

/** Makes rows from the records of one file. Used by one thread at a time. */
@FunctionalInterface
public interface LogParser {
  /**
   * Appends the events of every record of the chunk, in file order. Each byte of the chunk lies in
   * the place of exactly one record, and each record gives at least one event. Never throws for
   * what the bytes hold: a record that is not understood becomes a {@code message}.
   *
   * @param batch begun for this chunk; the caller flushes it afterwards
   */
  void parse(Chunk chunk, EventBatch batch);
}
