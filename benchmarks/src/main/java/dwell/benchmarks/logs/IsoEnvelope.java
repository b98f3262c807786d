package dwell.benchmarks.logs;

/** rsyslog's {@code RSYSLOG_FileFormat}. */
record IsoEnvelope(Setting setting) implements SyslogEnvelope {
  @Override
  public void write(SyslogRecord record) {
    setting.stamps().iso(record.at(), 'T', 6);
    LogOutput out = setting.out().text("+00:00 ");
    out.text(setting.people().hosts.get(record.host())).put(' ');
    BsdEnvelope.tag(out, record);
    out.text(record.message()).endLine();
  }
}
