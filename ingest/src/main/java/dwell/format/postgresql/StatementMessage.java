package dwell.format.postgresql;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.format.sql.Statement;
import dwell.record.Ascii;

/**
 * Messages about statements: {@code statement: …}, {@code execute NAME: …}, {@code duration: 1.234
 * ms}, {@code duration: 1.234 ms statement: …} (tcop/postgres.c, exec_simple_query and its kin).
 */
final class StatementMessage {
  private static final byte[] STATEMENT = Ascii.bytes("statement: ");
  private static final byte[] EXECUTE = Ascii.bytes("execute ");
  private static final byte[] FETCH = Ascii.bytes("execute fetch from ");
  private static final byte[] PARSE = Ascii.bytes("parse ");
  private static final byte[] BIND = Ascii.bytes("bind ");
  private static final byte[] PLAN = Ascii.bytes("plan:");
  private static final byte[] DURATION = Ascii.bytes("duration: ");
  private static final byte[] MILLISECONDS = Ascii.bytes(" ms");
  private static final byte[] COLON = Ascii.bytes(": ");

  /** Whether a message may be one of those that {@link #put} knows. */
  static boolean concerns(byte[] bytes, int from, int to) {
    return Ascii.startsWith(bytes, from, to, STATEMENT)
        || Ascii.startsWith(bytes, from, to, DURATION)
        || Ascii.startsWith(bytes, from, to, EXECUTE);
  }

  /** Sets the row where the message is about a statement; else answers false. */
  boolean put(EventBatch batch, LogLine line, Backend backend, Statement statement) {
    byte[] bytes = batch.bytes();
    int from = line.messageFrom;
    int to = line.messageTo;
    if (from >= to) {
      return false;
    }
    if (bytes[from] != 'd') {
      return statement(batch, line, backend, statement, from);
    }
    if (!Ascii.startsWith(bytes, from, to, DURATION)) {
      return false;
    }
    int number = from + DURATION.length;
    int unit = Ascii.indexOf(bytes, number, Math.min(to, number + 32), MILLISECONDS);
    long nanos = unit < 0 ? Long.MIN_VALUE : Ascii.decimal(bytes, number, unit, 6);
    if (nanos == Long.MIN_VALUE) {
      return false;
    }
    batch.number(Field.DURATION, nanos);
    int rest = Ascii.skipBlanks(bytes, unit + MILLISECONDS.length, to);
    if (rest == to) {
      finished(batch, backend, nanos);
      return true;
    }
    if (Ascii.startsWith(bytes, rest, to, PLAN)) {
      Shapes.PLAN.put(batch);
      batch.action(Action.INFO);
      statement.words(batch, rest, to, line.coding);
      return true;
    }
    if (!statement(batch, line, backend, statement, rest)) {
      return false;
    }
    batch.outcome(Outcome.SUCCESS);
    if (line.nanos != EventBatch.ABSENT) {
      batch.number(Field.START, line.nanos - nanos);
    }
    backend.statementRow = -1;
    return true;
  }

  /** A duration alone is that of the statement before it, which was told already. */
  private static void finished(EventBatch batch, Backend backend, long nanos) {
    Shapes.DURATION.put(batch);
    batch.action(Action.INFO);
    if (backend.statementRow >= 0 && batch.reopen(backend.statementRow)) {
      batch.outcome(Outcome.SUCCESS);
      batch.number(Field.DURATION, nanos);
      batch.leave();
    }
    backend.statementRow = -1;
  }

  private static boolean statement(
      EventBatch batch, LogLine line, Backend backend, Statement statement, int from) {
    byte[] bytes = batch.bytes();
    int to = line.messageTo;
    if (Ascii.startsWith(bytes, from, to, STATEMENT)) {
      query(batch, line, backend, statement, from + STATEMENT.length);
      Shapes.STATEMENT.put(batch);
      return true;
    }
    Shapes shape;
    if (Ascii.startsWith(bytes, from, to, FETCH)) {
      shape = Shapes.FETCH;
    } else if (Ascii.startsWith(bytes, from, to, EXECUTE)) {
      shape = Shapes.EXECUTE;
    } else if (Ascii.startsWith(bytes, from, to, PARSE)) {
      shape = Shapes.PARSE;
    } else if (Ascii.startsWith(bytes, from, to, BIND)) {
      shape = Shapes.BIND;
    } else {
      return false;
    }
    int colon = Ascii.indexOf(bytes, from, Math.min(to, from + 300), COLON);
    if (colon < 0) {
      return false;
    }
    if (shape == Shapes.EXECUTE) {
      query(batch, line, backend, statement, colon + COLON.length);
    } else {
      batch.action(Action.INFO);
      statement.put(batch, colon + COLON.length, to, line.coding);
    }
    shape.put(batch);
    return true;
  }

  private static void query(
      EventBatch batch, LogLine line, Backend backend, Statement statement, int from) {
    batch.action(Action.QUERY);
    statement.put(batch, from, line.messageTo, line.coding);
    backend.loginRow = -1;
    backend.statementRow = batch.rowName();
    backend.statementHash = Hash.of(batch.bytes(), from, line.messageTo);
  }
}
