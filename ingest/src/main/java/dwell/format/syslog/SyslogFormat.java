package dwell.format.syslog;

import dwell.format.LineSample;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.RecordCutter;

/**
 * Syslog files: auth.log, secure, syslog, messages, cron.log and all others that a syslog daemon
 * writes. Lines are read one by one as RFC 3164, the same with an RFC 3339 stamp, or RFC 5424.
 */
public final class SyslogFormat implements LogFormat {
  @Override
  public String id() {
    return "syslog";
  }

  @Override
  public String title() {
    return "syslog (RFC 3164, RFC 3339 stamps, RFC 5424)";
  }

  @Override
  public String recognisedBy() {
    return "lines that begin with a stamp, a host and a program with its colon";
  }

  @Override
  public int recognise(Sample sample) {
    Envelope envelope = new Envelope();
    int share =
        LineSample.share(
            sample,
            (b, from, to) -> {
              envelope.read(b, from, to);
              return sure(b, envelope);
            });
    // Crashes and other programs' redirected output leave foreign lines in true syslog files.
    return share < 20 ? 0 : 40 + share * 45 / 100;
  }

  /** Whether the line can hardly be anything but syslog. */
  private static boolean sure(byte[] b, Envelope line) {
    return switch (line.form) {
      case NONE -> false;
      case RFC5424 -> line.hostTo > line.hostFrom || line.programTo > line.programFrom;
      // Some daemons leave the host out; then the process id must be there, or a packet, with its
      // rule's prefix where a program stands.
      case BSD ->
          named(b, line)
              && (line.hostTo > line.hostFrom
                  ? HostName.possible(b, line.hostFrom, line.hostTo)
                  : line.pid >= 0 || packet(b, line.messageFrom));
      // Many programs write an ISO stamp, a word, another with a colon; a process id they do not.
      case ISO ->
          HostName.possible(b, line.hostFrom, line.hostTo)
              && named(b, line)
              && (line.pid >= 0 || b[line.stampFrom + 10] == 'T');
    };
  }

  private static boolean packet(byte[] b, int from) {
    return from + 3 < b.length && b[from] == 'I' && b[from + 1] == 'N' && b[from + 2] == '=';
  }

  private static boolean named(byte[] b, Envelope line) {
    if (line.programTo == line.programFrom) {
      return false;
    }
    byte first = b[line.programFrom];
    return (first | 0x20) >= 'a' && (first | 0x20) <= 'z'
        || first == '/'
        || first == '_'
        || first == '(';
  }

  @Override
  public boolean splittable() {
    return true;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    return new SyslogCutter(context);
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new SyslogParser(context);
  }
}
