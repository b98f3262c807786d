package dwell.incident;

import dwell.correlate.AccountHistory;
import dwell.correlate.AccountKey;
import dwell.correlate.NetworkAttempts;
import dwell.correlate.Session;
import dwell.correlate.SourceAttempts;
import dwell.correlate.SqlOperation;
import dwell.correlate.Statement;
import dwell.detect.ActKind;
import dwell.detect.Tactic;
import dwell.incident.StartingPoint.Reason;
import java.time.Instant;
import java.time.ZoneOffset;
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
  /**
   * More refused attempts than a person makes on one account: two connections at sshd's default
   * MaxAuthTries of six, less one.
   */
  private static final long MORE_THAN_A_PERSON = 11;

  /** A person has an account or two on a host and mistypes a third name; more is trying names. */
  private static final int NAMES_OF_A_GUESSER = 4;

  /**
   * Where people log in, successes outnumber failures; a guesser fails at least this often for
   * each.
   */
  private static final long FAILURES_FOR_A_SUCCESS = 5;

  private final Scene scene;
  private final Map<String, NetworkAttempts> networks = new HashMap<>();
  private final Map<AccountKey, Set<ActKind>> routine = new HashMap<>();

  Suspicion(Scene scene) {
    this.scene = scene;
    for (NetworkAttempts network : scene.correlation().attempts().networks()) {
      networks.put(network.network(), network);
    }
  }

  /**
   * Every session that some reason speaks for, by start; those {@link StartingPoint#enough} begin.
   */
  List<StartingPoint> weigh() {
    List<StartingPoint> out = new ArrayList<>();
    for (Session session : scene.sessions()) {
      if (session.kind() == Session.Kind.WEB || session.application()) {
        continue;
      }
      StartingPoint point = weigh(session);
      if (!point.enough()) {
        Set<ActKind> kinds =
            routine.computeIfAbsent(session.account(), k -> EnumSet.noneOf(ActKind.class));
        scene.deeds(session).forEach(deed -> kinds.add(deed.kind()));
      }
      if (point.score() > 0) {
        out.add(point);
      }
    }
    return List.copyOf(out);
  }

  private StartingPoint weigh(Session session) {
    List<Reason> reasons = new ArrayList<>();
    List<String> against = new ArrayList<>();
    AccountHistory history =
        scene.correlation().histories().before(session.account(), Times.start(session));
    int guess = guessing(session, history, reasons, against);
    boolean novel = novelty(session, history, reasons, against);
    acts(session, reasons);
    database(session, history, reasons);
    var suspect = scene.suspect(session);
    if (suspect != null) {
      reasons.add(
          new Reason(
              "named as suspect: " + suspect.value(),
              StartingPoint.THRESHOLD,
              "T1078",
              List.of(suspect.citation())));
    }
    int score = reasons.stream().mapToInt(Reason::weight).sum();
    var good = scene.knownGood(session);
    if (good != null && suspect == null) {
      against.add("known as good: " + good.value() + " (" + good.citation() + ")");
      score = 0;
    }
    return new StartingPoint(
        session, score, guess > 0, novel, List.copyOf(reasons), List.copyOf(against));
  }

  /**
   * Refused attempts that led up to the session and that the account's own use does not explain.
   */
  private int guessing(
      Session session, AccountHistory history, List<Reason> reasons, List<String> against) {
    String ip = session.origin().ip();
    if (ip == null || (scene.internal(ip) && session.login().failuresFromSource() == 0)) {
      return 0;
    }
    long failures = session.login().failuresFromSource();
    String network = Networks.of(ip);
    if (history.networks().containsKey(network)) {
      if (failures > 0) {
        against.add("the account was used from " + network + " before");
      }
      return 0;
    }
    if (ours(ip, session)) {
      against.add("others log in from " + ip + " with success");
      return 0;
    }
    Set<String> foreign = scene.tried(ip);
    scene.from(ip).forEach(other -> foreign.remove(other.user()));
    long successes = successes(ip);
    boolean many = failures >= MORE_THAN_A_PERSON;
    boolean names = foreign.size() >= NAMES_OF_A_GUESSER && failures >= NAMES_OF_A_GUESSER;
    if ((many || names) && failures(ip) >= FAILURES_FOR_A_SUCCESS * successes) {
      reasons.add(
          new Reason(
              failures
                  + " refused attempts from "
                  + ip
                  + " led up to it"
                  + (foreign.isEmpty() ? "" : ", on " + (foreign.size() + 1) + " account names"),
              4,
              foreign.size() >= NAMES_OF_A_GUESSER ? "T1110.003" : "T1110.001",
              List.copyOf(contacts(ip))));
      return 4;
    }
    return spread(session, network, reasons);
  }

  /** Guessing that was spread over the addresses of a network, or over many networks. */
  private int spread(Session session, String network, List<Reason> reasons) {
    NetworkAttempts attempts = networks.get(network);
    if (attempts != null
        && attempts.addresses() > 1
        && attempts.failures() >= MORE_THAN_A_PERSON
        && attempts.first().isBefore(Times.start(session))
        && attempts.failures() >= FAILURES_FOR_A_SUCCESS * attempts.successes()) {
      reasons.add(
          new Reason(
              attempts.failures()
                  + " refused attempts from "
                  + attempts.addresses()
                  + " addresses of "
                  + network,
              4,
              "T1110.001",
              session.evidence().subList(0, 1)));
      return 4;
    }
    boolean password =
        session.login().method() == null || !session.login().method().equals("publickey");
    if (password && session.login().failuresOnAccount() >= 2 * MORE_THAN_A_PERSON) {
      reasons.add(
          new Reason(
              session.login().failuresOnAccount()
                  + " refused attempts on the account, from anywhere",
              2,
              "T1110.001",
              session.evidence().subList(0, 1)));
      return 2;
    }
    return 0;
  }

  /** Whether people of ours come from that address: other accounts got in from there before. */
  private boolean ours(String ip, Session session) {
    long before =
        scene.from(ip).stream()
            .filter(other -> !other.user().equals(session.user()))
            .filter(other -> Times.start(other).isBefore(Times.start(session)))
            .map(Session::user)
            .distinct()
            .count();
    return before > 0 && failures(ip) < FAILURES_FOR_A_SUCCESS * successes(ip);
  }

  private long failures(String ip) {
    return scene.attempts(ip).stream().mapToLong(SourceAttempts::failures).sum();
  }

  private long successes(String ip) {
    return scene.attempts(ip).stream().mapToLong(SourceAttempts::successes).sum();
  }

  private List<String> contacts(String ip) {
    List<String> out = new ArrayList<>();
    for (SourceAttempts source : scene.attempts(ip)) {
      out.add(source.firstEvent());
      if (!source.lastEvent().equals(source.firstEvent())) {
        out.add(source.lastEvent());
      }
    }
    return out;
  }

  /**
   * How the session differs from all that its account did before.
   *
   * @return whether it came from where the account never came from
   */
  private boolean novelty(
      Session session, AccountHistory history, List<Reason> reasons, List<String> against) {
    List<String> evidence = session.evidence().subList(0, 1);
    String ip = session.origin().ip();
    if (!history.any()) {
      if (ip != null && !scene.internal(ip)) {
        reasons.add(
            new Reason("the account's first use that the records show", 1, "T1078", evidence));
      }
      return ip != null && !scene.internal(ip);
    }
    // One earlier use says little about what is usual; several days of use say more.
    int weight = history.days() > 1 ? 2 : 1;
    boolean novel = false;
    if (ip != null && !scene.internal(ip)) {
      if (!history.networks().containsKey(Networks.of(ip))) {
        novel = true;
        reasons.add(
            new Reason(
                "never used from " + Networks.of(ip) + " before", weight, "T1078", evidence));
      } else {
        against.add("used from " + Networks.of(ip) + " before");
      }
    }
    String key = session.login().key();
    if (key != null && !history.keys().isEmpty() && !history.keys().containsKey(key)) {
      reasons.add(new Reason("with a key never used before", 1, "T1098.004", evidence));
    }
    String method = session.login().method();
    if (method != null && !history.methods().isEmpty() && !history.methods().containsKey(method)) {
      reasons.add(new Reason("by " + method + ", never so before", 1, "T1078", evidence));
    }
    if (history.days() > 2 && unusualHour(session, history)) {
      reasons.add(
          new Reason("at an hour at which the account is never used", 1, "T1078", evidence));
    }
    return novel;
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

  /** What was done in it: the gravest act of each tactic, one more where a tactic shows several. */
  private void acts(Session session, List<Reason> reasons) {
    Map<Tactic, List<Deed>> byTactic = new EnumMap<>(Tactic.class);
    Set<ActKind> known = routine.getOrDefault(session.account(), Set.of());
    List<Deed> all = new ArrayList<>(scene.deeds(session));
    for (Session child : scene.children(session)) {
      if (!child.application()) {
        all.addAll(scene.deeds(child));
      }
    }
    for (Deed deed : all) {
      if (Gravity.of(deed, scene) > 0 && !known.contains(deed.kind())) {
        byTactic.computeIfAbsent(deed.kind().tactic(), k -> new ArrayList<>()).add(deed);
      }
    }
    byTactic.forEach((tactic, deeds) -> {
      Deed gravest = deeds.getFirst();
      Set<ActKind> kinds = EnumSet.noneOf(ActKind.class);
      for (Deed deed : deeds) {
        kinds.add(deed.kind());
        gravest = Gravity.of(deed, scene) > Gravity.of(gravest, scene) ? deed : gravest;
      }
      reasons.add(
          new Reason(
              Words.act(gravest),
              Gravity.of(gravest, scene) + (kinds.size() > 1 ? 1 : 0),
              gravest.kind().technique(),
              gravest.evidence()));
    });
  }

  /** What only a database session shows. */
  private void database(Session session, AccountHistory history, List<Reason> reasons) {
    if (session.kind() != Session.Kind.DATABASE) {
      return;
    }
    String ip = session.origin().ip();
    List<String> evidence = session.evidence().subList(0, 1);
    if (ip != null
        && !scene.internal(ip)
        && !Networks.isPrivate(ip)
        && !history.networks().containsKey(Networks.of(ip))) {
      reasons.add(new Reason("opened from outside, from " + ip, 2, "T1133", evidence));
    }
    Statement catalogue = null;
    Statement whole = null;
    for (Statement statement : session.statements()) {
      if (statement.analysis().operation() == SqlOperation.CATALOGUE
          && !history.fingerprints().containsKey(statement.analysis().fingerprint())) {
        catalogue = catalogue == null ? statement : catalogue;
      }
      boolean data = statement.analysis().tables().stream().anyMatch(t -> !t.catalogue());
      if ((data && statement.analysis().operation().reads() && statement.rowsAtMost() < 0)
          || statement.rows() > 1000) {
        whole = whole == null && unseen(statement, history) ? statement : whole;
      }
    }
    if (catalogue != null && whole != null) {
      reasons.add(
          new Reason(
              "it asked which tables there are and read them",
              1,
              "T1213.006",
              List.of(catalogue.event(), whole.event())));
    } else if (whole != null && history.any()) {
      reasons.add(
          new Reason(
              "it read data as the account never did before",
              1,
              "T1213.006",
              List.of(whole.event())));
    }
  }

  private static boolean unseen(Statement statement, AccountHistory history) {
    return !history.fingerprints().containsKey(statement.analysis().fingerprint());
  }

  /** The starting point of that session, or null. */
  static @Nullable StartingPoint of(List<StartingPoint> points, Session session) {
    for (StartingPoint point : points) {
      if (point.session().id().equals(session.id())) {
        return point;
      }
    }
    return null;
  }
}
