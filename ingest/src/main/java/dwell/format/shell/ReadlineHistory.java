package dwell.format.shell;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.format.LineSample;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Chunk;
import dwell.record.LineCutter;
import dwell.record.Lines;
import dwell.record.RecordCutter;
import java.nio.charset.StandardCharsets;

/**
 * Histories as GNU readline writes them (lib/readline/histfile.c): a command a line; with {@code
 * HISTTIMEFORMAT} set, bash puts {@code #SECONDS} in front of each, and a command of several lines
 * keeps them. psql writes the line breaks of a statement as U+0001 (src/bin/psql/input.c, {@code
 * NL_IN_HISTORY}).
 *
 * <p>A history without stamps is text of no recognisable form. This is the one format that goes by
 * the file's name there: {@code .bash_history}, {@code .psql_history}, any other {@code _history}.
 */
public final class ReadlineHistory implements LogFormat {
  private static final int BY_NAME = 30;

  @Override
  public String id() {
    return "shell.history";
  }

  @Override
  public String title() {
    return "history of bash, psql, mysql, python and all that use readline";
  }

  @Override
  public String recognisedBy() {
    return "lines of # and seconds since 1970 in front of commands; without them, text in a file"
        + " whose name ends in _history";
  }

  @Override
  public int recognise(Sample sample) {
    int stamps =
        LineSample.share(
            sample, (b, from, to) -> b[from] == '#' && HistoryFile.epoch(b, from + 1, to));
    if (stamps >= 5) {
      return 50 + stamps / 2;
    }
    return HistoryFile.named(sample.path()) && LineSample.text(sample) ? BY_NAME : 0;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    return new Cutter();
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  private static boolean stampLine(byte[] b, int from, int to) {
    return from < to && b[from] == '#' && HistoryFile.epoch(b, from + 1, to);
  }

  /** Keeps a stamp and what follows it together. */
  private static final class Cutter implements RecordCutter {
    @Override
    public int cut(byte[] bytes, int from, int to, boolean end) {
      if (end) {
        return to;
      }
      int line = LineCutter.lastStart(bytes, from, to);
      for (int at = line; at > from; at = LineCutter.lastStart(bytes, from, at)) {
        int feed = Lines.end(bytes, at, to);
        if (stampLine(bytes, at, Lines.trim(bytes, at, feed))) {
          return at;
        }
      }
      int feed = Lines.end(bytes, from, to);
      return stampLine(bytes, from, Lines.trim(bytes, from, feed)) ? from : line;
    }
  }

  private static final class Parser implements LogParser {
    private static final byte[] STAMP = "shell/stamp".getBytes(StandardCharsets.US_ASCII);

    private final HistoryFile file;
    private final OpenCommand open = new OpenCommand();
    private byte[] decoded = new byte[1 << 10];

    Parser(ParseContext context) {
      file = new HistoryFile(context);
    }

    @Override
    public void parse(Chunk chunk, EventBatch batch) {
      byte[] b = chunk.bytes();
      file.begin(chunk);
      int to = chunk.to();
      int from = 0;
      int at = blank(b, 0, to);
      int line = 0;
      if (at == to && to > 0) {
        file.next(0, to, 0, batch);
        file.untimed(batch);
        file.command(b, 0, 0, batch);
        batch.action(Action.INFO);
      }
      while (at < to) {
        int end = blank(b, record(b, at, to), to);
        file.next(from, end, line, batch);
        fill(b, at, to, batch);
        line += Lines.count(b, from, end);
        from = end;
        at = end;
      }
    }

    /** The end of the record that begins at {@code from}. */
    private int record(byte[] b, int from, int to) {
      int end = Lines.end(b, from, to);
      if (!stampLine(b, from, Lines.trim(b, from, end)) || end == to) {
        return end;
      }
      int feed = Lines.end(b, end, to);
      return stampLine(b, end, Lines.trim(b, end, feed)) ? end : command(b, end, to);
    }

    /** The end of the command whose first line begins at {@code from}. */
    private int command(byte[] b, int from, int to) {
      open.reset();
      int first = Lines.end(b, from, to);
      for (int at = from; at < to; ) {
        int end = Lines.end(b, at, to);
        int trimmed = Lines.trim(b, at, end);
        if (at > from && stampLine(b, at, trimmed)) {
          break;
        }
        open.feed(b, at, trimmed);
        if (!open.open()) {
          return end;
        }
        at = end;
      }
      // Never closed: then it was no command of several lines.
      return first;
    }

    private void fill(byte[] b, int from, int to, EventBatch batch) {
      int end = Lines.end(b, from, to);
      int trimmed = Lines.trim(b, from, end);
      if (!stampLine(b, from, trimmed)) {
        file.untimed(batch);
        command(b, from, trimmed, batch);
        return;
      }
      file.time(b, from + 1, trimmed, batch);
      int whole = record(b, from, to);
      if (whole == end) {
        batch.action(Action.INFO);
        batch.keyword(Field.SHAPE, STAMP, 0, STAMP.length);
      } else {
        command(b, end, Lines.trim(b, end, whole), batch);
      }
    }

    private void command(byte[] b, int from, int to, EventBatch batch) {
      int at = from;
      while (at < to && b[at] != 1) {
        at++;
      }
      if (at == to) {
        file.command(b, from, to, batch);
        return;
      }
      if (decoded.length < to - from) {
        decoded = new byte[to - from];
      }
      for (int i = from; i < to; i++) {
        decoded[i - from] = b[i] == 1 ? (byte) '\n' : b[i];
      }
      file.decoded(decoded, to - from, batch);
    }
  }

  /** The place behind the blank lines that begin at {@code from}. */
  static int blank(byte[] b, int from, int to) {
    int at = from;
    while (at < to && (b[at] == '\n' || b[at] == '\r' && at + 1 < to && b[at + 1] == '\n')) {
      at += b[at] == '\n' ? 1 : 2;
    }
    return at;
  }
}
