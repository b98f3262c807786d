package dwell.time;

import dwell.event.EventTime.Basis;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * A host's civil clock: which zone its local times are in, and how that is known. Immutable; safe
 * for use by several threads.
 */
public final class HostClock {
  /** UTC, for want of better. */
  public static final HostClock ASSUMED_UTC = new HostClock(ZoneOffset.UTC, Basis.ASSUMED);

  /** What {@link #epochSecond} answers for a local time is sure, comes twice, or does not exist. */
  public enum Certainty {
    SURE,
    /** The hour that comes twice when clocks are set back; the earlier instant is meant. */
    TWICE,
    /** The hour that is left out when clocks are set forward; read with the offset before it. */
    NEVER
  }

  private final ZoneId zone;
  private final Basis basis;
  private final ZoneRules rules;

  public HostClock(ZoneId zone, Basis basis) {
    this.zone = zone;
    this.basis = basis;
    this.rules = zone.getRules();
  }

  public ZoneId zone() {
    return zone;
  }

  public Basis basis() {
    return basis;
  }

  /**
   * The seconds since the epoch of a local time.
   *
   * @param localSecond the local time read as if it were UTC: seconds since 1970-01-01T00:00 local
   */
  public long epochSecond(long localSecond) {
    if (rules.isFixedOffset()) {
      return localSecond - rules.getOffset(Instant.EPOCH).getTotalSeconds();
    }
    LocalDateTime local = LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
    @Nullable ZoneOffsetTransition change = rules.getTransition(local);
    ZoneOffset offset = change == null ? rules.getOffset(local) : change.getOffsetBefore();
    return localSecond - offset.getTotalSeconds();
  }

  /** How sure {@link #epochSecond} is of a local time. */
  public Certainty certainty(long localSecond) {
    if (rules.isFixedOffset()) {
      return Certainty.SURE;
    }
    ZoneOffsetTransition change =
        rules.getTransition(LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC));
    if (change == null) {
      return Certainty.SURE;
    }
    return change.isOverlap() ? Certainty.TWICE : Certainty.NEVER;
  }

  /**
   * A run of local times that all have the same offset and certainty.
   *
   * @param from the first local second
   * @param to the local second behind the last
   * @param offset seconds east of UTC; of a time that comes twice, the earlier instant's
   * @param certainty how sure the instant is
   * @param length seconds between the two readings of a time that comes twice or never; else 0
   */
  public record Run(long from, long to, int offset, Certainty certainty, int length) {}

  /** The longest run of local times around {@code localSecond}. */
  public Run run(long localSecond) {
    if (rules.isFixedOffset()) {
      int offset = rules.getOffset(Instant.EPOCH).getTotalSeconds();
      return new Run(Long.MIN_VALUE, Long.MAX_VALUE, offset, Certainty.SURE, 0);
    }
    LocalDateTime local = LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
    ZoneOffsetTransition change = rules.getTransition(local);
    if (change != null) {
      int length = (int) Math.abs(change.getDuration().toSeconds());
      return new Run(
          first(change),
          first(change) + length,
          change.getOffsetBefore().getTotalSeconds(),
          change.isOverlap() ? Certainty.TWICE : Certainty.NEVER,
          length);
    }
    int offset = rules.getOffset(local).getTotalSeconds();
    Instant instant = Instant.ofEpochSecond(localSecond - offset);
    ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
    ZoneOffsetTransition after = rules.nextTransition(instant);
    return new Run(
        before == null
            ? Long.MIN_VALUE
            : first(before) + Math.abs(before.getDuration().toSeconds()),
        after == null ? Long.MAX_VALUE : first(after),
        offset,
        Certainty.SURE,
        0);
  }

  /** The first local second that comes twice or never. */
  private static long first(ZoneOffsetTransition change) {
    LocalDateTime local =
        change.isOverlap() ? change.getDateTimeAfter() : change.getDateTimeBefore();
    return local.toEpochSecond(ZoneOffset.UTC);
  }
}
