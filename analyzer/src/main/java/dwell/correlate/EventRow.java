package dwell.correlate;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One event of a stream, read column by column. Valid only until the stream moves on. Reading a
 * value may cost a decode; nothing else of the event is loaded.
 */
public interface EventRow {
  /** Nanoseconds since the epoch, or {@link dwell.event.EventBatch#ABSENT}. */
  long time();

  /** Fraction digits of the time. */
  int digits();

  Action action();

  Outcome outcome();

  Dataset dataset();

  /** The host that wrote the record, else the artifact's; empty where neither is known. */
  String host();

  /** The id of the artifact that holds it: the part of the event's id before the dash. */
  String artifact();

  /** A keyword, text or address, or null where absent. */
  @Nullable String text(Field field);

  /** A number or instant, or {@link dwell.event.EventBatch#ABSENT}. */
  long number(Field field);

  /** Bits of {@link dwell.event.Flag}. */
  int flags();

  /** {@code event.id}. */
  String id();

  /** The whole event. */
  Event event();
}
