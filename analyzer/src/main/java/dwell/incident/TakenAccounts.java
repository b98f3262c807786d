package dwell.incident;

import dwell.correlate.AccountHistory;
import dwell.correlate.Confidence;
import dwell.correlate.Session;
import dwell.incident.Party.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accounts in the actor's hands that are used again, from where their owners never were. */
final class TakenAccounts {
  /** A network never used before (2), and one sign more: the owner on the road shows the first. */
  private static final int STRANGE = 3;

  /** Nobody logs in for less. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private final Scene scene;

  /** Ids of the sessions that something speaks against. */
  private final Set<String> suspicious;

  /** Ids of the sessions that nothing but a taken account makes telling. */
  private final Set<String> strange = new HashSet<>();

  TakenAccounts(Scene scene, Set<String> suspicious, List<StartingPoint> points) {
    this.scene = scene;
    this.suspicious = suspicious;
    for (StartingPoint point : points) {
      if (point.novel() && point.score() >= STRANGE) {
        strange.add(point.session().id());
      }
    }
  }

  /** An account once taken, in use again from where its owner never was. */
  @Nullable Involved again(Party party, Session session, List<String> own) {
    Hold hold = party.hold(session.account());
    String ip = session.origin().ip();
    Stamp first = party.firstAccess();
    if (hold == null
        || hold.how() == AccountHow.INSIDER
        || ip == null
        || scene.internal(ip)
        || first == null) {
      return null;
    }
    AccountHistory history = scene.pasts().before(session.account(), first.instant());
    boolean later = Times.start(session).isAfter(first.instant());
    if (!later && scene.knownGood(session) == null) {
      return foundBefore(party, session, hold, own);
    }
    if (!later
        || history.networks().containsKey(Networks.of(ip))
        || scene.knownGood(session) != null) {
      return null;
    }
    // An account reached from inside keeps its owner, who may travel; one guessed or made has none
    // who comes anew.
    boolean reached = hold.how() == AccountHow.REACHED;
    if (reached && ourNetwork(party, ip, first.instant())) {
      return null;
    }
    boolean owned = history.any() && hold.how() != AccountHow.CREATED;
    String key = session.login().key();
    boolean ownKey = key != null && history.keys().containsKey(key);
    boolean theirs =
        suspicious.contains(session.id())
            || Networks.of(ip).equals(network(party))
            || !reached && !ownKey && strange.contains(session.id());
    if (owned && !theirs) {
      return null;
    }
    return new Involved(
        session,
        reached ? AccountHow.STOLEN : hold.how(),
        "the account was taken before, and " + ip + " is nowhere that it was used from until then",
        Confidence.LIKELY,
        null,
        Involved.join(own, hold.evidence()));
  }

  /**
   * A login that found the password which the actor came with later: the account was under fire
   * from everywhere, and somebody who was never there was let in and went at once. Programs that
   * try passwords do that; people stay.
   */
  private @Nullable Involved foundBefore(
      Party party, Session session, Hold hold, List<String> own) {
    Instant end = session.end().latest();
    boolean guessable =
        hold.how() == null
            || hold.how() == AccountHow.GUESSED
            || hold.how() == AccountHow.STOLEN && party.keys.isEmpty();
    boolean checked =
        session.kind() == Session.Kind.SSH
            && session.login().key() == null
            && session.login().tty() == null
            && session.commands().isEmpty()
            && end != null
            && Duration.between(Times.start(session), end).compareTo(AT_ONCE) <= 0;
    long refused = session.login().failuresOnAccount();
    boolean hit = refused >= Guessing.NO_PERSON && strange.contains(session.id());
    return guessable && checked && hit
        ? new Involved(
            session,
            AccountHow.GUESSED,
            refused
                + " refused attempts on the account, from anywhere, led up to it; it ended at once,"
                + " and the actor came with the password later",
            Confidence.LIKELY,
            null,
            Involved.join(own, hold.evidence()))
        : null;
  }

  /** Whether others were let in from an address's network before the actor came. */
  private boolean ourNetwork(Party party, String ip, Instant first) {
    return scene.fromNetwork(Networks.of(ip)).stream()
        .anyMatch(
            s -> Times.start(s).isBefore(first) && !party.has(s) && !suspicious.contains(s.id()));
  }

  private static String network(Party party) {
    return party.addresses().isEmpty() ? "" : Networks.of(party.addresses().iterator().next().ip());
  }
}
