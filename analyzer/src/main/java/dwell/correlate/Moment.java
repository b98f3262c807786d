package dwell.correlate;

import dwell.event.Event;
import dwell.event.EventTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something was, as far as the records tell: an instant of its own, or bounds taken from what
 * happened around it, or nothing but a place in order.
 *
 * @param instant UTC, cut to {@code digits}; null where no record has a time for it
 * @param digits fraction digits of {@code instant}, 0 to 9
 * @param notBefore the earliest it can have been; null where unknown. With an instant, the instant
 * @param notAfter the latest it can have been; null where unknown. With an instant, the end of the
 *     unit that its digits leave open
 * @param order its place in the file that tells it, from 1; 0 where that does not matter
 */
public record Moment(
    @Nullable Instant instant,
    int digits,
    @Nullable Instant notBefore,
    @Nullable Instant notAfter,
    long order) {

  /** A moment of which nothing is known. */
  public static final Moment UNKNOWN = new Moment(null, 0, null, null, 0);

  /** A moment with a time of its own. */
  public static Moment at(Instant instant, int digits) {
    return new Moment(instant, digits, instant, instant.plusNanos(unit(digits) - 1), 0);
  }

  /** The moment of an event; {@link #UNKNOWN} with its order where the event has no time. */
  public static Moment of(Event event, long order) {
    EventTime time = event.time();
    return time.instant() == null
        ? new Moment(null, 0, null, null, order)
        : at(time.instant(), time.digits());
  }

  /** A moment known by what lies before and after it. */
  public static Moment between(
      @Nullable Instant notBefore, @Nullable Instant notAfter, long order) {
    return new Moment(null, 0, notBefore, notAfter, order);
  }

  /** Whether a record has a time for it. */
  public boolean known() {
    return instant != null;
  }

  /** The earliest instant it can have been; null where nothing is known. */
  public @Nullable Instant earliest() {
    return instant != null ? instant : notBefore;
  }

  /** The latest instant it can have been; null where nothing is known. */
  public @Nullable Instant latest() {
    return notAfter;
  }

  /** A length of time that the digits leave open: a second for none, a microsecond for six. */
  public Duration uncertainty() {
    return Duration.ofNanos(unit(digits));
  }

  /** Nanoseconds of the last of {@code digits} fraction digits. */
  static long unit(int digits) {
    long unit = 1_000_000_000L;
    for (int i = 0; i < digits; i++) {
      unit /= 10;
    }
    return Math.max(unit, 1);
  }
}
