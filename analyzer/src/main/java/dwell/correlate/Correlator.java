package dwell.correlate;

import dwell.correlate.EventSource.Selection;
import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a {@link Correlation} of the events of a case.
 *
 * <p>Four passes, each over the columns of the events that it needs: logins, databases, web
 * requests, commands. Kept are sessions, commands and statements; attempts are counted as they go
 * by. The same events give the same correlation.
 */
public final class Correlator {
  private static final Set<Dataset> LOGINS =
      Set.of(Dataset.SSH, Dataset.PAM, Dataset.UTMP, Dataset.AUDIT, Dataset.LOGIND, Dataset.KERNEL);

  private static final Set<Action> LOGIN_ACTIONS =
      Set.of(
          Action.LOGIN,
          Action.LOGIN_ATTEMPT,
          Action.LOGOUT,
          Action.CONNECT,
          Action.DISCONNECT,
          Action.PROBE,
          Action.SESSION_OPEN,
          Action.SESSION_CLOSE,
          Action.BOOT,
          Action.SHUTDOWN,
          Action.INFO);

  private static final Set<Dataset> DATABASES =
      Set.of(
          Dataset.MYSQL_GENERAL,
          Dataset.MYSQL_SLOW,
          Dataset.MYSQL_AUDIT,
          Dataset.MYSQL_ERROR,
          Dataset.POSTGRESQL);

  private static final Set<Action> DATABASE_ACTIONS =
      Set.of(
          Action.LOGIN,
          Action.LOGIN_ATTEMPT,
          Action.CONNECT,
          Action.DISCONNECT,
          Action.LOGOUT,
          Action.SESSION_OPEN,
          Action.SESSION_CLOSE,
          Action.QUERY,
          Action.ERROR,
          Action.SERVICE_START);

  private static final Set<Dataset> COMMANDS =
      Set.of(Dataset.SUDO, Dataset.SU, Dataset.AUDIT, Dataset.SHELL);

  private static final Set<Action> COMMAND_ACTIONS =
      Set.of(Action.COMMAND, Action.SWITCH_USER, Action.LOGIN);

  /**
   * Reads all events that tell of logins, sessions, commands, statements and web requests.
   *
   * @param events read several times
   * @param hosts what is known of the hosts beside their logs; a host may be missing
   */
  public Correlation correlate(EventSource events, List<HostFacts> hosts) {
    SqlAnalyzer sql = new SqlAnalyzer();
    LoginResults results = new LoginResults();
    LoginStream logins = new LoginStream(results);
    events.timed(Selection.of(LOGINS, LOGIN_ACTIONS), logins);
    logins.finish();
    DatabaseStream databases = new DatabaseStream(results, sql);
    events.timed(Selection.of(DATABASES, DATABASE_ACTIONS), databases);
    databases.finish();
    WebStream web = new WebStream(results);
    events.timed(Selection.of(Set.of(Dataset.WEB_ACCESS), Set.of(Action.REQUEST)), web);

    List<SessionDraft> drafts = new ArrayList<>(results.sessions());
    ShellSessions shells = new ShellSessions(drafts);
    drafts.addAll(databases.sessions());
    drafts.addAll(web.finish());
    drafts.sort(
        Comparator.comparingLong((SessionDraft s) -> s.start.nanos())
            .thenComparing(SessionDraft::id));
    Commands commands = commands(events, hosts, shells);
    HostAddresses addresses = new HostAddresses(hosts, results.addresses());
    new Parents(shells, addresses).link(drafts);
    new Kills(shells).mark(drafts);

    List<Session> sessions = drafts.stream().map(d -> d.build(sql)).toList();
    boolean any = results.last() != Long.MIN_VALUE;
    return new Correlation(
        sessions,
        results.logins(),
        results.attempts(),
        new SessionHistories(sessions),
        commands.orphans(),
        databases.orphans(),
        addresses.all(),
        any ? EventTime.instant(results.first()) : null,
        any ? EventTime.instant(results.last()) : null);
  }

  private static Commands commands(
      EventSource events, List<HostFacts> hosts, ShellSessions shells) {
    Map<String, HostFacts> byName = new HashMap<>();
    hosts.forEach(h -> byName.put(h.name(), h));
    CommandStream stream = new CommandStream(shells, byName);
    events.timed(Selection.of(COMMANDS, COMMAND_ACTIONS), stream);
    events.untimed(Selection.of(Set.of(Dataset.SHELL), Set.of(Action.COMMAND)), stream);
    Commands commands = new Commands(shells, stream);
    commands.assign();
    return commands;
  }
}
