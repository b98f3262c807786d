package dwell.correlate;

import dwell.correlate.AttemptTable.What;
import dwell.correlate.Session.EndedBy;
import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of databases in order of time, and makes sessions and statements of them. A
 * session is known by its thread or backend id; the general log, the slow log and server_audit of
 * MySQL tell the same thread, PostgreSQL's stderr, CSV and JSON logs the same process.
 */
final class DatabaseStream implements EventSource.Visitor {
  private static final long SECOND = 1_000_000_000L;

  /** How far logs of whole seconds may tell the same login apart. */
  private static final long SAME = 3 * SECOND;

  /**
   * MySQL's wait_timeout unless set: an idle thread is gone after it, so its number is another's.
   */
  private static final long IDLE = 28_800 * SECOND;

  /** Thread ids and pids: one per open session of one database of one host. */
  private record Key(String host, boolean postgresql, long id) {}

  private final Map<Key, DatabaseSession> open = new HashMap<>();
  private final List<SessionDraft> sessions = new ArrayList<>();
  private final List<Correlation.OrphanStatement> orphans = new ArrayList<>();
  private final LoginResults results;
  private final RefusedLogins refused = new RefusedLogins();
  private final SqlAnalyzer sql;

  DatabaseStream(LoginResults results, SqlAnalyzer sql) {
    this.results = results;
    this.sql = sql;
  }

  List<SessionDraft> sessions() {
    return sessions;
  }

  List<Correlation.OrphanStatement> orphans() {
    return orphans;
  }

  @Override
  public void visit(EventRow row) {
    results.seen(row.host(), row.time());
    boolean postgresql = postgresql(row);
    if (row.action() == Action.SERVICE_START) {
      restarted(row, postgresql);
      return;
    }
    long id = id(row);
    if (id < 0) {
      loose(row, postgresql);
      return;
    }
    Key key = new Key(row.host(), postgresql, id);
    switch (row.action()) {
      case LOGIN -> login(key, row);
      case LOGIN_ATTEMPT, CONNECT -> {
        DatabaseSession s = open.get(key);
        if (s == null || s.over(row)) {
          start(key, row);
        } else {
          s.learn(row);
        }
      }
      case DISCONNECT, LOGOUT, SESSION_CLOSE -> {
        DatabaseSession s = open.get(key);
        if (s != null) {
          s.end(row, EndedBy.DISCONNECTED);
        }
      }
      case QUERY, ERROR -> {
        if (row.text(Field.DB_QUERY) != null) {
          of(key, row).statement(row);
        }
      }
      default -> {
        DatabaseSession s = open.get(key);
        if (s != null) {
          s.learn(row);
        }
      }
    }
  }

  private static boolean postgresql(EventRow row) {
    return "postgresql".equals(row.text(Field.DB_SYSTEM)) || row.dataset() == Dataset.POSTGRESQL;
  }

