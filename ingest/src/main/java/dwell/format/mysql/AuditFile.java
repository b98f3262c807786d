package dwell.format.mysql;

import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Lines;
import dwell.record.RecordCutter;
import dwell.time.IsoStamp;
import dwell.time.Stamp;
import java.util.Locale;

/**
 * The files of the audit log plugins: MySQL Enterprise's ("Audit Log File Formats" in its manual)
 * and Percona Server's (plugin/audit_log). Times are UTC whether they say so or not.
 */
public final class AuditFile implements LogFormat {
  private static final int LINES = 200;

  private final AuditDialect dialect;

  private AuditFile(AuditDialect dialect) {
    this.dialect = dialect;
  }

  /** XML, old style and new. */
  public static AuditFile xml() {
    return new AuditFile(AuditDialect.XML);
  }

  public static AuditFile json() {
    return new AuditFile(AuditDialect.JSON);
  }

  /** Percona's. */
  public static AuditFile csv() {
    return new AuditFile(AuditDialect.CSV);
  }

  @Override
  public String id() {
    return "mysql.audit-" + dialect.slug;
  }

  @Override
  public String title() {
    return "MySQL Enterprise and Percona audit log, " + dialect.slug.toUpperCase(Locale.ROOT);
  }

  @Override
  public String recognisedBy() {
    return switch (dialect) {
      case XML -> "lines that begin with <AUDIT_RECORD, and in it NAME and TIMESTAMP";
      case JSON -> "objects with timestamp, class and id, or with audit_record";
      case CSV -> "lines that begin with a name in quotes, a record's id and its stamp";
    };
  }

  @Override
  public int recognise(Sample sample) {
    byte[] bytes = sample.bytes();
    int record = -1;
    int at = 0;
    for (int lines = 0; at < bytes.length && lines < LINES; lines++) {
      int end = Lines.end(bytes, at, bytes.length);
      if (dialect.begins(bytes, at, end)) {
        if (record >= 0 && known(bytes, record, at)) {
          return 95;
        }
        record = at;
      }
      at = end;
    }
    return record >= 0 && known(bytes, record, at) ? 95 : 0;
  }

  /** Whether the record has what every one of them has. */
  private boolean known(byte[] bytes, int from, int to) {
    AuditParts parts = new AuditParts(dialect);
    parts.clear(bytes);
    dialect.reader().read(bytes, from, to, parts);
    int stamp = parts.from(AuditPart.TIMESTAMP);
    return parts.has(AuditPart.NAME)
        && parts.has(AuditPart.TIMESTAMP)
        && (dialect != AuditDialect.JSON || AuditJson.plugin(bytes, from, to))
        && IsoStamp.readNamed(bytes, stamp, parts.to(AuditPart.TIMESTAMP), new Stamp()) > 0;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    return (bytes, from, to, end) -> {
      if (end) {
        return to;
      }
      for (int lineEnd = Lines.lastEnd(bytes, from, to); lineEnd > from; ) {
        int line = Lines.lastEnd(bytes, from, lineEnd - 1);
        if (line > from && dialect.begins(bytes, line, lineEnd)) {
          return dialect.nothing(bytes, from, line) ? from : line;
        }
        lineEnd = line;
      }
      return from;
    };
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new AuditFileParser(dialect, context);
  }
}
