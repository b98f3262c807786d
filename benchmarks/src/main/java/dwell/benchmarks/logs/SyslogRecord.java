package dwell.benchmarks.logs;

/**
 * One record of a daemon.
 *
 * @param at microseconds since the epoch
 * @param sequence parts records of the same time
 * @param host index of the host
 * @param priority facility and severity, as RFC 5424, section 6.2.1
 * @param pid 0 where the daemon does not tell it
 */
record SyslogRecord(
    long at, long sequence, int host, int priority, String program, long pid, String message)
    implements Comparable<SyslogRecord> {
  @Override
  public int compareTo(SyslogRecord other) {
    int order = Long.compare(at, other.at);
    return order != 0 ? order : Long.compare(sequence, other.sequence);
  }
}
