package dwell.incident;

import dwell.correlate.AccountHistory;
import dwell.correlate.AccountKey;
import dwell.correlate.Session;
import dwell.detect.Act;
import dwell.detect.ActKind;
import dwell.detect.Sign;
import dwell.detect.Tactic;
import dwell.incident.StartingPoint.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Weighs every session: what led up to it, how it differs from what its account did before, and
 * what was done in it. The account's own past, the address's own past and known-good facts speak
 * against.
 */
final class Suspicion {
  /** An act, or acts of one tactic together, that honest work hardly explains. */
  private static final int GRAVE = 3;

  /** An act that administrators rarely need. */
  private static final int RARE = 2;

  /** How deep sessions are followed into those that came out of them. */
  private static final int DEPTH = 4;

  private final Scene scene;
  private final Guessing guessing;
  private final Novelty novelty;
  private final DatabaseReading reading;
  private final Alarms alarms;
  private final Newcomers newcomers = new Newcomers();
  private final Map<AccountKey, Set<ActKind>> routine = new HashMap<>();

  Suspicion(Scene scene, Changes changes) {
    this.scene = scene;
    this.guessing = new Guessing(scene);
    this.novelty = new Novelty(scene, newcomers);
    this.reading = new DatabaseReading(scene);
    this.alarms = new Alarms(scene, changes);
  }

  /**
   * Every session that some reason speaks for, by start; those that are enough begin an incident.
   */
  List<StartingPoint> weigh() {
    List<StartingPoint> out = new ArrayList<>();
    for (Session session : scene.sessions()) {
      if (session.kind() == Session.Kind.WEB || session.application()) {
        continue;
      }
      List<Deed> deeds = deeds(session);
      if (!possible(session, deeds)) {
        continue;
      }
      StartingPoint point = weigh(session, deeds);
      if (!point.enough()) {
        Set<ActKind> kinds =
            routine.computeIfAbsent(session.account(), k -> EnumSet.noneOf(ActKind.class));
        deeds.forEach(deed -> kinds.add(deed.kind()));
        newcomers.madeBy(session, deeds);
      }
      if (point.score() > 0) {
        out.add(point);
      }
    }
    return List.copyOf(out);
  }

  /** Whether a session can be telling at all; most cannot, and need no look at their past. */
  private boolean possible(Session session, List<Deed> deeds) {
    return session.login().failuresFromSource() > 0
        || session.login().failuresOnAccount() > 0
        || session.kind() == Session.Kind.DATABASE
        || scene.suspect(session) != null
        || alarms.names(session.origin().ip())
        || emptied(session, 0) != null
        || deeds.stream().anyMatch(deed -> Gravity.of(deed, scene) > 0);
  }

  /** What was done in a session and in those that came out of it. */
  private List<Deed> deeds(Session session) {
    List<Deed> out = new ArrayList<>();
    collect(session, 0, out);
    return out;
  }

  private void collect(Session session, int depth, List<Deed> out) {
    out.addAll(scene.deeds(session));
    if (depth < DEPTH) {
      for (Session child : scene.children(session)) {
        if (!child.application()) {
          collect(child, depth + 1, out);
        }
      }
    }
  }

  private StartingPoint weigh(Session session, List<Deed> deeds) {
    List<Reason> reasons = new ArrayList<>();
    List<String> against = new ArrayList<>();
    AccountHistory history = scene.pasts().before(session.account(), Times.start(session));
    int guess = guessing.weigh(session, history, reasons, against);
    boolean novel = novelty.weigh(session, history, guess > 1, reasons, against);
    boolean telling = acts(session, deeds, novel || guess > 0, reasons) || guess >= Guessing.STRONG;
    telling |= reading.weigh(session, history, reasons);
    telling |= reading.byHand(session, reasons);
    telling |= reading.through(session, novel, reasons);
    telling |= emptied(session, deeds, reasons);
    telling |= alarms.weigh(session, novel, reasons);
    var suspect = scene.suspect(session);
    if (suspect != null) {
      telling = true;
      reasons.add(
          Reason.of(
              Sign.NAMED_SUSPECT,
              StartingPoint.THRESHOLD,
              "named as suspect: " + suspect.value(),
              List.of(suspect.citation())));
    }
    int score = reasons.stream().mapToInt(Reason::weight).sum();
    var good = scene.knownGood(session);
    if (good != null && suspect == null) {
      against.add("known as good: " + good.value() + " (" + good.citation() + ")");
      score = 0;
    }
    return new StartingPoint(
        session, score, telling, guess > 0, novel, List.copyOf(reasons), List.copyOf(against));
  }

  /**
   * What was done in it: the gravest act of each tactic, one more where a tactic shows several.
   *
   * @param strange whether its account never came from there, or its password was guessed at
   * @return whether it tells of an attacker: an act that honest work hardly explains, or two
   *     tactics of which administration, which makes accounts and jobs, is none; of who is where
   *     they always are, one of them by an act that administrators rarely need
   */
  private boolean acts(Session session, List<Deed> all, boolean strange, List<Reason> reasons) {
    Map<Tactic, List<Deed>> byTactic = new EnumMap<>(Tactic.class);
    Set<ActKind> known = routine.getOrDefault(session.account(), Set.of());
    for (Deed deed : all) {
      if (Gravity.of(deed, scene) > 0 && !known.contains(deed.kind())) {
        byTactic.computeIfAbsent(deed.kind().tactic(), k -> new ArrayList<>()).add(deed);
      }
    }
    boolean grave = false;
    boolean rare = strange;
    for (List<Deed> deeds : byTactic.values()) {
      Deed gravest = deeds.getFirst();
      Set<ActKind> kinds = EnumSet.noneOf(ActKind.class);
      for (Deed deed : deeds) {
        kinds.add(deed.kind());
        gravest = Gravity.of(deed, scene) > Gravity.of(gravest, scene) ? deed : gravest;
      }
      int weight = Gravity.of(gravest, scene) + (kinds.size() > 1 ? 1 : 0);
      grave |= Gravity.of(gravest, scene) >= GRAVE;
      rare |= Gravity.of(gravest, scene) >= RARE;
      reasons.add(Reason.of(gravest.act(), weight, Words.act(gravest), gravest.evidence()));
    }
    long tactics = byTactic.keySet().stream().filter(t -> t != Tactic.PERSISTENCE).count();
    return grave || (tactics > 1 && rare);
  }

  /**
   * Whether a log of logins was emptied in it or in what came out of it; a command that says so
   * counts once.
   */
  private boolean emptied(Session session, List<Deed> deeds, List<Reason> reasons) {
    EmptiedLogs.Emptied log = emptied(session, 0);
    if (log == null || deeds.stream().anyMatch(d -> d.kind() == ActKind.LOG_CLEARED)) {
      return false;
    }
    Act act = new Act(ActKind.LOG_CLEARED, log.path(), null, null);
    String text = log.path() + " " + log.why();
    reasons.add(Reason.of(act, GRAVE, text, log.evidence()));
    return true;
  }

  private EmptiedLogs.@Nullable Emptied emptied(Session session, int depth) {
    EmptiedLogs.Emptied log = scene.emptied().in(session);
    if (log == null && depth < DEPTH) {
      for (Session child : scene.children(session)) {
        log = log == null ? emptied(child, depth + 1) : log;
      }
    }
    return log;
  }
}
