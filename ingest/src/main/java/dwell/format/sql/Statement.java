package dwell.format.sql;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.TextCoding;

/** Puts SQL statements into rows. Holds a buffer: used by one thread at a time. */
public final class Statement {
  private static final int LONGEST_KEYWORD = 32;

  private final Escapes escapes = new Escapes();
  private final byte[] keyword = new byte[LONGEST_KEYWORD];

  /**
   * Sets the text of a statement, its operation, and its words.
   *
   * @param from where the statement begins in the batch's bytes, without what the log adds
   */
  public void put(EventBatch batch, int from, int to, TextCoding coding) {
    batch.text(Field.DB_QUERY, from, to, coding);
    escapes.decode(batch.bytes(), from, to, coding);
    operation(batch, escapes.plain(), escapes.from(), escapes.to());
    batch.words(escapes.plain(), escapes.from(), escapes.to());
  }

  /** Makes the words of a text findable that may hold escapes. */
  public void words(EventBatch batch, int from, int to, TextCoding coding) {
    escapes.decode(batch.bytes(), from, to, coding);
    batch.words(escapes.plain(), escapes.from(), escapes.to());
  }

  /**
   * As {@link #put(EventBatch, int, int, TextCoding)}, for a text that does not stand in the
   * record.
   */
  public void put(EventBatch batch, byte[] text, int from, int to) {
    batch.text(Field.DB_QUERY, text, from, to);
    operation(batch, text, from, to);
    batch.words(text, from, to);
  }

  /**
   * Sets {@link Field#DB_OPERATION} to the statement's first keyword in upper case. Comments,
   * opening parentheses and semicolons in front are passed over; the inside of a MySQL version
   * comment ({@code /*!40100 SET …}, {@code /*M!100100 SET …}) counts, for the server runs it.
   */
  private void operation(EventBatch batch, byte[] text, int from, int to) {
    int at = start(text, from, to);
    int length = 0;
    while (at < to && length < LONGEST_KEYWORD && (letter(text[at]) || text[at] == '_')) {
      byte c = text[at++];
      keyword[length++] = c >= 'a' && c <= 'z' ? (byte) (c - 32) : c;
    }
    batch.keyword(Field.DB_OPERATION, keyword, 0, length);
  }

  /** Where the first keyword begins, or {@code to}. */
  private static int start(byte[] text, int from, int to) {
    int i = from;
    while (i < to) {
      byte c = text[i];
      byte next = i + 1 < to ? text[i + 1] : 0;
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '(' || c == ';') {
        i++;
      } else if (c == '/' && next == '*') {
        i = comment(text, i + 2, to);
      } else if (c == '#' || c == '-' && next == '-') {
        i = lineEnd(text, i, to);
      } else {
        return i;
      }
    }
    return to;
  }

  private static int comment(byte[] text, int from, int to) {
    int version = from;
    if (version < to && text[version] == 'M') {
      version++;
    }
    if (version < to && text[version] == '!') {
      version++;
      while (version < to && text[version] >= '0' && text[version] <= '9') {
        version++;
      }
      return version;
    }
    for (int i = from; i + 1 < to; i++) {
      if (text[i] == '*' && text[i + 1] == '/') {
        return i + 2;
      }
    }
    return to;
  }

  private static int lineEnd(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == '\n') {
        return i;
      }
    }
    return to;
  }

  private static boolean letter(byte c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
