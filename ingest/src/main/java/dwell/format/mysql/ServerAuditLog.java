package dwell.format.mysql;

import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Ascii;
import dwell.record.Lines;
import dwell.record.RecordCutter;
import dwell.time.MysqlStamp;
import dwell.time.Stamp;

/**
 * The file of MariaDB's audit plugin, {@code server_audit} (plugin/server_audit/server_audit.c):
 *
 * <pre>
 * 20260914 00:46:49,SERVERHOST,USER,HOST,CONNECTION,QUERY_ID,OPERATION,DATABASE,OBJECT,ERROR
 * </pre>
 *
 * <p>{@code OBJECT} is a statement in quotes with backslash escapes, a table, or nothing. It is
 * written when the statement has ended, in the server's local time. The plugin escapes line breaks;
 * a line that does not begin with a stamp and a comma goes on with the record before it all the
 * same, for versions before 1.2 did not.
 */
public final class ServerAuditLog implements LogFormat {
  @Override
  public String id() {
    return "mysql.audit";
  }

  @Override
  public String title() {
    return "MariaDB server_audit";
  }

  @Override
  public String recognisedBy() {
    return "lines of compact stamp, server, user, host, two numbers and an operation, by commas";
  }

  @Override
  public int recognise(Sample sample) {
    byte[] bytes = sample.bytes();
    AuditRecord record = new AuditRecord();
    Stamp stamp = new Stamp();
    int from = 0;
    for (int lines = 0; from < bytes.length && lines < 20; lines++) {
      int end = Lines.end(bytes, from, bytes.length);
      int behind = begins(bytes, from, end, stamp);
      if (behind > 0 && record.read(bytes, behind, Lines.trim(bytes, from, end))) {
        return 95;
      }
      from = end;
    }
    return 0;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    Stamp stamp = new Stamp();
    return (bytes, from, to, end) -> {
      if (end) {
        return to;
      }
      for (int lineEnd = Lines.lastEnd(bytes, from, to); lineEnd > from; ) {
        int line = Lines.lastEnd(bytes, from, lineEnd - 1);
        if (begins(bytes, line, lineEnd, stamp) > 0) {
          return line;
        }
        lineEnd = line;
      }
      return from;
    };
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new ServerAuditParser(context);
  }

  /** Where the server's host begins if a record begins at {@code from}, else -1. */
  static int begins(byte[] bytes, int from, int to, Stamp stamp) {
    if (to - from < 18 || !Ascii.isDigit(bytes[from + 7]) || bytes[from + 17] != ',') {
      return -1;
    }
    return MysqlStamp.read(bytes, from, to, stamp) == from + 17 ? from + 18 : -1;
  }
}
