package dwell.format.audit;

import dwell.format.JsonFields;
import dwell.format.LineSample;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;

/** Audit events as JSON, one a line: laurel, go-audit, auditbeat. */
public final class AuditJsonLog implements LogFormat {
  @Override
  public String id() {
    return "audit.json";
  }

  @Override
  public String title() {
    return "Linux audit events as JSON (laurel, go-audit, auditbeat)";
  }

  @Override
  public String recognisedBy() {
    return "objects with ID and a member for each record, with sequence and messages, or with auditd";
  }

  @Override
  public int recognise(Sample sample) {
    JsonFields fields = new JsonFields();
    int share =
        LineSample.share(sample, (b, from, to) -> JsonDialect.of(fields, b, from, to) != null);
    return share < 50 ? 0 : 60 + share * 38 / 100;
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new AuditJsonParser(context);
  }
}
