package dwell.benchmarks.logs;

/** RFC 3164 as rsyslog writes it to files: {@code RSYSLOG_TraditionalFileFormat}. */
record BsdEnvelope(Setting setting) implements SyslogEnvelope {
  @Override
  public void write(SyslogRecord record) {
    setting.stamps().bsd(record.at());
    LogOutput out = setting.out().put(' ').text(setting.people().hosts.get(record.host()));
    tag(out.put(' '), record);
    out.text(record.message()).endLine();
  }

  /** Program and process, up to the message. */
  static void tag(LogOutput out, SyslogRecord record) {
    out.text(record.program());
    if (record.pid() > 0) {
      out.put('[').number(record.pid()).put(']');
    }
    out.text(": ");
  }
}
