package dwell.format.audit;

import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Lines;
import dwell.record.RecordCutter;

/**
 * {@code /var/log/audit/audit.log}, raw or enriched.
 *
 * <p>The lines of one serial that stand together are one record. The kernel writes them together;
 * where lines of another serial come between, what is left of the first becomes a record of its
 * own.
 */
public final class AuditLog implements LogFormat {
  @Override
  public String id() {
    return "audit";
  }

  @Override
  public String title() {
    return "Linux audit daemon";
  }

  @Override
  public String recognisedBy() {
    return "lines that begin with type=… msg=audit(seconds:serial), or node=… in front";
  }

  @Override
  public int recognise(Sample sample) {
    byte[] bytes = sample.bytes();
    AuditLine line = new AuditLine();
    int at = 0;
    for (int lines = 0; at < bytes.length && lines < 5; lines++) {
      int end = Lines.end(bytes, at, bytes.length);
      if (line.read(bytes, at, end)) {
        return 98;
      }
      at = end;
    }
    return 0;
  }

  @Override
  public boolean splittable() {
    return false;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    AuditLine last = new AuditLine();
    AuditLine line = new AuditLine();
    return (bytes, from, to, end) -> {
      if (end) {
        return to;
      }
      int cut = Lines.lastEnd(bytes, from, Lines.lastEnd(bytes, from, to) - 1);
      if (cut <= from || !last.read(bytes, cut, to)) {
        return Math.max(cut, from);
      }
      while (cut > from) {
        int before = Lines.lastEnd(bytes, from, cut - 1);
        if (!line.read(bytes, before, cut) || !line.sameAs(last, bytes)) {
          return cut;
        }
        cut = before;
      }
      return from;
    };
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new AuditParser(context);
  }
}
