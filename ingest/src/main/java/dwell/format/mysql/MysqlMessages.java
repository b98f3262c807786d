package dwell.format.mysql;

import dwell.event.EventBatch;
import dwell.pattern.MessageMatcher;
import dwell.record.Ascii;
import dwell.time.Stamp;

/**
 * What MySQL and MariaDB write to syslog or the journal: the error log's records, with or without
 * their own stamp, and server_audit's. The time of the row stays that of the syslog record.
 */
public final class MysqlMessages implements MessageMatcher {
  private static final byte[] MYSQLD = Ascii.bytes("mysqld");
  private static final byte[] MARIADBD = Ascii.bytes("mariadbd");
  private static final byte[] SERVER_AUDIT = Ascii.bytes("mysql-server_auditing");

  private final ErrorRecord error = new ErrorRecord();
  private final AuditRecord audit = new AuditRecord();
  private final Stamp stamp = new Stamp();

  @Override
  public boolean match(
      byte[] bytes,
      int programFrom,
      int programTo,
      int messageFrom,
      int messageTo,
      EventBatch batch) {
    if (programFrom == programTo || bytes[programFrom] != 'm') {
      return false;
    }
    if (Ascii.equals(bytes, programFrom, programTo, SERVER_AUDIT)) {
      int from = serverHost(bytes, messageFrom, messageTo);
      if (!audit.read(bytes, from, messageTo)) {
        return false;
      }
      audit.put(batch, from, messageTo);
      return true;
    }
    if (!Ascii.equals(bytes, programFrom, programTo, MYSQLD)
        && !Ascii.equals(bytes, programFrom, programTo, MARIADBD)) {
      return false;
    }
    int behind = ErrorRecord.stamp(bytes, messageFrom, messageTo, stamp);
    error.put(batch, behind < 0 ? messageFrom : behind, messageTo);
    return true;
  }

  /** {@code server_audit_syslog_info} and a space stand in front of the server's host. */
  private static int serverHost(byte[] bytes, int from, int to) {
    int comma = Ascii.indexOf(bytes, from, to, (byte) ',');
    int at = comma < 0 ? from : comma;
    while (at > from && bytes[at - 1] != ' ') {
      at--;
    }
    return at;
  }
}
