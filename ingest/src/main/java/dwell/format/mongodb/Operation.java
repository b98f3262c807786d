package dwell.format.mongodb;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.record.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * An operation in the text log, to version 4.2 (OpDebug::report in src/mongo/db/curop.cpp):
 *
 * <pre>
 * command db.coll appName: "x" command: find { find: "coll", filter: {} } planSummary: … 120ms
 * query db.coll query: { a: 1 } ntoreturn:1 … nreturned:1 reslen:20 105ms         to 3.0
 * update db.coll query: { a: 1 } update: { $set: { b: 1 } } … 101ms
 * </pre>
 *
 * The client chose names and documents; the server's counts stand behind them.
 */
final class Operation {
  static final byte[] DROP = Ascii.bytes("drop");
  static final byte[] DROP_DATABASE = Ascii.bytes("dropDatabase");

  private static final byte[][] KINDS = {
    Ascii.bytes("command "),
    Ascii.bytes("query "),
    Ascii.bytes("getmore "),
    Ascii.bytes("insert "),
    Ascii.bytes("update "),
    Ascii.bytes("remove ")
  };
  private static final byte[] COMMAND = Ascii.bytes(" command: ");
  private static final byte[] QUERY = Ascii.bytes(" query: ");
  private static final byte[] UPDATE = Ascii.bytes(" update: ");
  private static final byte[] RETURNED = Ascii.bytes(" nreturned:");
  private static final byte[] EXAMINED = Ascii.bytes(" docsExamined:");
  private static final byte[] SCANNED_OBJECTS = Ascii.bytes(" nscannedObjects:");
  private static final byte[] ERROR_CODE = Ascii.bytes(" errCode:");
  private static final byte[] EXCEPTION = Ascii.bytes(" exception: ");
  private static final byte[] CODE = Ascii.bytes(" code:");
  private static final byte[] FAILED = Ascii.bytes(" ok:0 ");

  private Operation() {}

  /**
   * Sets the row where {@code b[from, to)} is an operation; false, and nothing set, where it is
   * none.
   */
  static boolean put(EventBatch batch, byte[] b, int from, int to) {
    byte[] kind = kind(b, from, to);
    long millis = millis(b, from, to);
    if (kind == null || millis < 0) {
      return false;
    }
    int namespace = from + kind.length;
    int end = Ascii.indexOf(b, namespace, to, (byte) ' ');
    if (end < 0 || Ascii.indexOf(b, namespace, end, (byte) '.') < 0) {
      return false;
    }
    Shape.OPERATION.put(batch);
    Namespace.put(batch, b, namespace, end);
    batch.keyword(Field.DB_OPERATION, kind, 0, kind.length - 1);
    duration(batch, millis);
    int behind = statement(batch, b, end, to);
    counts(batch, b, behind, to);
    return true;
  }

  /** A collection or database that is dropped, logged however short it takes. */
  static void drop(EventBatch batch, byte[] name) {
    Shape.DROP.put(batch);
    batch.keyword(Field.DB_OPERATION, name, 0, name.length);
  }

  /** Sets the duration; nothing where it is negative. */
  static void duration(EventBatch batch, long millis) {
    if (millis >= 0 && millis < Long.MAX_VALUE / 1_000_000) {
      batch.number(Field.DURATION, millis * 1_000_000);
    }
  }

  private static byte @Nullable [] kind(byte[] b, int from, int to) {
    for (byte[] kind : KINDS) {
      if (Ascii.startsWith(b, from, to, kind)) {
        return kind;
      }
    }
    return null;
  }

  /** The milliseconds that the record ends with, or a negative number. */
  private static long millis(byte[] b, int from, int to) {
    if (to - from < 4 || b[to - 1] != 's' || b[to - 2] != 'm') {
      return -1;
    }
    int digits = to - 2;
    while (digits > from && Ascii.isDigit(b[digits - 1])) {
      digits--;
    }
    return b[digits - 1] == ' ' ? Ascii.number(b, digits, to - 2) : -1;
  }

