package dwell.format.packages;

import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Ascii;
import dwell.record.Lines;
import dwell.record.RecordCutter;

/**
 * The logs of package managers that write a block of lines for each call: apt's history.log ({@code
 * Start-Date: … End-Date: …}; apt, apt-pkg/deb/dpkgpm.cc) and apk.log of Alpine ({@code Running `…`
 * at …} and the call's output; apk-tools, src/print.c). Such a record gives the command, and what
 * it changed.
 */
public final class TransactionLog implements LogFormat {
  static final byte[] APT = Ascii.bytes("Start-Date: ");
  static final byte[] APK = Ascii.bytes("Running `");

  private final boolean apk;

  private TransactionLog(boolean apk) {
    this.apk = apk;
  }

  public static TransactionLog apt() {
    return new TransactionLog(false);
  }

  public static TransactionLog apk() {
    return new TransactionLog(true);
  }

  @Override
  public String id() {
    return apk ? "apk" : "apt";
  }

  @Override
  public String title() {
    return apk ? "apk.log" : "apt/history.log";
  }

  @Override
  public String recognisedBy() {
    return apk
        ? "a first line with text that is Running, a command in backticks, at, and a stamp"
        : "a first line with text that is Start-Date: and a stamp";
  }

  @Override
  public int recognise(Sample sample) {
    byte[] b = sample.bytes();
    int at = 0;
    while (at < b.length && (b[at] == '\n' || b[at] == '\r')) {
      at++;
    }
    int to = Lines.trim(b, at, Lines.end(b, at, b.length));
    return new Transaction(apk).begin(b, at, to) ? 95 : 0;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    return (bytes, from, to, end) -> {
      if (end) {
        return to;
      }
      byte[] begins = apk ? APK : APT;
      for (int line = to; line > from; ) {
        line = Lines.lastEnd(bytes, from, line - 1);
        if (line > from && Ascii.startsWith(bytes, line, to, begins)) {
          return line;
        }
      }
      return from;
    };
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new TransactionParser(context, apk);
  }
}
