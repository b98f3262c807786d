package dwell.format.mysql;

import dwell.record.Ascii;

/**
 * A record of Percona's CSV format (plugin/audit_log/audit_log.c): quoted fields, of which the
 * status alone stands without quotes. A statement's line breaks stay as they are.
 *
 * <pre>
 * NAME,RECORD,TIMESTAMP,COMMAND_CLASS,CONNECTION_ID,STATUS,SQLTEXT,USER,HOST,OS_USER,IP,DB
 * NAME,RECORD,TIMESTAMP,CONNECTION_ID,STATUS,USER,PRIV_USER,OS_LOGIN,PROXY_USER,HOST,IP,DB
 * NAME,RECORD,TIMESTAMP,MYSQL_VERSION,STARTUP_OPTIONS,OS_VERSION
 * </pre>
 */
final class AuditCsv implements AuditReader {
  private static final int FIELDS = 12;
  private static final int START_FIELDS = 6;

  private final int[] from = new int[FIELDS];
  private final int[] to = new int[FIELDS];
  private boolean whole;

  @Override
  public boolean read(byte[] bytes, int start, int end, AuditParts parts) {
    int count = split(bytes, start, end);
    set(parts, AuditPart.NAME, 0, count);
    set(parts, AuditPart.TIMESTAMP, 2, count);
    boolean third = count > 3 && number(bytes, 3);
    boolean fourth = count > 4 && number(bytes, 4);
    if (count == START_FIELDS && !third && !fourth) {
      return whole;
    }
    if (third && fourth) {
      set(parts, AuditPart.CONNECTION_ID, 3, count);
      set(parts, AuditPart.STATUS, 4, count);
      set(parts, AuditPart.USER, 5, count);
      set(parts, AuditPart.PRIV_USER, 6, count);
      set(parts, AuditPart.HOST, 9, count);
    } else {
      set(parts, AuditPart.CONNECTION_ID, 4, count);
      set(parts, AuditPart.STATUS, 5, count);
      set(parts, AuditPart.SQLTEXT, 6, count);
      set(parts, AuditPart.USER, 7, count);
      set(parts, AuditPart.HOST, 8, count);
    }
    set(parts, AuditPart.IP, 10, count);
    set(parts, AuditPart.DB, 11, count);
    return whole && count == FIELDS;
  }

  private boolean number(byte[] bytes, int field) {
    return from[field] < to[field] && Ascii.skipDigits(bytes, from[field], to[field]) == to[field];
  }

  private void set(AuditParts parts, AuditPart part, int field, int count) {
    if (field < count) {
      parts.set(part, from[field], to[field]);
    }
  }

  /** Finds the fields; gives how many there are. */
  private int split(byte[] bytes, int start, int end) {
    int n = 0;
    int at = start;
    whole = true;
    while (n < FIELDS) {
      boolean quoted = at < end && bytes[at] == '"';
      from[n] = quoted ? at + 1 : at;
      int close = quoted ? quote(bytes, at + 1, end) : Ascii.indexOf(bytes, at, end, (byte) ',');
      whole &= !quoted || close < end;
      to[n++] = close < 0 ? end : close;
      at = close < 0 ? end : quoted ? close + 1 : close;
      if (at >= end || bytes[at] != ',') {
        break;
      }
      at++;
    }
    return n;
  }

  /** The place of the quote that closes, or the end. */
  private static int quote(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end) {
      if (bytes[i] != '"') {
        i++;
      } else if (i + 1 < end && bytes[i + 1] == '"') {
        i += 2;
      } else {
        return i;
      }
    }
    return end;
  }
}
