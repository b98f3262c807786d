package dwell.format.mysql;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.TextCoding;
import dwell.format.sql.Text;
import dwell.record.Ascii;
import dwell.record.Lines;
import dwell.time.IsoStamp;
import dwell.time.MysqlStamp;
import dwell.time.Stamp;

/**
 * A record of the error log: {@code STAMP [THREAD] [LEVEL] [CODE] [SUBSYSTEM] text}. Keeps which
 * product wrote it: one a file.
 */
final class ErrorRecord {
  private static final byte[][] LEVELS = {
    Ascii.bytes("[Note] "),
    Ascii.bytes("[Warning] "),
    Ascii.bytes("[ERROR] "),
    Ascii.bytes("[Error] "),
    Ascii.bytes("[System] ")
  };
  private static final byte[][] PARTS = {
    Ascii.bytes("mysqld_safe "), Ascii.bytes("InnoDB: "), Ascii.bytes("server_audit: ")
  };

  private static final byte[] READY = Ascii.bytes(": ready for connections");
  private static final byte[] SHUTDOWN = Ascii.bytes(": Shutdown complete");
  private static final byte[] ABORTED = Ascii.bytes("Aborted connection ");
  private static final byte[] UNAUTHENTICATED = Ascii.bytes("unauthenticated");
  private static final byte[] DATABASE = Ascii.bytes(" to db: '");
  private static final byte[] USER = Ascii.bytes("' user: '");
  private static final byte[] HOST = Ascii.bytes("' host: '");
  private static final byte[] CODE = Ascii.bytes("[MY-");

  private static final byte[] DENIED_SHAPE = Ascii.bytes("mysql.error/access-denied");
  private static final byte[] READY_SHAPE = Ascii.bytes("mysql.error/ready");
  private static final byte[] SHUTDOWN_SHAPE = Ascii.bytes("mysql.error/shutdown-complete");
  private static final byte[] ABORTED_SHAPE = Ascii.bytes("mysql.error/aborted-connection");
  private static final byte[] ERROR_SHAPE = Ascii.bytes("mysql.error/error");
  private static final byte[] OTHER_SHAPE = Ascii.bytes("mysql.error/note");

  private static final byte[] UNCONNECTED = Ascii.bytes("unconnected");

  private final Product product = new Product();

  /** Whether a line begins with a stamp and what only an error log has behind it. */
  static boolean is(byte[] bytes, int from, int to) {
    if (to - from < 16 || !Ascii.isDigit(bytes[from])) {
      return false;
    }
    int behind = stamp(bytes, from, to, new Stamp());
    if (behind < 0) {
      return false;
    }
    int text = thread(bytes, behind, to);
    return level(bytes, text, to) >= 0 || part(bytes, text, to);
  }

  /** The place behind a line's stamp and the blank that follows it, or -1. */
  static int stamp(byte[] bytes, int from, int to, Stamp out) {
    if (to - from < 16 || !Ascii.isDigit(bytes[from])) {
      return -1;
    }
    int end = IsoStamp.read(bytes, from, to, out);
    if (end < 0) {
      end = MysqlStamp.read(bytes, from, to, out);
    }
    // A tab where the general log is written to the same file.
    boolean parted = end > 0 && end < to && (bytes[end] == ' ' || bytes[end] == '\t');
    return parted ? Ascii.skipBlanks(bytes, end, to) : -1;
  }

  /** The place behind a thread number, or {@code from} where none stands there. */
  private static int thread(byte[] bytes, int from, int to) {
    int digits = Ascii.skipDigits(bytes, from, to);
    return digits > from && digits < to && bytes[digits] == ' '
        ? Ascii.skipBlanks(bytes, digits, to)
        : from;
  }

  private static boolean part(byte[] bytes, int from, int to) {
    for (byte[] part : PARTS) {
      if (Ascii.startsWith(bytes, from, to, part)) {
        return true;
      }
    }
    return false;
  }

