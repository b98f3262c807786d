package dwell.time;

import dwell.event.EventTime.Basis;
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
      return localSecond - rules.getOffset(java.time.Instant.EPOCH).getTotalSeconds();
    }
    java.time.LocalDateTime local =
        java.time.LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
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
        rules.getTransition(java.time.LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC));
    if (change == null) {
      return Certainty.SURE;
    }
    return change.isOverlap() ? Certainty.TWICE : Certainty.NEVER;
  }
}
