package dwell.benchmarks.logs;

/** Writes a record in one of syslog's forms. */
@FunctionalInterface
interface SyslogEnvelope {
  void write(SyslogRecord record);
}
