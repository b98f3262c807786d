package dwell.format.mysql;

import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Lines;
import dwell.record.RecordCutter;

/**
 * The slow query log of MySQL, MariaDB and Percona Server: statements with who sent them, how long
 * they took, how many rows they sent and looked at. It is written when the statement has ended.
 *
 * <p>Not splittable: an entry of the same second as the one before it has no time, and the database
 * in use stands only where it changes.
 */
public final class SlowLog implements LogFormat {
  @Override
  public String id() {
    return "mysql.slow";
  }

  @Override
  public String title() {
    return "MySQL / MariaDB slow query log";
  }

  @Override
  public String recognisedBy() {
    return "entries of # User@Host: and # Query_time: lines, then a statement";
  }

  @Override
  public int recognise(Sample sample) {
    byte[] bytes = sample.bytes();
    for (int at = 0; at < bytes.length; ) {
      int end = Lines.end(bytes, at, bytes.length);
      int to = Lines.trim(bytes, at, end);
      SlowEntry.Kind kind = new SlowEntry().kind(bytes, at, to);
      if (kind == SlowEntry.Kind.TIME || kind == SlowEntry.Kind.USER) {
        return 95;
      }
      at = end;
    }
    return 0;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    SlowEntry entry = new SlowEntry();
    return (bytes, from, to, end) -> {
      if (end) {
        return to;
      }
      for (int lineEnd = Lines.lastEnd(bytes, from, to); lineEnd > from; ) {
        int line = Lines.lastEnd(bytes, from, lineEnd - 1);
        SlowEntry.Kind kind = entry.kind(bytes, line, Lines.trim(bytes, line, lineEnd));
        if (kind == SlowEntry.Kind.USER && line > from) {
          int before = Lines.lastEnd(bytes, from, line - 1);
          if (entry.kind(bytes, before, Lines.trim(bytes, before, line)) == SlowEntry.Kind.TIME) {
            kind = SlowEntry.Kind.TIME;
            line = before;
          }
        }
        if (kind != SlowEntry.Kind.NONE) {
          return line;
        }
        lineEnd = line;
      }
      return from;
    };
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new SlowParser(context);
  }
}
