package dwell.format.postgresql;

import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Lines;
import dwell.record.RecordCutter;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's text log (destination {@code stderr}), with any {@code log_line_prefix}: the one
 * that was told, or the one that the file's beginning shows.
 *
 * <p>A message of several lines goes on with a tab in front of each (append_with_tabs in elog.c),
 * so that a statement cannot begin a record. A line with neither prefix nor tab was written by
 * another program to the same file (an archive command, a library), and is a record of its own.
 * Some collectors lose the tabs: where the file's beginning has none, such a line goes on with a
 * statement before it.
 *
 * <p>Not splittable: account and far side of a backend may stand only in the records of its
 * connection.
 */
public final class TextLog implements LogFormat {
  @Override
  public String id() {
    return "postgresql.stderr";
  }

  @Override
  public String title() {
    return "PostgreSQL server log (stderr)";
  }

  @Override
  public String recognisedBy() {
    return "lines of a log_line_prefix and a severity (LOG:, ERROR:, STATEMENT: …)";
  }

  /** The {@code log_line_prefix} that the sample shows, for people; null where none was found. */
  public @Nullable String prefix(Sample sample) {
    PrefixInference.Found found = PrefixInference.find(sample.bytes(), 0, sample.bytes().length);
    return found == null ? null : found.prefix().text();
  }

  @Override
  public int recognise(Sample sample) {
    byte[] bytes = sample.bytes();
    PrefixInference.Found found = PrefixInference.find(bytes, 0, bytes.length);
    if (found == null) {
      return 0;
    }
    int starts = 0;
    for (int at = 0; at < bytes.length; at = Lines.end(bytes, at, bytes.length)) {
      starts += bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r' ? 0 : 1;
    }
    // The candidates are at most 300 lines; what matters is that few lines are of another kind.
    int of = Math.min(starts, 300);
    return found.matched() * 2 > of ? 85 : found.matched() * 8 > of ? 40 : 0;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    return (bytes, from, to, end) -> {
      if (end) {
        return to;
      }
      for (int lineEnd = Lines.lastEnd(bytes, from, to); lineEnd > from; ) {
        if (lineEnd < to
            && bytes[lineEnd] != '\t'
            && Lines.end(bytes, lineEnd, to) < to
            && PrefixInference.severity(bytes, lineEnd, Lines.end(bytes, lineEnd, to)) > 0) {
          return lineEnd;
        }
        lineEnd = Lines.lastEnd(bytes, from, lineEnd - 1);
      }
      return from;
    };
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new TextParser(context);
  }
}
