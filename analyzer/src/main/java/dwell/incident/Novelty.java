package dwell.incident;

import dwell.correlate.AccountHistory;
import dwell.correlate.Session;
import dwell.detect.Sign;
import dwell.incident.StartingPoint.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** How a session differs from all that its account did before. */
final class Novelty {
  /** A network that an account used on this many days is its owner's: a guest is noticed sooner. */
  private static final int DAYS_UNTIL_USUAL = 3;

  /** An address that did not change on so many days is a fixed one. */
  private static final int DAYS_UNTIL_FIXED = 3;

  /** With the key that the account had before, a day less: it is the holder at another place. */
  private static final int DAYS_WITH_OWN_KEY = DAYS_UNTIL_USUAL - 1;

  /** Where records begin, every use is a first use. */
  private static final Duration RECORDS_BEFORE = Duration.ofDays(2);

  private final Scene scene;
  private final Newcomers newcomers;

  Novelty(Scene scene, Newcomers newcomers) {
    this.scene = scene;
    this.newcomers = newcomers;
  }

  /**
   * Adds what is new about a session.
   *
   * @param guessed whether refused attempts led up to it
   * @return whether it came from where the account never came from
   */
  boolean weigh(
      Session session,
      AccountHistory history,
      boolean guessed,
      List<Reason> reasons,
      List<String> against) {
    List<String> evidence = session.evidence().subList(0, 1);
    String ip = session.origin().ip();
    boolean outside = ip != null && !scene.internal(ip);
    if (!history.any()) {
      boolean news = outside && (guessed || recorded(Times.start(session)));
      String maker = newcomers.madeFor(session);
      if (news && maker != null && !guessed) {
        against.add(maker + " had made the account: its first use was to be expected");
      } else if (news) {
        String text = "the account's first use that the records show";
        reasons.add(Reason.of(Sign.FIRST_USE, 1, text, evidence));
      }
      return news;
    }
    boolean novel = ip != null && outside && network(session, ip, reasons, against);
    String key = session.login().key();
    if (key != null && !history.keys().isEmpty() && !history.keys().containsKey(key)) {
      reasons.add(Reason.of(Sign.NEW_KEY, 1, "with a key never used before", evidence));
    }
    String method = session.login().method();
    if (method != null && !history.methods().isEmpty() && !history.methods().containsKey(method)) {
      reasons.add(Reason.of(Sign.NEW_METHOD, 1, "by " + method + ", never so before", evidence));
    }
    // An intruder's own sessions, minutes before, make no hour usual.
    AccountHistory until =
        novel && ip != null ? Arrival.of(scene, session, ip).before(scene, session) : history;
    if (until.days() >= DAYS_UNTIL_USUAL && unusualHour(session, until)) {
      String text = "at an hour at which the account is never used";
      reasons.add(Reason.of(Sign.UNUSUAL_HOUR, 1, text, evidence));
    }
    return novel;
  }

  /**
   * Whether an account comes from there as it did before: from that address, or from one of a
   * network in which its address changes. Who always came from one address has a line of his own; a
   * neighbour on it is somebody else.
   */
  static boolean usual(String ip, AccountHistory history) {
    if (history.addresses().containsKey(ip)) {
      return true;
    }
    String network = Networks.of(ip);
    long known =
        history.addresses().keySet().stream().filter(a -> Networks.of(a).equals(network)).count();
    return history.networks().containsKey(network)
        && (known != 1 || history.days() < DAYS_UNTIL_FIXED);
  }

  private boolean recorded(Instant use) {
    Instant first = scene.correlation().first();
    return first != null && first.plus(RECORDS_BEFORE).isBefore(use);
  }

  /**
   * A network stays new until it was used on several days: who comes a second time is no better
   * known for it.
   */
  private boolean network(Session session, String ip, List<Reason> reasons, List<String> against) {
    String network = Networks.of(ip);
    Arrival arrival = Arrival.of(scene, session, ip);
    Instant arrived = arrival.first();
    Set<Long> days = arrival.days();
    AccountHistory before = arrival.before(scene, session);
    if (!before.any() || days.size() >= DAYS_UNTIL_USUAL) {
      if (!days.isEmpty()) {
        against.add("used from " + network + " before");
      }
      // On the day of its first use an account has no place yet where it is at home.
      return !before.any() && recorded(arrived) && arrival.today(Times.start(session));
    }
    String key = session.login().key();
    boolean own = key != null && before.keys().containsKey(key);
    if (own && days.size() >= DAYS_WITH_OWN_KEY) {
      against.add("used from " + network + " before, with the same key");
      return false;
    }
    // One earlier use says little about what is usual; several days of use say more.
    int weight = before.days() > 1 ? 2 : 1;
    String text =
        days.isEmpty()
            ? "never used from " + network + " before"
            : "from " + network + ", where it was never used until " + Times.bound(arrived);
    reasons.add(Reason.of(Sign.NEW_NETWORK, weight, text, session.evidence().subList(0, 1)));
    return true;
  }

  private static boolean unusualHour(Session session, AccountHistory history) {
    Instant start = session.start().instant();
    if (start == null) {
      return false;
    }
    int hour = start.atOffset(ZoneOffset.UTC).getHour();
    for (int near = -2; near <= 2; near++) {
      if (history.hours().get(Math.floorMod(hour + near, 24)) > 0) {
        return false;
      }
    }
    return true;
  }
}