  private static int level(byte[] bytes, int from, int to) {
    for (int i = 0; i < LEVELS.length; i++) {
      if (Ascii.startsWith(bytes, from, to, LEVELS[i])) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Sets the row, all but its time.
   *
   * @param behind where the record goes on behind its stamp
   */
  void put(EventBatch batch, int behind, int to) {
    byte[] bytes = batch.bytes();
    batch.dataset(Dataset.MYSQL_ERROR);
    int text = thread(bytes, behind, to);
    int number = Ascii.skipDigits(bytes, behind, to);
    if (text > behind && !(number == behind + 1 && bytes[behind] == '0')) {
      batch.keyword(Field.SESSION, bytes, behind, number);
    }
    int level = level(bytes, text, to);
    if (level >= 0) {
      text = Ascii.skipBlanks(bytes, text + LEVELS[level].length, to);
    }
    batch.text(Field.MESSAGE, text, to, TextCoding.RAW);
    batch.words(bytes, text, to);
    int words = Ascii.startsWith(bytes, text, to, CODE) ? brackets(bytes, text, to) : text;
    act(batch, bytes, words, to, level);
    product.put(batch);
  }

  /** {@code [MY-010116] [Server] }: the place behind. */
  private static int brackets(byte[] bytes, int from, int to) {
    int at = from;
    for (int i = 0; i < 2 && at < to && bytes[at] == '['; i++) {
      int close = Ascii.indexOf(bytes, at, to, (byte) ']');
      if (close < 0) {
        return at;
      }
      at = Ascii.skipBlanks(bytes, close + 1, to);
    }
    return at;
  }

  private void act(EventBatch batch, byte[] bytes, int from, int to, int level) {
    byte[] shape = OTHER_SHAPE;
    batch.action(Action.INFO);
    if (AccessDenied.find(bytes, from, to) == from) {
      shape = DENIED_SHAPE;
      batch.action(Action.LOGIN);
      AccessDenied.put(batch, bytes, from, Lines.trim(bytes, from, Lines.end(bytes, from, to)));
    } else if (Ascii.startsWith(bytes, from, to, ABORTED)) {
      shape = ABORTED_SHAPE;
      aborted(batch, bytes, from, to);
    } else if (Ascii.indexOf(bytes, from, to, READY) >= 0) {
      shape = READY_SHAPE;
      product.banner(bytes, from, to);
      batch.action(Action.SERVICE_START);
    } else if (shutDown(bytes, from, to)) {
      shape = SHUTDOWN_SHAPE;
      batch.action(Action.SERVICE_STOP);
    } else if (level == 2 || level == 3) {
      shape = ERROR_SHAPE;
      batch.action(Action.ERROR);
    }
    batch.keyword(Field.SHAPE, shape, 0, shape.length);
  }

  /** The server's own last words, not InnoDB's {@code Shutdown completed; log sequence …}. */
  private static boolean shutDown(byte[] bytes, int from, int to) {
    int at = Ascii.indexOf(bytes, from, to, SHUTDOWN);
    int end = at + SHUTDOWN.length;
    return at >= 0 && (end == to || bytes[end] == '\n' || bytes[end] == ' ');
  }

  /**
   * {@code Aborted connection 8 to db: 'd' user: 'u' host: 'h' (…)} (ER_NEW_ABORTING_CONNECTION).
   */
  private static void aborted(EventBatch batch, byte[] bytes, int from, int to) {
    batch.action(Action.DISCONNECT);
    int id = from + ABORTED.length;
    int idEnd = Ascii.skipDigits(bytes, id, to);
    batch.keyword(Field.SESSION, bytes, id, idEnd);
    int host = Ascii.lastIndexOf(bytes, idEnd, to, HOST);
    int user = Ascii.indexOf(bytes, idEnd, to, USER);
    if (host < 0 || user < 0 || !Ascii.startsWith(bytes, idEnd, to, DATABASE)) {
      return;
    }
    int hostEnd = Ascii.indexOf(bytes, host + HOST.length, to, (byte) '\'');
    Text.source(batch, bytes, host + HOST.length, hostEnd < 0 ? to : hostEnd);
    int database = idEnd + DATABASE.length;
    boolean nobody = Ascii.equals(bytes, user + USER.length, host, UNAUTHENTICATED);
    if (nobody) {
      batch.action(Action.PROBE);
      return;
    }
    batch.keyword(Field.USER, bytes, user + USER.length, host);
    if (!Ascii.equals(bytes, database, user, UNCONNECTED)) {
      batch.keyword(Field.DB_NAMESPACE, bytes, database, user);
    }
  }
}
