package dwell.format.postgresql;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.sql.Connections;
import dwell.format.sql.Escapes;
import dwell.format.sql.Statement;
import dwell.record.Ascii;
import dwell.time.RowClock;
import dwell.time.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * What the server's messages mean. Keeps what is known of each backend: whoever calls {@link #put}
 * does so for every record of a file in order.
 *
 * <p>A statement is one {@code query}, told by its {@code statement:} or {@code execute} message;
 * that is written before it runs, so its outcome is unknown until an error names it or a duration
 * follows. A statement that only an error names is a {@code query} too.
 */
final class ServerMessages {
  private static final byte[] SYSTEM = Ascii.bytes("postgresql");
  private static final byte[] LOCAL = Ascii.bytes("[local]");
  private static final byte[] UNKNOWN = Ascii.bytes("[unknown]");
  private static final byte[] UNIX = Ascii.bytes("unix");
  private static final byte[] TCP = Ascii.bytes("tcp");

  private static final byte[] AUDIT = Ascii.bytes("AUDIT: ");
  private static final byte[] READY = Ascii.bytes("database system is ready to accept");
  private static final byte[] SHUT_DOWN = Ascii.bytes("database system is shut down");
  private static final byte[] DENIED = Ascii.bytes("permission denied");
  private static final byte[] NOT_ALLOWED = Ascii.bytes("not-allowed");

  private final Connections<Backend> backends = new Connections<>(Backend::new);
  private final Statement statement = new Statement();
  private final Escapes escapes = new Escapes();
  private final StatementMessage statements = new StatementMessage();
  private final LoginMessages logins = new LoginMessages();
  private final PgAudit audit = new PgAudit();
  private final @Nullable ArtifactHost host;

  /**
   * @param host whose records they are; null where each row has its host already
   */
  ServerMessages(@Nullable ArtifactHost host) {
    this.host = host;
  }

  /** Sets what every row of a record has. */
  private void envelope(
      EventBatch batch,
      LogLine line,
      Backend backend,
      @Nullable RowClock clock,
      @Nullable Stamp stamp) {
    byte[] bytes = batch.bytes();
    if (host != null) {
      host.set(batch);
    }
    if (clock != null && stamp != null) {
      clock.set(batch, stamp, stamp.zoned() ? null : YearBasis.RECORDED);
    }
    line.nanos = batch.time(batch.row());
    batch.dataset(Dataset.POSTGRESQL);
    batch.keyword(Field.DB_SYSTEM, SYSTEM, 0, SYSTEM.length);
    if (line.pid > 0) {
      batch.number(Field.PID, line.pid);
    }
    batch.keyword(Field.SESSION, bytes, line.sessionFrom, line.sessionTo);
    backend.user.put(batch, Field.USER);
    backend.database.put(batch, Field.DB_NAMESPACE);
    if (backend.local) {
      batch.keyword(Field.TRANSPORT, UNIX, 0, UNIX.length);
    } else if (!backend.host.isEmpty()) {
      batch.keyword(Field.TRANSPORT, TCP, 0, TCP.length);
      backend.host.putSource(batch);
      if (backend.port > 0) {
        batch.number(Field.SOURCE_PORT, backend.port);
      }
    }
  }

  /** What is known of the process that wrote a record, with what the record itself says. */
  private Backend backend(byte[] bytes, LogLine line) {
    long key =
        line.pid > 0
            ? line.pid | (long) line.server << 32
            : Hash.of(bytes, line.sessionFrom, line.sessionTo) | Long.MIN_VALUE;
    Backend backend = backends.open(key);
    if (Ascii.startsWith(bytes, line.messageFrom, line.messageTo, LoginMessages.RECEIVED)) {
      backend.begin();
    }
    if (line.pid == 0 && line.sessionFrom == line.sessionTo && !line.severity.further()) {
      // Records of any process: nothing of one may be taken for another.
      backend.forgetWho();
    }
    if (known(bytes, line.userFrom, line.userTo)) {
      backend.user.set(bytes, line.userFrom, line.userTo);
    }
    if (known(bytes, line.databaseFrom, line.databaseTo)) {
      backend.database.set(bytes, line.databaseFrom, line.databaseTo);
    }
    if (known(bytes, line.hostFrom, line.hostTo)) {
      host(backend, bytes, line.hostFrom, line.hostTo, line.port);
    }
    return backend;
  }

