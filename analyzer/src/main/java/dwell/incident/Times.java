package dwell.incident;

import dwell.correlate.Command;
import dwell.correlate.Moment;
import dwell.correlate.Session;
import dwell.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Between the moments of correlation and the stamps of an incident. */
final class Times {
  /** By time, what has none last. */
  static final Comparator<@Nullable Stamp> ORDER = Comparator.nullsLast(Comparator.naturalOrder());

  private Times() {}

  static @Nullable Stamp stamp(Moment moment) {
    return moment.instant() == null ? null : new Stamp(moment.instant(), moment.digits());
  }

  static @Nullable Stamp stamp(Event event) {
    Instant instant = event.time().instant();
    return instant == null ? null : new Stamp(instant, event.time().digits());
  }

  /** The bound in whole seconds: it stands for a time that no record tells. */
  static @Nullable Stamp bound(@Nullable Instant instant) {
    return instant == null ? null : new Stamp(Instant.ofEpochSecond(instant.getEpochSecond()), 0);
  }

  static Instant start(Session session) {
    Instant start = session.start().earliest();
    return start == null ? Instant.EPOCH : start;
  }

  /** When a session was over at the latest; null where no record bounds it. */
  static @Nullable Instant end(Session session) {
    return session.end().latest();
  }

  /** The instant of a command, or the earliest it can have been; null where nothing is known. */
  static @Nullable Instant earliest(Command command) {
    return command.time().earliest();
  }

  static @Nullable Stamp min(@Nullable Stamp a, @Nullable Stamp b) {
    return ORDER.compare(a, b) <= 0 ? a : b;
  }

  static @Nullable Stamp max(@Nullable Stamp a, @Nullable Stamp b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** Seconds from one stamp to another. */
  static double seconds(Stamp from, Stamp to) {
    return Duration.between(from.instant(), to.instant()).toMillis() / 1000.0;
  }
}
