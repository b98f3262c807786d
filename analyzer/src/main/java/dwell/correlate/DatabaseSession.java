package dwell.correlate;

import dwell.correlate.Session.EndedBy;
import dwell.correlate.Session.Kind;
import dwell.event.Dataset;
import dwell.event.Field;
import dwell.event.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One session of a database while its records are gathered. Mutable. */
final class DatabaseSession {
  private static final long SECOND = 1_000_000_000L;

  /** Other logs may tell of an ended session a little later. */
  private static final long AFTER_END = 30 * SECOND;

  /** Logs of one statement: its beginning and its end, in whole seconds. */
  private static final long SAME_STATEMENT = 10 * SECOND;

  /** How many of the last statements another log's telling is looked for in. */
  private static final int RECENT = 256;

  /** server_audit cuts statements at server_audit_query_log_limit, 1024 bytes unless set. */
  private static final int CUT = 1_000;

  private final SessionDraft draft;
  private final boolean postgresql;
  private final Set<String> loginLogs = new HashSet<>();
  private final Map<String, Long> failuresByLog = new HashMap<>();
  private long failures;
  private boolean loginKnown;
  boolean accepted;

  DatabaseSession(EventRow row, boolean postgresql, long id) {
    this.postgresql = postgresql;
    draft = new SessionDraft(Kind.DATABASE, row.host());
    draft.system = DatabaseStream.system(row, postgresql);
    if (postgresql) {
      draft.pid = id;
    }
    draft.start.add(DatabaseStream.begin(row), row.digits());
    draft.seen(row.time());
  }

  SessionDraft draft() {
    return draft;
  }

  String system() {
    return draft.system;
  }

  long last() {
    return draft.last;
  }

  /** Whether it is worth telling: somebody got in. */
  boolean worth() {
    return !draft.evidence.isEmpty() && (accepted || !draft.statements.isEmpty());
  }

  /** Whether it ended so long before the record that the record must be another's. */
  boolean over(EventRow row) {
    return draft.end.known() && row.time() > Math.max(draft.end.nanos(), draft.last) + AFTER_END;
  }

  boolean near(EventRow row, long slack) {
    return Math.abs(row.time() - draft.start.nanos()) <= slack;
  }

  boolean loggedInBy(String artifact) {
    return loginLogs.contains(artifact);
  }

  /** Whether the record names another account or another start of the process. */
  boolean stranger(EventRow row) {
    String user = row.text(Field.USER);
    if (user != null && !draft.user.isEmpty() && !user.equals(draft.user)) {
      return !accepted;
    }
    String id = row.text(Field.SESSION);
    return postgresql
        && id != null
        && id.indexOf('.') > 0
        && draft.nativeIds.stream().anyMatch(n -> n.indexOf('.') > 0 && !n.equals(id));
  }

  /** Takes what any record of the session tells of it. */
  void learn(EventRow row) {
    draft.seen(row.time());
    String id = row.text(Field.SESSION);
    if (id != null) {
      draft.nativeIds.add(id);
    }
    String user = row.text(Field.USER);
    if (user != null && draft.user.isEmpty()) {
      draft.user = user;
    }
    draft.ip = draft.ip == null ? row.text(Field.SOURCE_IP) : draft.ip;
    draft.domain = draft.domain == null ? row.text(Field.SOURCE_DOMAIN) : draft.domain;
    if (draft.port == 0) {
      draft.port = (int) Math.max(0, row.number(Field.SOURCE_PORT));
    }
    draft.namespace = draft.namespace == null ? row.text(Field.DB_NAMESPACE) : draft.namespace;
    draft.method = draft.method == null ? row.text(Field.AUTH_METHOD) : draft.method;
    String system = row.text(Field.DB_SYSTEM);
    if ("mariadb".equals(system)) {
      // MySQL's log forms are MariaDB's too; only MariaDB's own say which it is.
      draft.system = "mariadb";
    }
  }

  void login(EventRow row) {
    loginLogs.add(row.artifact());
    if (!loginKnown) {
      loginKnown = true;
      draft.start.clear();
      // The account that a statement told before may be another form of the same name.
      String user = row.text(Field.USER);
      draft.user = user == null ? draft.user : user;
    }
    accepted = true;
    draft.start.add(row);
    learn(row);
    draft.evidence.add(row.id(), rank(row));
  }

  /**
   * Counts a refusal.
   *
   * @return by how many the refusals grew
   */
  long fail(EventRow row) {
    long repeat = Math.max(1, row.number(Field.REPEAT));
    long sum = failuresByLog.merge(row.artifact(), repeat, Long::sum);
    long grown = Math.max(0, sum - failures);
    failures += grown;
    draft.failuresInConnection = failures;
    draft.end.add(row);
    return grown;
  }

  void end(EventRow row, EndedBy by) {
    learn(row);
    draft.end.add(row);
    draft.endedBy = by;
    if (worth()) {
      draft.evidence.add(row.id());
    }
  }

  void replaced(long nanos) {
    if (!draft.end.known()) {
      draft.endNotBefore = DatabaseStream.instant(draft.last);
      draft.endNotAfter = DatabaseStream.instant(nanos);
    }
  }

