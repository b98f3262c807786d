package dwell.format;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import dwell.event.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counts what became of an artifact: for its line in the manifest. Used by one thread at a time.
 */
public final class ArtifactCounts {
  private long records;
  private long events;
  private long unknown;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /** Counts the rows of a batch. */
  public void add(EventBatch batch) {
    int size = batch.size();
    events += size;
    for (int row = 0; row < size; row++) {
      if (batch.ordinal(row) == 0) {
        records++;
      }
      if (batch.action(row) == Action.MESSAGE && batch.code(Field.SHAPE, row) < 0) {
        unknown++;
      }
      long time = batch.time(row);
      if (time != EventBatch.ABSENT) {
        first = Math.min(first, time);
        last = Math.max(last, time);
      }
    }
  }

  /** Adds what another counted. */
  public void add(ArtifactCounts other) {
    records += other.records;
    events += other.events;
    unknown += other.unknown;
    first = Math.min(first, other.first);
    last = Math.max(last, other.last);
  }

  public long records() {
    return records;
  }

  public long events() {
    return events;
  }

  /** Events that no parser knew. */
  public long unknown() {
    return unknown;
  }

  /** The earliest time; null where no event has one. */
  public @Nullable Instant first() {
    return first == Long.MAX_VALUE ? null : EventTime.instant(first);
  }

  /** The latest time; null where no event has one. */
  public @Nullable Instant last() {
    return last == Long.MIN_VALUE ? null : EventTime.instant(last);
  }
}
