package dwell.format.mysql;

import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Lines;
import dwell.record.RecordCutter;

/**
 * The general query log of MySQL, MariaDB and Percona Server: what clients sent, in the order in
 * which the server took it, before it ran.
 *
 * <p>Not splittable: account and database of a connection stand only in its {@code Connect} entry,
 * and an entry of the same second as the one before it has no time.
 *
 * <p>A statement is written as it came. One with a line break followed by what looks like an entry
 * of the same layout ({@code \n260914 0:00:00\t 9 Query\tDROP …}) reads as two entries; nothing in
 * this log can tell. The server_audit log and the slow log of the same server can.
 */
public final class GeneralLog implements LogFormat {
  @Override
  public String id() {
    return "mysql.general";
  }

  @Override
  public String title() {
    return "MySQL / MariaDB general query log";
  }

  @Override
  public String recognisedBy() {
    return "entries of stamp, connection id and a protocol command (Connect, Query, Quit …)";
  }

  @Override
  public int recognise(Sample sample) {
    byte[] bytes = sample.bytes();
    GeneralEntry entry = new GeneralEntry();
    int entries = 0;
    int others = 0;
    int lines = 0;
    for (int from = 0; from < bytes.length && lines < 500; lines++) {
      int end = Lines.end(bytes, from, bytes.length);
      GeneralEntry.Kind kind = entry.begins(bytes, from, Lines.trim(bytes, from, end));
      entries += kind == GeneralEntry.Kind.STAMPED || kind == GeneralEntry.Kind.INHERITED ? 1 : 0;
      // A server may write its general log among the records of another.
      others += ErrorRecord.is(bytes, from, end) ? 1 : 0;
      if (SlowEntry.isAttribute(bytes, from, end)) {
        return 0;
      }
      from = end;
    }
    return entries > others ? 95 : 0;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    return new GeneralCutter();
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new GeneralParser(context);
  }

  /**
   * Parts the file before its last entry; not between a {@code Connect} and the entry after it,
   * which may refuse it.
   */
  private static final class GeneralCutter implements RecordCutter {
    private final GeneralEntry entry = new GeneralEntry();

    @Override
    public int cut(byte[] bytes, int from, int to, boolean end) {
      if (end) {
        return to;
      }
      entry.anyEntry(bytes, from, Math.min(to, from + Sample.SIZE));
      int cut = from;
      for (int lineEnd = Lines.lastEnd(bytes, from, to); lineEnd > from; ) {
        int line = Lines.lastEnd(bytes, from, lineEnd - 1);
        GeneralEntry.Kind kind = entry.begins(bytes, line, Lines.trim(bytes, line, lineEnd));
        if (kind != GeneralEntry.Kind.NONE) {
          if (cut > from
              && (kind == GeneralEntry.Kind.HEADER || entry.command != Command.CONNECT)) {
            return cut;
          }
          cut = line;
        }
        lineEnd = line;
      }
      return cut;
    }
  }
}
