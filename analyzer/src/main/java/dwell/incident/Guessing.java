package dwell.incident;

import dwell.correlate.AccountHistory;
import dwell.correlate.NetworkAttempts;
import dwell.correlate.Session;
import dwell.correlate.SourceAttempts;
import dwell.detect.Sign;
import dwell.incident.StartingPoint.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Refused attempts that led up to a session and that people's own mistakes do not explain. */
final class Guessing {
  /** Enough by itself, but for one more sign. */
  static final int STRONG = 4;

  /**
   * More refused attempts than a person makes on one account: two connections at sshd's default
   * MaxAuthTries of six, less one.
   */
  private static final long MORE_THAN_A_PERSON = 11;

  /** Three times as many: nobody asks for help that late. */
  static final long NO_PERSON = 3 * MORE_THAN_A_PERSON;

  /** A person has an account or two on a host and mistypes a third name; more is trying names. */
  private static final int NAMES_OF_A_GUESSER = 4;

  /** Where people log in, successes outnumber failures; a guesser fails this often for each. */
  private static final long FAILURES_FOR_A_SUCCESS = 5;

  private final Scene scene;
  private final Map<String, NetworkAttempts> networks = new HashMap<>();

  Guessing(Scene scene) {
    this.scene = scene;
    for (NetworkAttempts network : scene.correlation().attempts().networks()) {
      networks.put(network.network(), network);
    }
  }

  /** The weight of the guessing before the session; 0 where there was none that counts. */
  int weigh(Session session, AccountHistory history, List<Reason> reasons, List<String> against) {
    String ip = session.origin().ip();
    // Who holds the key needed no guess: a password refused before it was some mistake.
    if (ip == null || "publickey".equals(session.login().method())) {
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
    boolean names = foreign.size() >= NAMES_OF_A_GUESSER && failures >= NAMES_OF_A_GUESSER;
    // A program with a wrong password asks again and again, and has one name.
    boolean database = session.kind() == Session.Kind.DATABASE;
    boolean many = failures >= (database ? NO_PERSON : MORE_THAN_A_PERSON);
    // The one account that was found is used again and again.
    boolean foreigner =
        names && failures(ip) >= FAILURES_FOR_A_SUCCESS * others(scene.from(ip), session);
    if (foreigner || many && failures(ip) >= FAILURES_FOR_A_SUCCESS * successes(ip)) {
      int weight = foreigner || failures >= NO_PERSON && !database ? STRONG : 2;
      String on = foreign.isEmpty() ? "" : ", on " + (foreign.size() + 1) + " account names";
      reasons.add(
          Reason.of(
              Sign.PASSWORD_GUESSED,
              weight,
              failures + " refused attempts from " + ip + " led up to it" + on,
              contacts(ip)));
      return weight;
    }
    return scene.internal(ip) ? 0 : spread(session, ip, network, reasons);
  }

  /** Guessing that was spread over the addresses of a network, or over many networks. */
  private int spread(Session session, String ip, String network, List<Reason> reasons) {
    List<String> evidence = session.evidence().subList(0, 1);
    NetworkAttempts attempts = networks.get(network);
    if (attempts != null
        && attempts.addresses() > 1
        && spread(attempts, ip, session.user())
        && attempts.first().isBefore(Times.start(session))
        && attempts.failures()
            >= FAILURES_FOR_A_SUCCESS * others(scene.fromNetwork(network), session)) {
      String text =
          attempts.failures() + " refused attempts from " + attempts.addresses() + " addresses of ";
      reasons.add(Reason.of(Sign.GUESSED_FROM_A_NETWORK, STRONG, text + network, evidence));
      return STRONG;
    }
    long onAccount = session.login().failuresOnAccount();
    if (onAccount >= NO_PERSON) {
      String text = onAccount + " refused attempts on the account, from anywhere";
      reasons.add(Reason.of(Sign.ACCOUNT_UNDER_FIRE, 1, text, evidence));
      return 1;
    }
    return 0;
  }

  /**
   * Whether the guessing from a network was spread, and could have found the password of an
   * account. What one address alone tried speaks against that address, not against its neighbours:
   * networks of providers and hotels hold scanners and guests side by side.
   */
  private boolean spread(NetworkAttempts network, String ip, String user) {
    long greatest = 0;
    boolean tried = false;
    for (String other : scene.attemptingAddresses()) {
      if (Networks.of(other).equals(network.network())) {
        long failures = failures(other);
        greatest = other.equals(ip) ? greatest : Math.max(greatest, failures);
        tried |= tried(other, user, other.equals(ip));
      }
    }
    return tried && network.failures() - greatest >= NO_PERSON;
  }

  /** Whether an address tried an account, or tried others too where it is the session's own. */
  private boolean tried(String ip, String user, boolean own) {
    for (SourceAttempts source : scene.attempts(ip)) {
      boolean cut = source.accounts() > source.topAccounts().size();
      boolean named =
          source.topAccounts().stream().anyMatch(account -> account.user().equals(user) != own);
      if (source.failures() > 0 && (cut || named)) {
        return true;
      }
    }
    return false;
  }

  /** Whether people of ours come from that address: other accounts got in from there before. */
  private boolean ours(String ip, Session session) {
    boolean before =
        scene.from(ip).stream()
            .filter(other -> other.kind() != Session.Kind.WEB)
            .filter(other -> !other.user().equals(session.user()))
            .anyMatch(other -> Times.start(other).isBefore(Times.start(session)));
    return before && failures(ip) < FAILURES_FOR_A_SUCCESS * successes(ip);
  }

  /** Sessions of other accounts among these. */
  private static long others(List<Session> sessions, Session own) {
    return sessions.stream()
        .filter(other -> other.kind() != Session.Kind.WEB && !other.user().equals(own.user()))
        .count();
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
    return List.copyOf(out);
  }
}
