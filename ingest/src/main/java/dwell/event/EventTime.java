package dwell.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an event was, and how that is known.
 *
 * @param instant UTC; null where the record has no time of its own
 * @param digits fraction digits that the source gave, 0 to 9
 * @param basis where the zone comes from; null where there is no instant
 * @param year where the year comes from; null where the basis says enough
 */
public record EventTime(
    @Nullable Instant instant, int digits, @Nullable Basis basis, @Nullable YearBasis year) {

  /** A record without a time of its own. */
  public static final EventTime NONE = new EventTime(null, 0, null, null);

  /** Where the zone of a stamp comes from: the values of {@code dwell.time.basis}. */
  public enum Basis {
    /** It stood in the record. */
    RECORDED("recorded"),
    /** The host's own zone, from its files. */
    HOST("host"),
    /** The analyst said so. */
    GIVEN("given"),
    /** UTC, for want of better. */
    ASSUMED("assumed");

    private final String id;

    Basis(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  /** Where the year of a stamp comes from: the values of {@code dwell.time.year}. */
  public enum YearBasis {
    RECORDED("recorded"),
    INFERRED("inferred"),
    GIVEN("given");

    private final String id;

    YearBasis(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  /** The instant of {@code nanos} since the epoch. */
  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }

  /**
   * Nanoseconds since the epoch; an instant outside of 1678 to 2261 is clamped to the nearest that
   * fits.
   */
  public static long nanos(Instant instant) {
    long seconds = instant.getEpochSecond();
    if (seconds > 9_223_372_035L) {
      return Long.MAX_VALUE;
    }
    if (seconds < -9_223_372_035L) {
      return Long.MIN_VALUE + 1;
    }
    return seconds * 1_000_000_000L + instant.getNano();
  }
}
