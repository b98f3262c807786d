package dwell.incident;

import dwell.correlate.AccountHistory;
import dwell.correlate.Session;
import dwell.correlate.SqlOperation;
import dwell.correlate.Statement;
import dwell.correlate.TableUse;
import dwell.detect.Sign;
import dwell.incident.StartingPoint.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
    boolean outside =
        ip != null
            && !scene.internal(ip)
            && !Networks.isPrivate(ip)
            && !history.networks().containsKey(Networks.of(ip));
    if (outside) {
      List<String> evidence = session.evidence().subList(0, 1);
      reasons.add(
          Reason.of(Sign.DATABASE_FROM_OUTSIDE, 2, "opened from outside, from " + ip, evidence));
    }
    Statement catalogue = null;
    Statement data = null;
    for (Statement statement : session.statements()) {
      if (history.fingerprints().containsKey(statement.analysis().fingerprint())) {
        continue;
      }
      boolean lists = statement.analysis().operation() == SqlOperation.CATALOGUE;
      catalogue = catalogue == null && lists ? statement : catalogue;
      data = data == null && whole(statement) ? statement : data;
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
      for (Statement statement : client.statements()) {
        if (unbounded(statement)
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

  /** Whether an application used the account before. */
  private boolean applications(Session client) {
    return scene.of(client.account()).stream()
        .anyMatch(s -> s.application() && Times.start(s).isBefore(Times.start(client)));
  }

  /** Whether a statement reads a table without a condition; a person looks up one row and more. */
  private static boolean unbounded(Statement statement) {
    return whole(statement) && !statement.analysis().fingerprint().contains(" where ");
  }

  /** Whether a statement reads a table of data without a bound. */
  static boolean whole(Statement statement) {
    boolean data = statement.analysis().tables().stream().anyMatch(t -> !t.catalogue());
    return data
        && statement.analysis().operation().reads()
        && !statement.analysis().aggregateOnly()
        && statement.analysis().atMost() < 0;
  }
}