  void restarted(EventRow row) {
    if (!draft.end.known()) {
      draft.endNotBefore = DatabaseStream.instant(draft.last);
      draft.endNotAfter = DatabaseStream.instant(row.time());
      draft.endedBy = EndedBy.BOOT;
    }
  }

  /** The logs ended before it did. */
  void unfinished() {
    if (!draft.end.known()) {
      draft.endNotBefore = DatabaseStream.instant(draft.last);
      draft.endedBy = loginKnown ? EndedBy.STILL_OPEN : EndedBy.UNKNOWN;
    }
  }

  /** Takes a statement that a log tells, or another log's telling of one that is known. */
  void statement(EventRow row) {
    String text = row.text(Field.DB_QUERY);
    if (text == null) {
      return;
    }
    String teller = teller(row);
    StatementDraft known = known(row, text, teller);
    if (known == null) {
      known = draft(row, text);
      draft.statements.add(known);
    }
    tell(known, row, text);
    known.tellers.add(teller);
    if (draft.evidence.isEmpty()) {
      draft.evidence.add(row.id());
    }
  }

  static StatementDraft draft(EventRow row, String text) {
    String keyword = row.text(Field.DB_OPERATION);
    StatementDraft made = new StatementDraft(text, keyword == null ? "" : keyword);
    tell(made, row, text);
    return made;
  }

  private static void tell(StatementDraft s, EventRow row, String text) {
    s.start.add(DatabaseStream.begin(row), row.digits());
    s.last = Math.max(s.last, row.time());
    if (s.namespace == null) {
      s.namespace = row.text(Field.DB_NAMESPACE);
    }
    s.rows = Math.max(s.rows, row.number(Field.DB_RETURNED_ROWS));
    if (row.outcome() == Outcome.FAILURE) {
      s.outcome = Outcome.FAILURE;
      s.error = row.text(Field.DB_STATUS);
    } else if (row.outcome() == Outcome.SUCCESS && s.outcome == Outcome.UNKNOWN) {
      s.outcome = Outcome.SUCCESS;
    }
    s.count = Math.max(s.count, row.number(Field.REPEAT));
    if (text.length() > s.text.length() && rank(row) < 2) {
      s.text = text;
    }
    s.evidence.add(row.id(), rank(row));
  }

  /** A log tells a statement once; pgaudit tells in the same log what log_statement told. */
  private static String teller(EventRow row) {
    return row.artifact() + '/' + shape(row);
  }

  private static String shape(EventRow row) {
    String shape = row.text(Field.SHAPE);
    return shape == null ? "" : shape;
  }

  private static boolean pgaudit(EventRow row) {
    return row.dataset() == Dataset.POSTGRESQL && shape(row).contains("audit");
  }

  /** The nearer a log stands to the statement as it was sent, the lower. */
  private static int rank(EventRow row) {
    return switch (row.dataset()) {
      case MYSQL_GENERAL -> 0;
      case MYSQL_SLOW -> 1;
      case MYSQL_AUDIT -> 2;
      default -> pgaudit(row) ? 2 : 0;
    };
  }

  private @Nullable StatementDraft known(EventRow row, String text, String teller) {
    List<StatementDraft> all = draft.statements;
    StatementDraft best = null;
    long begin = DatabaseStream.begin(row);
    for (int i = all.size() - 1; i >= Math.max(0, all.size() - RECENT); i--) {
      StatementDraft s = all.get(i);
      boolean told = s.tellers.contains(teller);
      // A session runs one statement at a time: a late telling of the last one can only be of it.
      boolean lastOne = i == all.size() - 1 && begin >= s.start.nanos();
      boolean near = Math.abs(begin - s.start.nanos()) <= SAME_STATEMENT;
      if (!near && !lastOne) {
        if (s.start.nanos() < begin - SAME_STATEMENT) {
          break;
        }
        continue;
      }
      boolean sameRecord = pgaudit(row) && told && s.last == row.time();
      if ((!told || sameRecord) && same(s.text, text)) {
        best = s;
      }
    }
    return best;
  }

  private static boolean same(String a, String b) {
    if (a.equals(b)) {
      return true;
    }
    String x = collapsed(a);
    String y = collapsed(b);
    if (x.equals(y)) {
      return true;
    }
    int shorter = Math.min(x.length(), y.length());
    if (shorter >= CUT && x.regionMatches(0, y, 0, CUT - 24)) {
      return true;
    }
    // Passwords are masked by one log and not by another (server_audit: '*****', MySQL:
    // '<secret>').
    return masked(x) != masked(y) && SqlMask.equal(x, y);
  }

  private static boolean masked(String text) {
    return text.contains("*****") || text.contains("<secret>");
  }

  /** One space for each run of white space, none at the ends, no closing semicolon. */
  private static String collapsed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ') {
        space = !out.isEmpty();
      } else {
        if (space) {
          out.append(' ');
          space = false;
        }
        out.append(c);
      }
    }
    while (!out.isEmpty()
        && (out.charAt(out.length() - 1) == ';' || out.charAt(out.length() - 1) == ' ')) {
      out.setLength(out.length() - 1);
    }
    return out.toString();
  }
}
