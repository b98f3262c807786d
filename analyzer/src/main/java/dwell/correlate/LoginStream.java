package dwell.correlate;

import dwell.correlate.AttemptTable.What;
import dwell.correlate.Session.EndedBy;
import dwell.correlate.Session.Kind;
import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of logins in order of time, and makes connections of them: sshd's lines, PAM's,
 * those of utmp and audit, logind's, and their copies in the journal.
 *
 * <p>A connection is known by the far side's address and port; its server process by the pid.
 * sshd's monitor process and its child (sshd.c, {@code privsep_postauth}) log under pids of their
 * own, the child's lines with address and port; PAM's lines have the monitor's pid alone. A pid or
 * port that comes again after the end, or in another's place, is another connection.
 */
final class LoginStream implements EventSource.Visitor {
  /** Programs that open sessions at the machine itself. */
  private static final Set<String> LOCAL_PROGRAMS =
      Set.of("login", "gdm-password", "gdm-autologin", "gdm", "lightdm", "sddm", "kdm", "xdm");

  private final Connections open;
  private final LoginResults results;

  LoginStream(LoginResults results) {
    this.results = results;
    this.open = new Connections(results);
  }

  /** Closes what is still open at the stream's end. */
  void finish() {
    open.flush();
  }

  @Override
  public void visit(EventRow row) {
    open.now(row.time());
    results.seen(row.host(), row.time());
    Action action = row.action();
    if (action == Action.BOOT || action == Action.SHUTDOWN) {
      open.down(row, action == Action.BOOT);
      return;
    }
    switch (row.dataset()) {
      case SSH -> ssh(row);
      case PAM -> pam(row);
      case UTMP -> utmp(row);
      case AUDIT -> audit(row);
      case LOGIND -> open.logind(row);
      default -> {}
    }
  }

  private void ssh(EventRow row) {
    String ip = source(row);
    int port = (int) Math.max(0, row.number(Field.SOURCE_PORT));
    long pid = Math.max(0, row.number(Field.PID));
    if (port == 0 && pid == 0 && ip == null) {
      return;
    }
    Connection c = open.find(row, ip, port, pid);
    if (c == null) {
      if (!opens(row.action())) {
        return;
      }
      c = open.create(row, Kind.SSH, ip, port, pid);
    }
    c.seen(row.time(), row.id());
    open.learn(c, row, ip, port, pid);
    tell(c, row, Connection.OWN);
    String own = row.text(Field.DESTINATION_IP);
    if (own != null && row.action() == Action.CONNECT) {
      results.address(row.host(), own);
    }
  }

  private static boolean opens(Action action) {
    return switch (action) {
      case LOGIN, LOGIN_ATTEMPT, CONNECT, PROBE, SESSION_OPEN -> true;
      default -> false;
    };
  }

  /** What a record says of its connection. */
  private void tell(Connection c, EventRow row, int rank) {
    Action action = row.action();
    switch (action) {
      case LOGIN -> {
        if (row.outcome() == Outcome.SUCCESS) {
          accept(c, row, rank);
        } else if (row.outcome() == Outcome.FAILURE) {
          fail(c, row, rank);
        }
      }
      case LOGIN_ATTEMPT -> c.attempted = true;
      case SESSION_OPEN -> accept(c, row, Math.max(rank, Connection.PAM));
      case SESSION_CLOSE, LOGOUT -> c.end(row, rank == Connection.COPY ? 3 : 0, EndedBy.CLOSED);
      case DISCONNECT -> {
        if (c.accepted) {
          c.end(row, rank == Connection.COPY ? 3 : 1, EndedBy.DISCONNECTED);
        } else {
          c.draft.end.add(row);
        }
      }
      default -> {}
    }
  }

  private void accept(Connection c, EventRow row, int rank) {
    SessionDraft draft = c.draft;
    boolean own = row.action() == Action.LOGIN && rank == Connection.OWN;
    if (own && !c.acceptedByOwnLine) {
      // Its own line is the time of the login; what PAM or audit said before was on the way to it.
      draft.start.clear();
      c.acceptedByOwnLine = true;
    }
    if (own || !c.acceptedByOwnLine) {
      draft.start.add(row);
    }
    draft.evidence.add(row.id(), rank);
    String user = row.text(Field.USER);
    if (user != null && (own || draft.user.isEmpty())) {
      draft.user = user;
    }
    draft.method = draft.method == null ? row.text(Field.AUTH_METHOD) : draft.method;
    draft.key = draft.key == null ? row.text(Field.AUTH_KEY) : draft.key;
    c.attempted = true;
    if (!c.accepted) {
      c.accepted = true;
      results.before(c);
    }
  }

