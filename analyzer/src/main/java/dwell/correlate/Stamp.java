package dwell.correlate;

import dwell.event.EventBatch;
import dwell.event.EventTime;

/**
 * The time of one fact as its witnesses tell it: the finest stamp wins, among equally fine ones the
 * first. Mutable; of one thread.
 */
final class Stamp {
  private long nanos = EventBatch.ABSENT;
  private int digits = -1;

  boolean known() {
    return nanos != EventBatch.ABSENT;
  }

  /** Nanoseconds since the epoch, or {@link EventBatch#ABSENT}. */
  long nanos() {
    return nanos;
  }

  void add(EventRow row) {
    add(row.time(), row.digits());
  }

  void add(long time, int fractionDigits) {
    if (time != EventBatch.ABSENT && fractionDigits > digits) {
      nanos = time;
      digits = fractionDigits;
    }
  }

  void clear() {
    nanos = EventBatch.ABSENT;
    digits = -1;
  }

  int digits() {
    return digits;
  }

  Moment moment() {
    return known() ? Moment.at(EventTime.instant(nanos), digits) : Moment.UNKNOWN;
  }
}
