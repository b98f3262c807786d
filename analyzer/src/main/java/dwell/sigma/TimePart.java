package dwell.sigma;

import dwell.event.EventBatch;
import dwell.event.EventTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;

/** A part of a time, UTC (Sigma modifiers appendix, Time Modifiers). */
enum TimePart {
  MINUTE(ChronoField.MINUTE_OF_HOUR),
  HOUR(ChronoField.HOUR_OF_DAY),
  DAY(ChronoField.DAY_OF_MONTH),
  /** Of the year, as ISO 8601 counts them. */
  WEEK(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
  MONTH(ChronoField.MONTH_OF_YEAR),
  YEAR(ChronoField.YEAR);

  private final TemporalField field;

  TimePart(TemporalField field) {
    this.field = field;
  }

  /** The part of the event's time; -1 where it has none. */
  long of(EventView view) {
    long nanos = view.cursor().nanos();
    return nanos == EventBatch.ABSENT
        ? -1
        : ZonedDateTime.ofInstant(EventTime.instant(nanos), ZoneOffset.UTC).getLong(field);
  }
}
