package dwell.incident;

import dwell.correlate.AccountHistory;
import dwell.correlate.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Since when an account comes from a network.
 *
 * @param first the first session from there; the session's own start where there was none before
 * @param days days on which it came from there before, since the epoch
 */
record Arrival(Instant first, Set<Long> days) {
  /** Who came for the first time within a day is no better known for it. */
  private static final Duration FIRST_DAY = Duration.ofDays(1);

  /**
   * Of a session's account, on whichever host, from the network of {@code ip}, until that session.
   */
  static Arrival of(Scene scene, Session session, String ip) {
    String network = Networks.of(ip);
    Instant start = Times.start(session);
    Instant first = start;
    Set<Long> days = new HashSet<>();
    List<Session> past = scene.pasts().sessions(session.account());
    for (Session other : past.isEmpty() ? scene.of(session.account()) : past) {
      Instant at = Times.start(other);
      String from = other.origin().ip();
      if (at.isBefore(start) && from != null && Networks.of(from).equals(network)) {
        first = at.isBefore(first) ? at : first;
        days.add(Math.floorDiv(at.getEpochSecond(), 86_400L));
      }
    }
    return new Arrival(first, Set.copyOf(days));
  }

  /** Whether a session that begins then belongs to the first day. */
  boolean today(Instant start) {
    return first.plus(FIRST_DAY).isAfter(start);
  }

  /** Whether a moment lies within the day before a session that begins then. */
  static boolean dayBefore(Instant at, Instant start) {
    return at.isBefore(start) && at.plus(FIRST_DAY).isAfter(start);
  }

  /** What the account did before it first came from there. */
  AccountHistory before(Scene scene, Session session) {
    return scene.pasts().before(session.account(), first);
  }
}
