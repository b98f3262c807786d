package dwell.correlate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a case say when they are held together. The same events give the same
 * correlation, in the same order.
 *
 * @param sessions by start, then id
 * @param logins every successful login and the failed ones of the accounts and addresses that also
 *     succeeded, by time; the rest is counted in {@code attempts} alone
 * @param attempts every attempt, by source
 * @param histories how accounts were used
 * @param orphanCommands commands that fit into no session, by host, then time or order
 * @param orphanStatements statements that belong to no session that the logs show
 * @param addresses which host of the evidence an address belongs to, as given or inferred
 * @param first the first time of any event that was read; null where there was none
 * @param last the last; null where there was none
 */
public record Correlation(
    List<Session> sessions,
    List<Observation> logins,
    Attempts attempts,
    Histories histories,
    List<OrphanCommand> orphanCommands,
    List<OrphanStatement> orphanStatements,
    Map<String, String> addresses,
    @Nullable Instant first,
    @Nullable Instant last) {
  public Correlation {
    sessions = List.copyOf(sessions);
    logins = List.copyOf(logins);
    orphanCommands = List.copyOf(orphanCommands);
    orphanStatements = List.copyOf(orphanStatements);
    addresses = Map.copyOf(addresses);
  }

  /** A command of an account whose session no record shows. */
  public record OrphanCommand(AccountKey account, Command command) {}

  /** A statement whose session no record shows; the account's name is empty where unknown. */
  public record OrphanStatement(
      AccountKey account, @Nullable String sourceIp, Statement statement) {}

  /** The session of that id, or null where there is none. */
  public @Nullable Session session(String id) {
    for (Session session : sessions) {
      if (session.id().equals(id)) {
        return session;
      }
    }
    return null;
  }

  /** The sessions that came out of that one, directly. */
  public List<Session> children(Session parent) {
    return sessions.stream()
        .filter(s -> s.parent() != null && s.parent().session().equals(parent.id()))
        .toList();
  }

  /** The sessions of one account, by start. */
  public List<Session> sessions(AccountKey account) {
    return sessions.stream().filter(s -> s.account().equals(account)).toList();
  }
}
