package dwell.format.shell;

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

/**
 * zsh's history with {@code EXTENDED_HISTORY} (Src/hist.c, savehistfile): {@code :
 * STARTED:SECONDS;COMMAND}. A line break inside a command has a backslash in front; bytes that zsh
 * uses itself are metafied: {@code 0x83} and the byte with its bit 5 turned.
 */
public final class ZshHistory implements LogFormat {
  private static final byte META = (byte) 0x83;

  @Override
  public String id() {
    return "shell.zsh";
  }

  @Override
  public String title() {
    return "zsh history with times";
  }

  @Override
  public String recognisedBy() {
    return "lines of a colon, seconds since 1970, a duration and a semicolon in front of commands";
  }

  @Override
  public int recognise(Sample sample) {
    int share = LineSample.share(sample, (b, from, to) -> command(b, from, to) > 0);
    return share < 20 ? 0 : 50 + share * 2 / 5;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    return (bytes, from, to, end) -> {
      int cut = end ? to : LineCutter.lastStart(bytes, from, to);
      while (!end && cut > from && continued(bytes, from, cut)) {
        cut = LineCutter.lastStart(bytes, from, cut);
      }
      return cut;
    };
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  /** Where the command begins in a line, or -1 where the line is no entry. */
  private static int command(byte[] b, int from, int to) {
    if (to - from < 14 || b[from] != ':' || b[from + 1] != ' ') {
      return -1;
    }
    int colon = digits(b, from + 2, to);
    if (!HistoryFile.epoch(b, from + 2, colon) || colon >= to || b[colon] != ':') {
      return -1;
    }
    int end = digits(b, colon + 1, to);
    return end > colon + 1 && end < to && b[end] == ';' ? end + 1 : -1;
  }

  private static int digits(byte[] b, int from, int to) {
    int i = from;
    while (i < to && b[i] >= '0' && b[i] <= '9') {
      i++;
    }
    return i;
  }

  /** Whether the line that ends at {@code end}, its line feed included, goes on in the next. */
  private static boolean continued(byte[] b, int from, int end) {
    int at = end - 1;
    int slashes = 0;
    while (at - 1 >= from && b[at - 1] == '\\') {
      slashes++;
      at--;
    }
    return end > from && b[end - 1] == '\n' && (slashes & 1) == 1;
  }

  private static final class Parser implements LogParser {
    private final HistoryFile file;
    private byte[] decoded = new byte[1 << 10];

    Parser(ParseContext context) {
      file = new HistoryFile(context);
    }

    @Override
    public void parse(Chunk chunk, EventBatch batch) {
      byte[] b = chunk.bytes();
      file.begin(chunk);
      int to = chunk.to();
      int line = 0;
      int from = 0;
      while (from < to) {
        int at = ReadlineHistory.blank(b, from, to);
        int end = Lines.end(b, at, to);
        while (end < to && continued(b, at, end)) {
          end = Lines.end(b, end, to);
        }
        int next = ReadlineHistory.blank(b, end, to);
        file.next(from, next, line, batch);
        fill(b, at, Math.max(at, Lines.trim(b, at, end)), batch);
        line += Lines.count(b, from, next);
        from = next;
      }
    }

    private void fill(byte[] b, int from, int to, EventBatch batch) {
      int command = command(b, from, to);
      if (command < 0) {
        file.untimed(batch);
        command = from;
      } else {
        int colon = digits(b, from + 2, to);
        file.time(b, from + 2, colon, batch);
        long seconds = 0;
        for (int i = colon + 1; i < command - 1 && i < colon + 10; i++) {
          seconds = seconds * 10 + b[i] - '0';
        }
        batch.number(Field.DURATION, seconds * 1_000_000_000L);
      }
      if (decoded.length < to - command) {
        decoded = new byte[to - command];
      }
      int length = 0;
      for (int i = command; i < to; i++) {
        if (b[i] == META && i + 1 < to) {
          decoded[length++] = (byte) (b[++i] ^ 32);
        } else if (b[i] != '\\' || i + 1 >= to || b[i + 1] != '\n') {
          decoded[length++] = b[i];
        }
      }
      if (length == to - command) {
        file.command(b, command, to, batch);
      } else {
        file.decoded(decoded, length, batch);
      }
    }
  }
}
