package dwell.time;

import dwell.event.EventBatch;
import dwell.event.EventTime.Basis;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.time.HostClock.Certainty;
import dwell.time.HostClock.Run;
import org.jspecify.annotations.Nullable;

/**
 * Sets the times of rows from stamps, read with one host's clock, in file order.
 *
 * <p>Local times that come twice are told apart by order: once the clock falls back inside the hour
 * that comes twice, its second pass has begun. Until then the earlier instant is meant, and the row
 * says by how much that may be off. Every such row is flagged. Used by one thread; allocates only
 * where the clocks of the zone change.
 */
public final class RowClock {
  /**
   * Records of one file may be this many seconds out of order without the clock having been set
   * back.
   */
  private static final long JITTER = 60;

  /** No local second was seen yet. */
  private static final long NONE = Long.MIN_VALUE;

  private static final long MAX_SECOND = 9_223_372_035L;

  /**
   * What is known from the records before: for a format whose chunks are parsed in any order.
   *
   * @param local the last local second; {@link Long#MIN_VALUE} where there is none
   * @param second whether the hour that comes twice is in its second pass
   * @param latest the latest instant so far in nanoseconds, or {@link EventBatch#ABSENT}
   */
  public record Order(long local, boolean second, long latest) {
    /** Nothing was seen yet. */
    public static final Order START = new Order(NONE, false, EventBatch.ABSENT);
  }

  private final HostClock clock;
  private final boolean ordered;
  private Run run;
  private long lastLocal = NONE;
  private boolean second;
  private long latest = EventBatch.ABSENT;

  /** The zone's name that was met last, in which run, and what it means there. */
  private long zoneName;

  private @Nullable Run zoneRun;
  private ZoneNames.@Nullable Meaning zoneMeaning;

  private Basis basis = Basis.RECORDED;
  private boolean ambiguous;
  private boolean earlier;
  private int error;

  public RowClock(HostClock clock) {
    this(clock, true);
  }

  /**
   * A clock for a format.
   *
   * @param ordered whether records are written in the order of their stamps, so that one that is
   *     not is worth a flag; web servers stamp a request by its beginning and log it at its end
   */
  public RowClock(HostClock clock, boolean ordered) {
    this.clock = clock;
    this.ordered = ordered;
    this.run = clock.run(0);
  }

  /** What the records so far told. */
  public Order order() {
    return new Order(lastLocal, second, latest);
  }

  /** Goes on from what earlier records told. */
  public void order(Order order) {
    lastLocal = order.local;
    second = order.second;
    latest = order.latest;
  }

  /**
   * The instant of a stamp, in nanoseconds since the epoch, or {@link EventBatch#ABSENT} where it
   * lies outside of 1678 to 2261. The stamp counts as the next in the file.
   */
  public long nanos(Stamp stamp) {
    long seconds = epochSecond(stamp);
    if (seconds > MAX_SECOND || seconds < -MAX_SECOND) {
      earlier = false;
      return EventBatch.ABSENT;
    }
    long nanos = seconds * 1_000_000_000L + stamp.nanos();
    earlier = nanos < latest;
    if (!earlier) {
      latest = nanos;
    }
    return nanos;
  }

  /**
   * Sets the time of the batch's current row, with its flags and error.
   *
   * @param year where the year comes from; null where the stamp says it
   * @return false, and no time set, where the instant cannot be held
   */
  public boolean set(EventBatch batch, Stamp stamp, @Nullable YearBasis year) {
    long nanos = nanos(stamp);
    if (nanos == EventBatch.ABSENT) {
      batch.flag(Flag.INCONSISTENT);
      return false;
    }
    batch.time(nanos, stamp.digits(), basis, year);
    if (ambiguous) {
      batch.flag(Flag.AMBIGUOUS_TIME);
    }
    if (error > 0) {
      batch.number(Field.TIME_ERROR, error);
    }
    if (earlier && ordered) {
      batch.flag(Flag.OUT_OF_ORDER);
    }
    return true;
  }

  private long epochSecond(Stamp stamp) {
    long local = stamp.localSecond();
    ambiguous = false;
    error = 0;
    if (stamp.offset() != Stamp.NO_OFFSET) {
      basis = Basis.RECORDED;
      return local - stamp.offset();
    }
    if (local < run.from() || local >= run.to()) {
      enter(local);
    }
    byte[] name = stamp.zone();
    if (name != null) {
      ZoneNames.Meaning meaning = meaning(name, stamp.zoneFrom(), stamp.zoneTo());
      if (meaning != null) {
        basis = Basis.RECORDED;
        error = meaning.error();
        ambiguous = error > 0;
        return local - meaning.offset();
      }
    }
    basis = clock.basis();
    if (run.certainty() != Certainty.SURE) {
      return uncertain(local);
    }
    lastLocal = local;
    return local - run.offset();
  }

  private ZoneNames.@Nullable Meaning meaning(byte[] bytes, int from, int to) {
    long packed = 0;
    for (int i = from; i < to; i++) {
      packed = packed << 8 | bytes[i];
    }
    if (packed != zoneName || zoneRun != run) {
      zoneName = packed;
      zoneRun = run;
      zoneMeaning = ZoneNames.meaning(bytes, from, to, clock, run);
    }
    return zoneMeaning;
  }

  private void enter(long local) {
    run = clock.run(local);
    if (run.certainty() == Certainty.TWICE && (lastLocal < run.from() || lastLocal >= run.to())) {
      // A record from shortly before the one that stands in front of it.
      second = lastLocal != NONE && lastLocal >= run.to();
    }
  }

  private long uncertain(long local) {
    ambiguous = true;
    boolean twice = run.certainty() == Certainty.TWICE;
    if (twice && lastLocal >= run.from() && lastLocal < run.to() && local < lastLocal - JITTER) {
      second = true;
    }
    lastLocal = local;
    if (twice && second) {
      return local - run.offset() + run.length();
    }
    error = run.length();
    return local - run.offset();
  }
}