  private void fail(Connection c, EventRow row, int rank) {
    long repeat = Math.max(1, row.number(Field.REPEAT));
    String user = row.text(Field.USER);
    c.firstFailure.add(row);
    c.failureEvidence.add(row.id(), rank);
    c.failureMethod = c.failureMethod == null ? row.text(Field.AUTH_METHOD) : c.failureMethod;
    c.reason = c.reason == null ? row.text(Field.REASON) : c.reason;
    long grown = c.fail(row.artifact(), user, repeat);
    if (grown > 0) {
      results.failed(c, user, grown, row);
    }
  }

  private void pam(EventRow row) {
    String process = program(row);
    long pid = row.number(Field.PID);
    if (pid <= 0) {
      return;
    }
    boolean sshd = process.startsWith("sshd");
    if (!sshd && !LOCAL_PROGRAMS.contains(process)) {
      return;
    }
    String ip = source(row);
    Connection c = open.find(row, ip, 0, pid);
    if (c == null) {
      if (!opens(row.action())) {
        return;
      }
      c = open.create(row, sshd ? Kind.SSH : Kind.LOCAL, ip, 0, pid);
    }
    c.seen(row.time(), row.id());
    open.learn(c, row, ip, 0, pid);
    tell(c, row, Connection.PAM);
    if (c.draft.kind == Kind.LOCAL && c.draft.tty == null) {
      c.draft.tty = row.text(Field.TTY);
    }
  }

  /** wtmp has the terminal; btmp tells refusals again. */
  private void utmp(EventRow row) {
    String tty = row.text(Field.TTY);
    long pid = Math.max(0, row.number(Field.PID));
    String ip = source(row);
    boolean end = row.action() == Action.SESSION_CLOSE || row.action() == Action.LOGOUT;
    Connection c = pid > 0 ? open.find(row, end ? null : ip, 0, pid) : null;
    if (c == null && end) {
      c = open.onTerminal(row.host(), tty);
    } else if (c == null && pid == 0) {
      // wtmpdb keeps no process ids.
      c = open.opened(row, ip);
    }
    if (c == null) {
      if (end || !opens(row.action()) || row.text(Field.USER) == null) {
        return;
      }
      c = open.create(row, ip == null ? Kind.LOCAL : Kind.SSH, ip, 0, pid);
    }
    c.seen(row.time(), row.id());
    if (row.outcome() != Outcome.FAILURE && !end && tty != null && !tty.startsWith("ssh")) {
      c.draft.tty = tty;
      open.terminal(c, tty);
      c.utmp = true;
    }
    tell(c, row, Connection.COPY);
  }

  private void audit(EventRow row) {
    long pid = row.number(Field.PID);
    if (pid <= 0 || row.action() == Action.COMMAND) {
      return;
    }
    String session = row.text(Field.SESSION);
    String program = program(row);
    boolean sshd = program.startsWith("sshd");
    if (!sshd && !LOCAL_PROGRAMS.contains(program)) {
      return;
    }
    String ip = source(row);
    Connection c = open.find(row, ip, 0, pid);
    if (c == null) {
      if (row.action() != Action.LOGIN && row.action() != Action.SESSION_OPEN && session == null) {
        return;
      }
      c = open.create(row, sshd ? Kind.SSH : Kind.LOCAL, ip, 0, pid);
    }
    c.seen(row.time(), row.id());
    if (session != null && !session.equals("4294967295")) {
      c.draft.nativeIds.add("ses=" + session);
    }
    tell(c, row, Connection.COPY);
  }

  private static @Nullable String source(EventRow row) {
    String ip = row.text(Field.SOURCE_IP);
    return ip == null ? row.text(Field.SOURCE_DOMAIN) : ip;
  }

  /** The program's name without its folder. */
  static String program(EventRow row) {
    String name = row.text(Field.PROCESS);
    String path = row.text(Field.EXECUTABLE);
    String program = row.dataset() == Dataset.AUDIT && path != null ? path : name;
    program = program == null ? path : program;
    return program == null ? "" : program.substring(program.lastIndexOf('/') + 1);
  }

  /** Adds an attempt that was told at once, outside of any connection. */
  static void count(LoginResults results, Connection c, String source) {
    if (!c.attempted && c.draft.kind == Kind.SSH && c.first != EventBatch.ABSENT) {
      results
          .attempts()
          .add(source, c.host, AccountKey.OS, What.PROBE, 1, null, null, c.first, c.firstEvent);
    }
  }
}
