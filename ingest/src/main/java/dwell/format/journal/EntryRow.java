package dwell.format.journal;

import dwell.event.EventBatch;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.FreeText;
import dwell.format.ParseContext;
import dwell.record.Ascii;
import dwell.time.EpochStamp;
import dwell.time.RowClock;
import dwell.time.Stamp;

/**
 * Makes the row of an entry from its fields, whichever form the journal was kept in. The time is
 * the sender's ({@code _SOURCE_REALTIME_TIMESTAMP}) where the journal kept it, else the journal's
 * own; both are microseconds since the epoch.
 *
 * <p>{@code _CMDLINE} is left in the record's bytes: it is how the sender itself was started, and
 * would stand where an event has the command that somebody ran.
 */
final class EntryRow {
  /** The id that stands for none: (uid_t) -1, and the same for sessions (kernel/audit.h). */
  private static final long UNSET = 4_294_967_295L;

  private static final Field[] TEXTS = {
    Field.MESSAGE,
    Field.COMMAND_LINE,
    Field.DB_QUERY,
    Field.URL,
    Field.HTTP_REFERRER,
    Field.TIME_ORIGINAL
  };

  private final Stamp stamp = new Stamp();
  private final RowClock clock;
  private final ArtifactHost host;
  private final FreeText text;

  EntryRow(ParseContext context) {
    clock = new RowClock(context.clock());
    host = new ArtifactHost(context);
    text = new FreeText(context);
  }

  /** Sets the host of a row that is no entry. */
  void host(EventBatch batch) {
    host.set(batch);
  }

  /**
   * Fills the current row.
   *
   * @param received when the journal took the entry, in microseconds since the epoch; not positive
   *     where only the fields tell
   * @return whether there was a message; without one the row has no text
   */
  boolean fill(EventBatch batch, EntryFields fields, long received) {
    host.set(batch);
    if (!time(batch, number(fields, JournalField._SOURCE_REALTIME_TIMESTAMP))
        && !time(batch, received)) {
      time(batch, number(fields, JournalField.__REALTIME_TIMESTAMP));
    }
    keyword(batch, Field.HOST, fields, JournalField._HOSTNAME);
    keyword(batch, Field.EXECUTABLE, fields, JournalField._EXE);
    JournalField program =
        fields.has(JournalField.SYSLOG_IDENTIFIER)
            ? JournalField.SYSLOG_IDENTIFIER
            : JournalField._COMM;
    keyword(batch, Field.PROCESS, fields, program);
    if (!number(batch, Field.PID, fields, JournalField.SYSLOG_PID)) {
      number(batch, Field.PID, fields, JournalField._PID);
    }
    boolean worded = message(batch, fields, program);
    account(batch, fields);
    if (fields.copied()) {
      settle(batch, fields);
    }
    return worded;
  }

  private boolean message(EventBatch batch, EntryFields fields, JournalField program) {
    if (!fields.has(JournalField.MESSAGE)) {
      return false;
    }
    boolean named = fields.has(program);
    text.message(
        fields.bytes(),
        named ? fields.from(program) : 0,
        named ? fields.to(program) : 0,
        fields.from(JournalField.MESSAGE),
        fields.to(JournalField.MESSAGE),
        batch);
    return true;
  }

  /** The sender's ids, where the message did not name who acts itself. */
  private void account(EventBatch batch, EntryFields fields) {
    int row = batch.row();
    if (batch.code(Field.USER, row) < 0 && batch.numberAt(Field.USER_ID, row) < 0) {
      id(batch, Field.USER_ID, fields, JournalField._UID);
    }
    id(batch, Field.AUDIT_USER_ID, fields, JournalField._AUDIT_LOGINUID);
    long session = number(fields, JournalField._AUDIT_SESSION);
    if (session >= 0 && session != UNSET && batch.code(Field.SESSION, row) < 0) {
      keyword(batch, Field.SESSION, fields, JournalField._AUDIT_SESSION);
    }
  }

  /**
   * Texts were set as places among the copies. The message's are places of the chunk where it
   * stands there as it is; all others become values of their own.
   */
  private static void settle(EventBatch batch, EntryFields fields) {
    int row = batch.row();
    int messageFrom = fields.from(JournalField.MESSAGE);
    int messageTo = fields.to(JournalField.MESSAGE);
    for (Field field : TEXTS) {
      int from = batch.textFrom(field, row);
      if (from < 0 || batch.textCoding(field, row) != TextCoding.RAW) {
        continue;
      }
      int to = batch.textTo(field, row);
      if (fields.messageAt() >= 0 && from >= messageFrom && to <= messageTo) {
        int shift = fields.messageAt() - messageFrom;
        batch.text(field, from + shift, to + shift, TextCoding.RAW);
      } else {
        batch.text(field, fields.bytes(), from, to);
      }
    }
  }

  private boolean time(EventBatch batch, long micros) {
    if (micros <= 0) {
      return false;
    }
    EpochStamp.micros(micros, stamp);
    return clock.set(batch, stamp, stamp.zoned() ? null : YearBasis.RECORDED);
  }

  private static void keyword(EventBatch batch, Field field, EntryFields fields, JournalField key) {
    if (fields.has(key)) {
      batch.keyword(field, fields.bytes(), fields.from(key), fields.to(key));
    }
  }

  private static boolean number(
      EventBatch batch, Field field, EntryFields fields, JournalField key) {
    long value = number(fields, key);
    if (value < 0) {
      return false;
    }
    batch.number(field, value);
    return true;
  }

  private static void id(EventBatch batch, Field field, EntryFields fields, JournalField key) {
    long value = number(fields, key);
    if (value >= 0 && value != UNSET) {
      batch.number(field, value);
    }
  }

  private static long number(EntryFields fields, JournalField key) {
    return fields.has(key)
        ? Ascii.number(fields.bytes(), fields.from(key), fields.to(key))
        : Long.MIN_VALUE;
  }
}
