package dwell.format.mysql;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.format.sql.Statement;
import dwell.format.sql.Text;
import dwell.record.Ascii;

/**
 * A record of server_audit behind its stamp: {@code
 * SERVERHOST,USER,HOST,CONNECTION,QUERY_ID,OPERATION, DATABASE,OBJECT,ERROR}. Written to syslog,
 * the message has the same form. Reused; one a thread.
 *
 * <p>The plugin writes the account as the client sent it: one with commas can imitate the fields
 * behind it. Where a record has more than one reading, who connected from where is left out, and it
 * is flagged.
 */
public final class AuditRecord {
  private static final int LONGEST_USER = 128 * 4;

  /** Operations, each with its slug. */
  private enum Operation {
    CONNECT,
    FAILED_CONNECT,
    DISCONNECT,
    CHANGEUSER,
    PROXY_CONNECT,
    QUERY,
    READ,
    WRITE,
    CREATE,
    ALTER,
    RENAME,
    DROP;

    final byte[] text = Ascii.bytes(name());
    final byte[] shape =
        Ascii.bytes("mysql.audit/" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
  }

  private static final Operation[] OPERATIONS = Operation.values();
  private static final byte[] MARIADB = Ascii.bytes("mariadb");
  private static final byte[] RENAMED = Ascii.bytes("|");

  private final Statement statement = new Statement();

  private int hostEnd;
  private int userFrom;
  private int userTo;
  private int clientTo;
  private int connectionTo;
  private int operationFrom;
  private int operationTo;
  private Operation operation = Operation.QUERY;
  private boolean ambiguous;

  /**
   * Reads the fields up to the operation.
   *
   * @param from where the server's host begins
   * @return false where it is no such record
   */
  public boolean read(byte[] bytes, int from, int to) {
    hostEnd = Ascii.indexOf(bytes, from, to, (byte) ',');
    if (hostEnd < 0) {
      return false;
    }
    userFrom = hostEnd + 1;
    boolean found = false;
    ambiguous = false;
    int last = Math.min(to, userFrom + LONGEST_USER);
    for (int comma = userFrom; comma < last; comma++) {
      if (bytes[comma] == '\'' && found) {
        break;
      }
      if (bytes[comma] == ',' && behindUser(bytes, comma, to, !found)) {
        if (found) {
          ambiguous = true;
          break;
        }
        found = true;
      }
    }
    return found;
  }

  /** Whether host, connection, query id and a known operation follow the comma. */
  private boolean behindUser(byte[] bytes, int comma, int to, boolean keep) {
    int client = Ascii.indexOf(bytes, comma + 1, to, (byte) ',');
    if (client < 0) {
      return false;
    }
    int connection = Ascii.skipDigits(bytes, client + 1, to);
    if (connection == client + 1 || connection >= to || bytes[connection] != ',') {
      return false;
    }
    int query = Ascii.skipDigits(bytes, connection + 1, to);
    if (query == connection + 1 || query >= to || bytes[query] != ',') {
      return false;
    }
    int end = query + 1;
    while (end < to && (bytes[end] >= 'A' && bytes[end] <= 'Z' || bytes[end] == '_')) {
      end++;
    }
    if (end >= to || bytes[end] != ',') {
      return false;
    }
    for (Operation known : OPERATIONS) {
      if (Ascii.equals(bytes, query + 1, end, known.text)) {
        if (keep) {
          userTo = comma;
          clientTo = client;
          connectionTo = connection;
          operationFrom = query + 1;
          operationTo = end;
          operation = known;
        }
        return true;
      }
    }
    return false;
  }

  /**
   * Puts the record that was {@link #read} into the batch's row: all but its time.
   *
   * @param from where the server's host begins
   * @param to where the record ends, without its line's end
   */
  public void put(EventBatch batch, int from, int to) {
    byte[] bytes = batch.bytes();
    batch.dataset(Dataset.MYSQL_AUDIT);
    batch.keyword(Field.SHAPE, operation.shape, 0, operation.shape.length);
    batch.keyword(Field.DB_SYSTEM, MARIADB, 0, MARIADB.length);
    batch.keyword(Field.HOST, bytes, from, hostEnd);
    batch.text(Field.MESSAGE, operationFrom, to, TextCoding.RAW);
    if (ambiguous) {
      batch.flag(Flag.AMBIGUOUS_TEXT);
    } else {
      batch.keyword(Field.USER, bytes, userFrom, userTo);
      Text.source(batch, bytes, userTo + 1, clientTo);
      batch.keyword(Field.SESSION, bytes, clientTo + 1, connectionTo);
    }
    int database = operationTo + 1;
    int databaseTo = Ascii.indexOf(bytes, database, to, (byte) ',');
    if (databaseTo < 0) {
      batch.flag(Flag.TRUNCATED);
      databaseTo = to;
    }
    batch.keyword(Field.DB_NAMESPACE, bytes, database, databaseTo);
    act(batch, bytes, Math.min(databaseTo + 1, to), to);
  }

