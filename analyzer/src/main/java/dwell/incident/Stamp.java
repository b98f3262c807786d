package dwell.incident;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dwell.event.EventJson;
import dwell.event.EventTime;
import java.time.Instant;

/**
 * An instant with as many fraction digits as its source gave; written as events write theirs.
 *
 * @param instant UTC
 * @param digits fraction digits, 0 to 9
 */
public record Stamp(Instant instant, int digits) implements Comparable<Stamp> {

  /** The moment of {@code nanos} since the epoch. */
  public static Stamp of(long nanos, int digits) {
    return new Stamp(EventTime.instant(nanos), digits);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws java.time.format.DateTimeParseException where the text is no UTC instant
   */
  @JsonCreator
  public static Stamp parse(String text) {
    int dot = text.indexOf('.');
    return new Stamp(Instant.parse(text), dot < 0 ? 0 : text.length() - dot - 2);
  }

  /** Nanoseconds since the epoch. */
  public long nanos() {
    return EventTime.nanos(instant);
  }

  /** By instant, then by precision: a coarser stamp first. */
  @Override
  public int compareTo(Stamp other) {
    int order = instant.compareTo(other.instant);
    return order != 0 ? order : Integer.compare(digits, other.digits);
  }

  @JsonValue
  @Override
  public String toString() {
    return EventJson.stamp(instant, digits);
  }
}