  private static boolean known(byte[] bytes, int from, int to) {
    return from < to && !Ascii.equals(bytes, from, to, UNKNOWN);
  }

  static void host(Backend backend, byte[] bytes, int from, int to, long port) {
    backend.local = Ascii.equals(bytes, from, to, LOCAL);
    if (backend.local) {
      return;
    }
    backend.host.set(bytes, from, to);
    if (port > 0 && port < 65_536) {
      backend.port = (int) port;
    }
  }

  /**
   * Sets all of the row, and adds a row where the record tells of a statement that no other did.
   *
   * @param clock null where the row has its time already
   * @param stamp the record's time; null where it has none
   */
  void put(EventBatch batch, LogLine line, @Nullable RowClock clock, @Nullable Stamp stamp) {
    byte[] bytes = batch.bytes();
    Backend backend = backend(bytes, line);
    envelope(batch, line, backend, clock, stamp);
    batch.text(Field.MESSAGE, line.messageFrom, line.messageTo, line.coding);
    if (statementOfError(batch, line, backend)) {
      batch.next(line.recordFrom, line.recordTo, line.recordLine, 1);
      envelope(batch, line, backend, clock, stamp);
      failedStatement(batch, line.queryFrom, line.queryTo, line.coding);
      backend.state.put(batch, Field.DB_STATUS);
    }
  }

  /** Sets the row; answers whether the record tells of a failed statement that no other told. */
  private boolean statementOfError(EventBatch batch, LogLine line, Backend backend) {
    byte[] bytes = batch.bytes();
    if (line.severity.further()) {
      further(batch, line, backend);
      return false;
    }
    backend.failedRow = -1;
    backend.state.clear();
    if (!success(bytes, line)) {
      backend.state.set(bytes, line.stateFrom, line.stateTo);
      backend.state.put(batch, Field.DB_STATUS);
    }
    if (line.severity.failed()) {
      return failed(batch, line, backend);
    }
    if (!statements.put(batch, line, backend, statement)
        && !audited(batch, line)
        && !login(batch, line, backend)) {
      other(batch, line);
    }
    return false;
  }

  /** SQLSTATE class 00 is success: no status worth telling. */
  private static boolean success(byte[] bytes, LogLine line) {
    return line.stateFrom == line.stateTo
        || bytes[line.stateFrom] == '0' && bytes[line.stateFrom + 1] == '0';
  }

  private boolean audited(EventBatch batch, LogLine line) {
    if (!Ascii.startsWith(batch.bytes(), line.messageFrom, line.messageTo, AUDIT)) {
      return false;
    }
    escapes.decode(batch.bytes(), line.messageFrom + AUDIT.length, line.messageTo, line.coding);
    if (!audit.put(batch, escapes.plain(), escapes.from(), escapes.to(), statement)) {
      return false;
    }
    Shapes.PGAUDIT.put(batch);
    return true;
  }

  private boolean login(EventBatch batch, LogLine line, Backend backend) {
    if (line.contested
        || !LoginMessages.concerns(batch.bytes(), line.messageFrom, line.messageTo)) {
      return false;
    }
    escapes.decode(batch.bytes(), line.messageFrom, line.messageTo, line.coding);
    return logins.put(batch, escapes.plain(), escapes.from(), escapes.to(), backend);
  }

