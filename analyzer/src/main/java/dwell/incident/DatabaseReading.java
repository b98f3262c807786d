package dwell.incident;

import dwell.correlate.AccountHistory;
import dwell.correlate.Session;
import dwell.correlate.SqlBounds;
import dwell.correlate.SqlOperation;
import dwell.correlate.Statement;
import dwell.correlate.TableUse;
import dwell.detect.Sign;
import dwell.incident.StartingPoint.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was read from a database as its account never did. */
final class DatabaseReading {
  private final Scene scene;

  DatabaseReading(Scene scene) {
    this.scene = scene;
  }

  /**
   * What only a database session shows.
   *
   * @return whether it tells of an attacker: data read from outside, as never before
   */
  boolean weigh(Session session, AccountHistory history, List<Reason> reasons) {
    if (session.kind() != Session.Kind.DATABASE) {
      return false;
    }
    String ip = session.origin().ip();
    AccountHistory before = ip == null ? history : beforeArrival(session, ip, history);
    boolean outside =
        ip != null
            && !scene.internal(ip)
            && !Networks.isPrivate(ip)
            && !before.networks().containsKey(Networks.of(ip));
    if (outside) {
      List<String> evidence = session.evidence().subList(0, 1);
      reasons.add(
          Reason.of(Sign.DATABASE_FROM_OUTSIDE, 2, "opened from outside, from " + ip, evidence));
    }
    Statement catalogue = outside ? survey(session, before) : survey(List.of(session), history);
    Statement data = null;
    for (Statement statement : WholeReads.of(session)) {
      boolean news = !before.fingerprints().containsKey(statement.analysis().fingerprint());
      data = data == null && news ? statement : data;
    }
    if (catalogue != null && data != null) {
      reasons.add(
          Reason.of(
              Sign.DATABASE_SURVEYED,
              outside ? 2 : 1,
              "it asked which tables there are and read them",
              List.of(catalogue.event(), data.event())));
    } else if (data != null && history.any()) {
      reasons.add(
          Reason.of(
              Sign.DATA_NEVER_READ,
              1,
              "it read data as the account never did before",
              List.of(data.event())));
    }
    return outside && data != null;
  }

  /**
   * What the account did before it first came from a network. Clients open several connections, and
   * who found a way in comes again at once: the first day from a network makes it no better known.
   */
  private AccountHistory beforeArrival(Session session, String ip, AccountHistory history) {
    Instant start = Times.start(session);
    Arrival arrival = Arrival.of(scene, session, ip);
    boolean today = arrival.first().isBefore(start) && arrival.today(start);
    return today ? arrival.before(scene, session) : history;
  }

  /** The first question for what tables there are, in a session or in those just before it. */
  private @Nullable Statement survey(Session session, AccountHistory before) {
    List<Session> all = new ArrayList<>();
    Instant start = Times.start(session);
    for (Session other : scene.of(session.account())) {
      String from = other.origin().ip();
      Instant at = Times.start(other);
      boolean near = Arrival.dayBefore(at, start);
      if (near && from != null && from.equals(session.origin().ip())) {
        all.add(other);
      }
    }
    all.add(session);
    return survey(all, before);
  }

  private static @Nullable Statement survey(List<Session> sessions, AccountHistory before) {
    for (Session session : sessions) {
      for (Statement statement : session.statements()) {
        if (statement.analysis().operation() == SqlOperation.CATALOGUE
            && !before.fingerprints().containsKey(statement.analysis().fingerprint())) {
          return statement;
        }
      }
    }
    return null;
  }

  /**
   * An application's account that a person's session took to read tables whole: the application
   * asks for what it shows, and people have accounts of their own.
   *
   * @return whether it did
   */
  boolean byHand(Session shell, List<Reason> reasons) {
    Set<String> tables = new TreeSet<>();
    List<String> evidence = new ArrayList<>();
    String account = null;
    for (Session client : scene.children(shell)) {
      if (client.kind() != Session.Kind.DATABASE || client.application() || !applications(client)) {
        continue;
      }
      AccountHistory history =
          scene.correlation().histories().before(client.account(), Times.start(client));
      for (Statement statement : WholeReads.of(client)) {
        // A person looks up one row and more.
        if (!asked(statement)
            && !history.fingerprints().containsKey(statement.analysis().fingerprint())) {
          account = client.user();
          evidence.add(statement.event());
          statement.analysis().tables().stream()
              .filter(table -> !table.catalogue())
              .map(TableUse::qualified)
              .forEach(tables::add);
        }
      }
    }
    if (account == null) {
      return false;
    }
    reasons.add(
        Reason.of(
            Sign.APPLICATION_ACCOUNT_BY_HAND,
            tables.size() > 1 ? 3 : 2,
            "it took the application's account "
                + account
                + " to read whole: "
                + String.join(", ", tables),
            List.copyOf(evidence)));
    return true;
  }

  /**
   * Tables read whole, as the account never did before, through a session of which no record has a
   * command or a terminal: what a forwarded port carries (ssh(1), {@code -L}) goes to the far end.
   *
   * @param novel whether the session came from where its account never came from
   * @return whether they went there
   */
  boolean through(Session shell, boolean novel, List<Reason> reasons) {
    String ip = shell.origin().ip();
    if (!novel || ip == null || shell.login().tty() != null || !shell.commands().isEmpty()) {
      return false;
    }
    List<String> evidence = new ArrayList<>();
    for (Session client : scene.children(shell)) {
      if (client.kind() == Session.Kind.DATABASE && !client.application()) {
        AccountHistory history =
            scene.correlation().histories().before(client.account(), Times.start(client));
        for (Statement statement : WholeReads.of(client)) {
          if (!history.fingerprints().containsKey(statement.analysis().fingerprint())) {
            evidence.add(statement.event());
          }
        }
      }
    }
    if (evidence.isEmpty()) {
      return false;
    }
    reasons.add(
        Reason.of(
            Sign.DATABASE_FROM_OUTSIDE,
            1,
            "tables were read whole through it, without a shell: the rows went to " + ip,
            List.copyOf(evidence)));
    return true;
  }

  /** Whether a statement asks for some rows alone; the pages of a whole table do not. */
  private static boolean asked(Statement statement) {
    SqlBounds bounds = statement.analysis().bounds();
    return bounds.conditional() && !bounds.resumes();
  }

  /** Whether an application used the account before. */
  private boolean applications(Session client) {
    return scene.of(client.account()).stream()
        .anyMatch(s -> s.application() && Times.start(s).isBefore(Times.start(client)));
  }
}
