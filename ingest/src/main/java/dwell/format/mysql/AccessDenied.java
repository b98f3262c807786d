package dwell.format.mysql;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.format.sql.Text;
import dwell.record.Ascii;

/**
 * The server's words for a refused login, in general and error log: {@code Access denied for user
 * 'x'@'h' (using password: YES)}, {@code … to database 'd'} (ER_ACCESS_DENIED_ERROR,
 * ER_DBACCESS_DENIED_ERROR in errmsg-utf8.txt). The client chose the name: it may hold quotes, so
 * it ends at the last {@code '@'}.
 */
final class AccessDenied {
  private static final byte[] TEXT = Ascii.bytes("Access denied for user ");
  private static final byte[] AT = Ascii.bytes("'@'");
  private static final byte[] USING = Ascii.bytes(" (using password: ");
  private static final byte[] TO_DATABASE = Ascii.bytes("' to database '");
  private static final byte[] NO = Ascii.bytes("NO)");

  private AccessDenied() {}

  /** Where {@code Access denied …} begins in {@code bytes[from, to)}, or -1. */
  static int find(byte[] bytes, int from, int to) {
    return Ascii.indexOf(bytes, from, to, TEXT);
  }

  /**
   * Sets account, far side, reason and outcome of the row.
   *
   * @param from where {@code Access denied for user} begins
   */
  static void put(EventBatch batch, byte[] bytes, int from, int to) {
    batch.outcome(Outcome.FAILURE);
    int name = from + TEXT.length;
    int using = Ascii.lastIndexOf(bytes, name, to, USING);
    int database = Ascii.lastIndexOf(bytes, name, to, TO_DATABASE);
    int end = using >= 0 ? using : database >= 0 ? database + 1 : to;
    if (database >= 0 && using < 0) {
      batch.keyword(Field.REASON, NOT_ALLOWED, 0, NOT_ALLOWED.length);
      int last = Ascii.indexOf(bytes, database + TO_DATABASE.length, to, (byte) '\'');
      if (last > 0) {
        batch.keyword(Field.DB_NAMESPACE, bytes, database + TO_DATABASE.length, last);
      }
    } else {
      boolean without = using >= 0 && Ascii.startsWith(bytes, using + USING.length, to, NO);
      byte[] reason = without ? NO_PASSWORD : BAD_PASSWORD;
      batch.keyword(Field.REASON, reason, 0, reason.length);
    }
    int at = Ascii.lastIndexOf(bytes, name, end, AT);
    if (at < name + 1 || bytes[name] != '\'' || bytes[end - 1] != '\'') {
      return;
    }
    batch.keyword(Field.USER, bytes, name + 1, at);
    if (Ascii.indexOf(bytes, name + 1, at, (byte) '\'') >= 0) {
      batch.flag(Flag.UNTRUSTED_TEXT);
    }
    Text.source(batch, bytes, at + AT.length, end - 1);
  }

  private static final byte[] NOT_ALLOWED = Ascii.bytes("not-allowed");
  private static final byte[] BAD_PASSWORD = Ascii.bytes("bad-password");
  private static final byte[] NO_PASSWORD = Ascii.bytes("no-password");
}
