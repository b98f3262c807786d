package dwell.format.postgresql;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.TextCoding;
import dwell.format.sql.Escapes;
import dwell.format.sql.Statement;

/**
 * The message of pgaudit behind {@code AUDIT: }, a CSV record: kind, statement id, substatement id,
 * class, command, object type, object, statement, parameters (log_audit_event in pgaudit.c).
 */
final class PgAudit {
  private static final int COMMAND = 4;
  private static final int OBJECT = 6;
  private static final int STATEMENT = 7;

  private final int[] from = new int[9];
  private final int[] to = new int[9];
  private final Escapes escapes = new Escapes();

  /** Sets the row; false, and nothing set, where the text is no such record. */
  boolean put(EventBatch batch, byte[] text, int start, int end, Statement statement) {
    if (split(text, start, end) <= STATEMENT) {
      return false;
    }
    batch.action(Action.QUERY);
    escapes.decode(text, from[STATEMENT], to[STATEMENT], TextCoding.CSV);
    statement.put(batch, escapes.plain(), escapes.from(), escapes.to());
    // The command tag is surer than the first keyword: it names what ran inside a DO or a function.
    batch.keyword(Field.DB_OPERATION, text, from[COMMAND], to[COMMAND]);
    if (from[OBJECT] < to[OBJECT]) {
      batch.keyword(Field.DB_COLLECTION, text, from[OBJECT], to[OBJECT]);
      batch.words(text, from[OBJECT], to[OBJECT]);
    }
    return true;
  }

  /** Finds the fields without their quotes; gives how many there are. */
  private int split(byte[] text, int start, int end) {
    int n = 0;
    int at = start;
    while (n < from.length && at <= end) {
      if (at < end && text[at] == '"') {
        int i = at + 1;
        while (i < end && !(text[i] == '"' && (i + 1 >= end || text[i + 1] != '"'))) {
          i += text[i] == '"' ? 2 : 1;
        }
        from[n] = at + 1;
        to[n++] = Math.min(i, end);
        at = i + 2;
      } else {
        int i = at;
        while (i < end && text[i] != ',') {
          i++;
        }
        from[n] = at;
        to[n++] = i;
        at = i + 1;
      }
    }
    return n;
  }
}
