package dwell.format.mysql;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.TextCoding;
import dwell.format.sql.Escapes;
import dwell.format.sql.Statement;
import dwell.record.Ascii;
import java.util.Arrays;

/**
 * The parts of one record, as places in its bytes. The first of a name counts: nested elements and
 * whatever stands behind cannot change it. Reused; one a thread.
 */
final class AuditParts {
  private static final AuditPart[] ALL = AuditPart.values();

  private final int[] from = new int[ALL.length];
  private final int[] to = new int[ALL.length];
  private final Escapes escapes = new Escapes();
  private final Entities entities = new Entities();
  private final Statement statement = new Statement();
  private final AuditDialect dialect;
  private byte[] bytes = new byte[0];

  /** Where the plain text that was decoded last stands. */
  byte[] plain = new byte[0];

  int plainFrom;
  int plainTo;

  AuditParts(AuditDialect dialect) {
    this.dialect = dialect;
  }

  void clear(byte[] source) {
    bytes = source;
    Arrays.fill(from, -1);
  }

  /** Keeps the place of a part, unless it has one. */
  void set(AuditPart part, int begin, int end) {
    if (from[part.ordinal()] < 0) {
      from[part.ordinal()] = begin;
      to[part.ordinal()] = end;
    }
  }

  /** Whether the record has the part and it is not empty. */
  boolean has(AuditPart part) {
    return from[part.ordinal()] >= 0 && from[part.ordinal()] < to[part.ordinal()];
  }

  int from(AuditPart part) {
    return from[part.ordinal()];
  }

  int to(AuditPart part) {
    return to[part.ordinal()];
  }

  boolean is(AuditPart part, byte[] text) {
    return has(part) && Ascii.equals(bytes, from(part), to(part), text);
  }

  boolean startsWith(AuditPart part, byte[] text) {
    return has(part) && Ascii.startsWith(bytes, from(part), to(part), text);
  }

  boolean endsWith(AuditPart part, byte[] text) {
    return has(part) && Ascii.endsWith(bytes, from(part), to(part), text);
  }

  /** Whether two parts are written the same. */
  boolean same(AuditPart one, AuditPart other) {
    return has(one)
        && has(other)
        && Arrays.equals(bytes, from(one), to(one), bytes, from(other), to(other));
  }

  long number(AuditPart part) {
    return has(part) ? Ascii.number(bytes, from(part), to(part)) : Long.MIN_VALUE;
  }

  /** Makes a part plain, in {@link #plain}; false where the record has none. */
  boolean decode(AuditPart part) {
    if (!has(part)) {
      return false;
    }
    if (dialect == AuditDialect.XML) {
      entities.decode(bytes, from(part), to(part));
      plain = entities.plain();
      plainFrom = entities.from();
      plainTo = entities.to();
    } else {
      escapes.decode(bytes, from(part), to(part), dialect.coding);
      plain = escapes.plain();
      plainFrom = escapes.from();
      plainTo = escapes.to();
    }
    return true;
  }

  void keyword(EventBatch batch, Field field, AuditPart part) {
    if (decode(part)) {
      batch.keyword(field, plain, plainFrom, plainTo);
    }
  }

  /** Sets the statement, its operation and its words. */
  void statement(EventBatch batch) {
    int begin = from(AuditPart.SQLTEXT);
    int end = to(AuditPart.SQLTEXT);
    if (dialect != AuditDialect.XML) {
      statement.put(batch, begin, end, dialect.coding);
    } else if (Ascii.indexOf(bytes, begin, end, (byte) '&') < 0) {
      statement.put(batch, begin, end, TextCoding.RAW);
    } else {
      decode(AuditPart.SQLTEXT);
      statement.put(batch, plain, plainFrom, plainTo);
    }
  }
}