  private void act(EventBatch batch, byte[] bytes, int object, int to) {
    int objectTo = objectEnd(bytes, object, to);
    switch (operation) {
      case CONNECT, CHANGEUSER -> {
        batch.action(Action.LOGIN);
        outcome(batch, bytes, objectTo, to);
      }
      case FAILED_CONNECT -> {
        batch.action(Action.LOGIN);
        outcome(batch, bytes, objectTo, to);
        batch.outcome(Outcome.FAILURE);
        reason(batch, Ascii.number(bytes, Math.min(objectTo + 1, to), to));
      }
      case DISCONNECT -> batch.action(Action.DISCONNECT);
      case PROXY_CONNECT -> batch.action(Action.INFO);
      case QUERY -> {
        batch.action(Action.QUERY);
        query(batch, bytes, object, objectTo);
        outcome(batch, bytes, objectTo, to);
      }
      case READ, WRITE, CREATE, ALTER, DROP, RENAME -> {
        batch.action(Action.INFO);
        batch.keyword(Field.DB_OPERATION, operation.text, 0, operation.text.length);
        int renamed = Ascii.indexOf(bytes, object, objectTo, RENAMED);
        batch.keyword(Field.DB_COLLECTION, bytes, object, renamed < 0 ? objectTo : renamed);
        batch.words(bytes, object, objectTo);
      }
    }
  }

  private void query(EventBatch batch, byte[] bytes, int object, int objectTo) {
    boolean quoted = objectTo - object >= 2 && bytes[object] == '\'' && bytes[objectTo - 1] == '\'';
    if (quoted) {
      statement.put(batch, object + 1, objectTo - 1, TextCoding.BACKSLASH);
    } else if (object < objectTo && bytes[object] == '\'') {
      statement.put(batch, object + 1, objectTo, TextCoding.BACKSLASH);
      batch.flag(Flag.TRUNCATED);
    } else if (object < objectTo) {
      statement.put(batch, object, objectTo, TextCoding.RAW);
    }
  }

  /** Where the object ends: behind its closing quote, or at the next comma. */
  private static int objectEnd(byte[] bytes, int object, int to) {
    if (object < to && bytes[object] == '\'') {
      for (int i = object + 1; i < to; i++) {
        if (bytes[i] == '\\') {
          i++;
        } else if (bytes[i] == '\'' && (i + 1 == to || bytes[i + 1] == ',')) {
          return i + 1;
        }
      }
      return to;
    }
    int comma = Ascii.indexOf(bytes, object, to, (byte) ',');
    return comma < 0 ? to : comma;
  }

  /** Of MariaDB's errors that refuse a login, only 1045 speaks of the password (mysqld_error.h). */
  static void reason(EventBatch batch, long error) {
    byte[] reason = error == 1045 ? BAD_PASSWORD : NOT_ALLOWED;
    if (error == 1045 || error == 1044 || error == 1130 || error == 1698) {
      batch.keyword(Field.REASON, reason, 0, reason.length);
    }
  }

  private static final byte[] BAD_PASSWORD = Ascii.bytes("bad-password");
  private static final byte[] NOT_ALLOWED = Ascii.bytes("not-allowed");

  /** The error number behind the object; newer versions write more fields behind it. */
  private static void outcome(EventBatch batch, byte[] bytes, int objectTo, int to) {
    int from = Math.min(objectTo + 1, to);
    int end = Ascii.skipDigits(bytes, from, to);
    if (end == from) {
      return;
    }
    if (end == from + 1 && bytes[from] == '0') {
      batch.outcome(Outcome.SUCCESS);
      return;
    }
    batch.outcome(Outcome.FAILURE);
    batch.keyword(Field.DB_STATUS, bytes, from, end);
  }
}
