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
 * <p>The lines of one serial are one event. Where lines of other serials stand between them, all of
 * these lines are one record, which gives an event for each serial; see {@link EventLines}.
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
  public RecordCutter cutter(ParseContext context) {
    return new AuditCutter(context.limits().recordBytes());
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new AuditParser(context);
  }
}