  /**
   * The thread's or process's number; -1 where there is none. PostgreSQL's {@code %c} is the
   * process's start and its pid, in hexadecimal (manual 20.8.3).
   */
  private static long id(EventRow row) {
    String session = row.text(Field.SESSION);
    if (session == null) {
      return row.number(Field.PID) > 0 && postgresql(row) ? row.number(Field.PID) : -1;
    }
    int dot = session.indexOf('.');
    try {
      return dot < 0
          ? Long.parseLong(session)
          : Long.parseLong(session, dot + 1, session.length(), 16);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void login(Key key, EventRow row) {
    DatabaseSession s = open.get(key);
    if (row.outcome() == Outcome.FAILURE) {
      if (s == null || s.over(row) || s.accepted && !s.near(row, SAME)) {
        s = start(key, row);
      }
      s.learn(row);
      refuse(s.fail(row), s.system(), row);
      return;
    }
    boolean again = s != null && s.loggedInBy(row.artifact());
    if (s == null || again || s.accepted && !s.near(row, SAME) || s.over(row)) {
      s = start(key, row);
    }
    boolean first = !s.accepted;
    s.login(row);
    if (first) {
      results.before(s.draft());
    }
  }

  private void refuse(long count, String system, EventRow row) {
    String source = source(row);
    if (count > 0) {
      results.refused(row.host(), system, row.text(Field.USER), count);
    }
    if (count > 0 && source != null) {
      results
          .attempts()
          .add(
              source,
              row.host(),
              system,
              What.FAILURE,
              count,
              row.text(Field.USER),
              row.text(Field.AUTH_METHOD),
              row.time(),
              row.id());
    }
  }

  private DatabaseSession of(Key key, EventRow row) {
    DatabaseSession s = open.get(key);
    boolean gone =
        s != null
            && (s.over(row) || !s.accepted && row.time() > s.last() + IDLE || s.stranger(row));
    if (s == null || gone) {
      s = start(key, row);
    }
    s.learn(row);
    return s;
  }

  private DatabaseSession start(Key key, EventRow row) {
    DatabaseSession before = open.get(key);
    if (before != null) {
      before.replaced(row.time());
      close(before);
    }
    DatabaseSession s = new DatabaseSession(row, key.postgresql, key.id);
    open.put(key, s);
    return s;
  }

  private void restarted(EventRow row, boolean postgresql) {
    for (Key key : List.copyOf(open.keySet())) {
      if (key.postgresql != postgresql || !key.host.equals(row.host())) {
        continue;
      }
      DatabaseSession s = open.get(key);
      // Logs of one start differ by what they wrote before it in the same second.
      if (s != null && s.last() < row.time()) {
        s.restarted(row);
        open.remove(key);
        close(s);
      }
    }
  }

  private void close(DatabaseSession s) {
    SessionDraft draft = s.draft();
    if (!s.worth()) {
      return;
    }
    sessions.add(draft);
    String source = draft.ip == null ? draft.domain : draft.ip;
    if (s.accepted && source != null) {
      results
          .attempts()
          .add(
              source,
              draft.host,
              draft.system,
              What.SUCCESS,
              1,
              draft.user.isEmpty() ? null : draft.user,
              draft.method,
              draft.start.nanos(),
              draft.id());
    }
  }

  /** Closes what is still open at the stream's end. */
  void finish() {
    List<DatabaseSession> left = new ArrayList<>(open.values());
    left.removeIf(s -> !s.worth());
    left.sort(Comparator.comparing(s -> s.draft().id()));
    left.forEach(s -> {
      s.unfinished();
      close(s);
    });
    open.clear();
  }

  /** A record that names no session: the error log's refusals, statements of logs without ids. */
  private void loose(EventRow row, boolean postgresql) {
    String system = system(row, postgresql);
    if (row.action() == Action.LOGIN && row.outcome() == Outcome.FAILURE) {
      long repeat = Math.max(1, row.number(Field.REPEAT));
      refuse(refused.isNew(row) ? repeat : 0, system, row);
    } else if (row.action() == Action.QUERY) {
      String text = row.text(Field.DB_QUERY);
      if (text != null) {
        String user = row.text(Field.USER);
        StatementDraft draft = DatabaseSession.draft(row, text);
        orphans.add(
            new Correlation.OrphanStatement(
                new AccountKey(row.host(), system, user == null ? "" : user),
                row.text(Field.SOURCE_IP),
                draft.build(sql, system, row.text(Field.DB_NAMESPACE))));
      }
    }
  }

  static String system(EventRow row, boolean postgresql) {
    String system = row.text(Field.DB_SYSTEM);
    return system != null ? system : postgresql ? "postgresql" : "mysql";
  }

  static @Nullable String source(EventRow row) {
    String ip = row.text(Field.SOURCE_IP);
    return ip == null ? row.text(Field.SOURCE_DOMAIN) : ip;
  }

  /** The beginning of a statement where the log tells it, else when it was written. */
  static long begin(EventRow row) {
    long start = row.number(Field.START);
    return start == EventBatch.ABSENT ? row.time() : Math.min(start, row.time());
  }

  /** Recent refusals without a session, so that a second log does not count them again. */
  private static final class RefusedLogins {
    private record Refusal(String who, long time, String artifact) {}

    private final List<Refusal> recent = new ArrayList<>();

    boolean isNew(EventRow row) {
      recent.removeIf(r -> r.time < row.time() - SAME);
      String who = row.host() + '\0' + row.text(Field.USER) + '\0' + source(row);
      for (Refusal r : recent) {
        if (r.who.equals(who) && !r.artifact.equals(row.artifact())) {
          recent.remove(r);
          return false;
        }
      }
      recent.add(new Refusal(who, row.time(), row.artifact()));
      return true;
    }
  }

  /** The instant of a time of the stream. */
  static Instant instant(long nanos) {
    return EventTime.instant(nanos);
  }
}