  private void other(EventBatch batch, LogLine line) {
    byte[] bytes = batch.bytes();
    Shapes.LOG.put(batch);
    batch.action(Action.INFO);
    if (Ascii.startsWith(bytes, line.messageFrom, line.messageTo, READY)) {
      Shapes.READY.put(batch);
      batch.action(Action.SERVICE_START);
    } else if (Ascii.equals(bytes, line.messageFrom, line.messageTo, SHUT_DOWN)) {
      Shapes.SHUT_DOWN.put(batch);
      batch.action(Action.SERVICE_STOP);
    }
    statement.words(batch, line.messageFrom, line.messageTo, line.coding);
  }

  private boolean failed(EventBatch batch, LogLine line, Backend backend) {
    batch.outcome(Outcome.FAILURE);
    statement.words(batch, line.messageFrom, line.messageTo, line.coding);
    escapes.decode(batch.bytes(), line.messageFrom, line.messageTo, line.coding);
    byte[] text = escapes.plain();
    if (line.severity == Severity.FATAL
        && logins.refused(batch, text, escapes.from(), escapes.to(), backend)) {
      Shapes.LOGIN_REFUSED.put(batch);
      detail(batch, line);
      backend.failedRow = batch.rowName();
      return false;
    }
    Shapes.ERROR.put(batch);
    batch.action(Action.ERROR);
    if (Ascii.startsWith(text, escapes.from(), escapes.to(), DENIED)) {
      batch.keyword(Field.REASON, NOT_ALLOWED, 0, NOT_ALLOWED.length);
    }
    backend.failedRow = batch.rowName();
    return line.queryFrom < line.queryTo && !statementFailed(batch, line, backend);
  }

  private void failedStatement(EventBatch batch, int from, int to, TextCoding coding) {
    Shapes.FAILED_STATEMENT.put(batch);
    batch.action(Action.QUERY);
    batch.outcome(Outcome.FAILURE);
    statement.put(batch, from, to, coding);
  }

  /** Where the failed statement is the last one that was told, its row fails. */
  private static boolean statementFailed(EventBatch batch, LogLine line, Backend backend) {
    return fail(batch, backend, Hash.of(batch.bytes(), line.queryFrom, line.queryTo));
  }

  private static boolean fail(EventBatch batch, Backend backend, long hash) {
    if (backend.statementRow < 0 || backend.statementHash != hash) {
      return false;
    }
    if (batch.reopen(backend.statementRow)) {
      batch.outcome(Outcome.FAILURE);
      backend.state.put(batch, Field.DB_STATUS);
      batch.leave();
    }
    backend.statementRow = -1;
    return true;
  }

  /** A line that says more of the message before it. */
  private void further(EventBatch batch, LogLine line, Backend backend) {
    Shapes.FURTHER.put(batch);
    batch.action(Action.INFO);
    if (line.severity == Severity.STATEMENT && backend.failedRow >= 0) {
      long hash = Hash.of(batch.bytes(), line.messageFrom, line.messageTo);
      backend.failedRow = -1;
      if (!fail(batch, backend, hash)) {
        failedStatement(batch, line.messageFrom, line.messageTo, line.coding);
        backend.state.put(batch, Field.DB_STATUS);
        return;
      }
    } else if (line.severity == Severity.DETAIL && backend.failedRow >= 0) {
      String reason = logins.detail(batch.bytes(), line.messageFrom, line.messageTo);
      if (reason != null && batch.reopen(backend.failedRow)) {
        if (batch.action(batch.row()) == Action.LOGIN) {
          batch.keyword(Field.REASON, reason);
        }
        batch.leave();
      }
    }
    statement.words(batch, line.messageFrom, line.messageTo, line.coding);
  }

  /** The detail of a refused login, which the log has but the client was not told. */
  private void detail(EventBatch batch, LogLine line) {
    escapes.decode(batch.bytes(), line.detailFrom, line.detailTo, line.coding);
    @Nullable String reason = logins.detail(escapes.plain(), escapes.from(), escapes.to());
    if (reason != null) {
      batch.keyword(Field.REASON, reason);
    }
  }
}