  /** Sets the statement; gives the place behind it. */
  private static int statement(EventBatch batch, byte[] b, int from, int to) {
    int command = Ascii.indexOf(b, from, to, COMMAND);
    int query = Ascii.indexOf(b, from, to, QUERY);
    boolean named = command >= 0 && (query < 0 || command < query);
    int label = named ? command : query;
    if (label < 0) {
      return from;
    }
    int begin = label + (named ? COMMAND : QUERY).length;
    int brace = Ascii.indexOf(b, begin, to, (byte) '{');
    if (brace < 0) {
      return from;
    }
    int end = object(b, brace, to);
    if (!named && end > 0 && Ascii.startsWith(b, end, to, UPDATE)) {
      end = object(b, end + UPDATE.length, to);
    }
    if (end < 0) {
      batch.flag(Flag.TRUNCATED);
    }
    batch.text(Field.DB_QUERY, brace, end < 0 ? to : end, TextCoding.RAW);
    if (named) {
      name(batch, b, begin, brace, end < 0 ? to : end);
    }
    return end < 0 ? brace : end;
  }

  /** {@code find { find: "coll", …}}: the command's name, and in most its collection. */
  private static void name(EventBatch batch, byte[] b, int from, int brace, int to) {
    int name = Ascii.skipBlanks(b, from, brace);
    int end = name;
    while (end < brace && b[end] != ' ') {
      end++;
    }
    int first = Ascii.skipBlanks(b, brace + 1, to);
    int colon = Ascii.indexOf(b, first, to, (byte) ':');
    boolean collection = !Namespace.open(batch);
    if (end == name && colon > first && !collection) {
      // To 2.4 the name stands in the document alone, and the namespace is the database's.
      name = first;
      end = colon;
    }
    batch.keyword(Field.DB_OPERATION, b, name, end);
    int value = colon < 0 ? to : Ascii.skipBlanks(b, colon + 1, to);
    if (value < to && b[value] == '"' && Namespace.open(batch)) {
      int quote = quote(b, value + 1, to);
      batch.keyword(Field.DB_COLLECTION, b, value + 1, quote);
    }
  }

  /** The place behind the object that begins at {@code from}, or -1 where it does not end. */
  private static int object(byte[] b, int from, int to) {
    int depth = 0;
    for (int i = from; i < to; i++) {
      byte c = b[i];
      if (c == '"') {
        i = quote(b, i + 1, to);
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private static int quote(byte[] b, int from, int to) {
    int i = from;
    while (i < to && b[i] != '"') {
      i += b[i] == '\\' ? 2 : 1;
    }
    return Math.min(i, to);
  }

  private static void counts(EventBatch batch, byte[] b, int from, int to) {
    number(batch, Field.DB_RETURNED_ROWS, b, from, to, RETURNED);
    if (!number(batch, Field.DB_ROWS_EXAMINED, b, from, to, EXAMINED)) {
      number(batch, Field.DB_ROWS_EXAMINED, b, from, to, SCANNED_OBJECTS);
    }
    int exception = Ascii.indexOf(b, from, to, EXCEPTION);
    int code = Ascii.lastIndexOf(b, from, to, ERROR_CODE);
    int digits = code < 0 ? -1 : code + ERROR_CODE.length;
    if (code < 0 && exception >= 0) {
      code = Ascii.lastIndexOf(b, exception, to, CODE);
      digits = code + CODE.length;
    }
    if (code >= 0) {
      batch.keyword(Field.DB_STATUS, b, digits, Ascii.skipDigits(b, digits, to));
    }
    if (code >= 0 || exception >= 0 || Ascii.indexOf(b, from, to, FAILED) >= 0) {
      batch.outcome(Outcome.FAILURE);
    }
  }

  private static boolean number(
      EventBatch batch, Field field, byte[] b, int from, int to, byte[] label) {
    int at = Ascii.lastIndexOf(b, from, to, label);
    if (at < 0) {
      return false;
    }
    int digits = at + label.length;
    long value = Ascii.number(b, digits, Ascii.skipDigits(b, digits, to));
    if (value >= 0) {
      batch.number(field, value);
    }
    return value >= 0;
  }
}
