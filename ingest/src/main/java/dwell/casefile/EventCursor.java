package dwell.casefile;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Event;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Walks events in time order (time, artifact, offset, ordinal; those without a time of their own
 * last) and reads of each only what is asked for. Before the first {@link #advance} it stands on no
 * event.
 *
 * <p>Memory is bounded by the number of the index's segments, not by that of the events. Used by
 * one thread; several cursors of one case may walk at once.
 */
public interface EventCursor {
  /** Goes on to the next event; false where there is none. */
  boolean advance();

  /** Nanoseconds since the epoch, or {@link EventBatch#ABSENT}. */
  long nanos();

  /** Fraction digits that the source gave of the time; 0 without a time. */
  int digits();

  Action action();

  Outcome outcome();

  Dataset dataset();

  /** The set of {@link dwell.event.Flag} bits. */
  int flags();

  /** The artifact's {@link Manifest.Entry#number()}. */
  int artifact();

  /** The record's place in the artifact. */
  long offset();

  /** Bytes of the record. */
  int length();

  /** Which of the record's events, from 0. */
  int ordinal();

  /**
   * The value of a keyword or address, or null where absent; several values of a list are joined by
   * {@link Field#LIST_SEPARATOR}. Equal values of one segment are the same object, so that asking
   * again allocates nothing.
   */
  @Nullable String keyword(Field field);

  /** The value of a number or instant, or {@link EventBatch#ABSENT}. */
  long number(Field field);

  /** A text, read from the kept records and decoded, or null where absent. */
  @Nullable String text(Field field);

  /** {@code event.id}. */
  String id();

  /** The whole event. */
  Event event();
}
