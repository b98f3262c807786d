package dwell.benchmarks.logs;

/** RFC 5424, section 6, without structured data: {@code RSYSLOG_SyslogProtocol23Format}. */
record Rfc5424Envelope(Setting setting) implements SyslogEnvelope {
  @Override
  public void write(SyslogRecord record) {
    LogOutput out = setting.out().put('<').number(record.priority()).text(">1 ");
    setting.stamps().iso(record.at(), 'T', 6);
    out.text("Z ").text(setting.people().hosts.get(record.host())).text(".example.net ");
    out.text(record.program()).put(' ');
    if (record.pid() > 0) {
      out.number(record.pid());
    } else {
      out.put('-');
    }
    out.text(" - - ").text(record.message()).endLine();
  }
}
