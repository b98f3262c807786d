package dwell.format;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.TextCoding;
import dwell.format.audit.AuditMessages;
import dwell.format.mongodb.MongoMessages;
import dwell.format.mysql.MysqlMessages;
import dwell.format.postgresql.PostgresMessages;
import dwell.format.syslog.PacketMessages;
import dwell.format.web.WebMessages;
import dwell.pattern.MessageMatcher;
import dwell.pattern.TemplateMiner;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What every format does with a message in words: the catalogue is asked; a message that it does
 * not know gets its words and a mined template. Used by one thread.
 */
public final class FreeText {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long SPACES = 0x20 * ONES;
  private static final long DELETES = 0x7F * ONES;

  private static final Field[] FIELDS = Field.values();

  private final MessageMatcher matcher;
  private final MysqlMessages mysql = new MysqlMessages();
  private final MongoMessages mongodb = new MongoMessages();
  private final AuditMessages audit = new AuditMessages();
  private final PacketMessages packets = new PacketMessages();
  private final WebMessages web = new WebMessages();
  private final PostgresMessages postgresql;
  private final TemplateMiner miner = new TemplateMiner();

  public FreeText(ParseContext context) {
    matcher = context.messages().get();
    postgresql = new PostgresMessages(context.prefix().orElse(""));
  }

  /** Forgets what earlier messages told, as at the beginning of a piece of a file. */
  public void begin() {
    postgresql.begin();
  }

  /**
   * Sets the message of the batch's current row, and what it means where the catalogue knows it.
   *
   * @param programFrom where the program's name stands; empty where there is none
   * @return whether the catalogue knows it
   */
  public boolean message(
      byte[] b, int programFrom, int programTo, int from, int to, EventBatch batch) {
    batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
    flags(b, from, to, batch);
    return match(b, programFrom, programTo, from, to, batch);
  }

  /**
   * The same for a message that does not stand in the record as it is, and whose program is not
   * known.
   */
  public void copied(byte[] b, int from, int to, EventBatch batch) {
    message(b, 0, 0, from, to, batch);
    keep(b, batch);
  }

  /**
   * Asks the catalogue for a message whose program does not stand in the record.
   *
   * @param b the program's name, {@code b[0, programTo)}, and the message behind it; not the chunk
   * @return whether the catalogue knows it; where it does not, nothing but a dataset was set
   */
  public boolean copied(byte[] b, int programTo, int from, int to, EventBatch batch) {
    if (!matcher.match(b, 0, programTo, from, to, batch)) {
      return false;
    }
    batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
    keep(b, batch);
    return true;
  }

  /** Copies the texts of the current row, which stand in {@code b} and not in the chunk. */
  private static void keep(byte[] b, EventBatch batch) {
    int row = batch.row();
    for (Field field : FIELDS) {
      if (field.kind() == Field.Kind.TEXT && batch.has(field)) {
        int start = batch.textFrom(field, row);
        if (start >= 0 && batch.textCoding(field, row) == TextCoding.RAW) {
          batch.text(field, b, start, batch.textTo(field, row));
        }
      }
    }
  }

  /** Asks the catalogue; makes an unknown message findable. The message itself is set already. */
  public boolean match(
      byte[] b, int programFrom, int programTo, int from, int to, EventBatch batch) {
    if (matcher.match(b, programFrom, programTo, from, to, batch)
        || trimmed(b, programFrom, programTo, from, to, batch)
        || mysql.match(b, programFrom, programTo, from, to, batch)
        || mongodb.match(b, programFrom, programTo, from, to, batch)
        || audit.match(b, programFrom, programTo, from, to, batch)
        || packets.match(b, programFrom, programTo, from, to, batch)
        || web.match(b, programFrom, programTo, from, to, batch)
        || postgresql.match(b, programFrom, programTo, from, to, batch)) {
      return true;
    }
    unknown(b, from, to, batch);
    return false;
  }

  /** Asks the catalogue for a message without the blanks that its program put behind it. */
  private boolean trimmed(
      byte[] b, int programFrom, int programTo, int from, int to, EventBatch batch) {
    int end = to;
    while (end > from && b[end - 1] == ' ') {
      end--;
    }
    return end < to && matcher.match(b, programFrom, programTo, from, end, batch);
  }

  /** Makes a message that no parser knows findable by its words and its mined template. */
  public void unknown(byte[] b, int from, int to, EventBatch batch) {
    batch.words(b, from, to);
    miner.mine(b, from, to, batch);
  }

  /** Flags control characters other than tab and line breaks, and bytes that are not UTF-8. */
  public static void flags(byte[] b, int from, int to, EventBatch batch) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long x = (long) LONGS.get(b, i);
      // Below space, delete, or above 127: the classic SWAR tests, which may only err on the side
      // of
      // looking again.
      long deleted = x ^ DELETES;
      if (((x - SPACES | deleted - ONES | x) & HIGHS) != 0) {
        break;
      }
    }
    if (i < to) {
      careful(b, i, to, batch);
    }
  }

  private static void careful(byte[] b, int from, int to, EventBatch batch) {
    boolean control = false;
    boolean bad = false;
    for (int i = from; i < to; i++) {
      int c = b[i];
      if (c < 0) {
        int length = sequence(b, i, to);
        bad |= length == 0;
        i += Math.max(0, length - 1);
      } else {
        control |= c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7F;
      }
    }
    if (control) {
      batch.flag(Flag.CONTROL_CHARACTERS);
    }
    if (bad) {
      batch.flag(Flag.BAD_ENCODING);
    }
  }

  /**
   * The length of the UTF-8 sequence at {@code i} (RFC 3629, section 4), or 0 where there is none.
   */
  private static int sequence(byte[] b, int i, int to) {
    int lead = b[i] & 0xFF;
    int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || i + length > to) {
      return 0;
    }
    int second = b[i + 1] & 0xFF;
    int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int greatest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < least || second > greatest) {
      return 0;
    }
    for (int k = 2; k < length; k++) {
      if ((b[i + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
