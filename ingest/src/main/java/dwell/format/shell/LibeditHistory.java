package dwell.format.shell;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Chunk;
import dwell.record.Lines;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Histories as libedit writes them (src/history.c, history_save_fp): the mysql and mariadb clients
 * of Debian among them. The first line is {@code _HiStOrY_V2_}; each command is one line in the
 * encoding of {@code vis(3)}: {@code \040} for a space, {@code \134} for a backslash.
 */
public final class LibeditHistory implements LogFormat {
  private static final byte[] COOKIE = "_HiStOrY_V2_".getBytes(StandardCharsets.US_ASCII);

  @Override
  public String id() {
    return "shell.libedit";
  }

  @Override
  public String title() {
    return "history of mysql, mariadb and all that use libedit";
  }

  @Override
  public String recognisedBy() {
    return "a first line of _HiStOrY_V2_";
  }

  @Override
  public int recognise(Sample sample) {
    byte[] b = sample.bytes();
    int end = Lines.trim(b, 0, Lines.end(b, 0, b.length));
    return Arrays.equals(b, 0, end, COOKIE, 0, COOKIE.length) ? 95 : 0;
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  private static final class Parser implements LogParser {
    private final HistoryFile file;
    private byte[] decoded = new byte[1 << 10];
    private boolean begun;

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
      int at = ReadlineHistory.blank(b, 0, to);
      if (!begun) {
        begun = true;
        // The cookie belongs to the first command: it tells nothing of its own.
        at = ReadlineHistory.blank(b, Lines.end(b, at, to), to);
      }
      if (at == to && to > 0) {
        file.next(0, to, 0, batch);
        file.untimed(batch);
        file.command(b, 0, Lines.trim(b, 0, Lines.end(b, 0, to)), batch);
        batch.action(Action.INFO);
      }
      while (at < to) {
        int feed = Lines.end(b, at, to);
        int end = ReadlineHistory.blank(b, feed, to);
        file.next(from, end, line, batch);
        file.untimed(batch);
        command(b, at, Lines.trim(b, at, feed), batch);
        line += Lines.count(b, from, end);
        from = end;
        at = end;
      }
    }

    private void command(byte[] b, int from, int to, EventBatch batch) {
      if (decoded.length < to - from) {
        decoded = new byte[to - from];
      }
      int length = 0;
      int i = from;
      while (i < to) {
        int used = b[i] == '\\' ? escape(b, i, to) : 0;
        decoded[length++] = used == 0 ? b[i] : (byte) value;
        i += Math.max(1, used);
      }
      if (length == to - from) {
        file.command(b, from, to, batch);
      } else {
        file.decoded(decoded, length, batch);
      }
    }

    /** What the last escape stands for. */
    private int value;

    /** Reads {@code \ooo \\ \^C \M-c \M^c}; gives its length, or 0 where there is none. */
    private int escape(byte[] b, int at, int to) {
      int left = to - at;
      if (left >= 4 && octal(b[at + 1]) && octal(b[at + 2]) && octal(b[at + 3])) {
        value = b[at + 1] - '0' << 6 | b[at + 2] - '0' << 3 | b[at + 3] - '0';
        return 4;
      }
      if (left >= 2 && b[at + 1] == '\\') {
        value = '\\';
        return 2;
      }
      if (left >= 3 && b[at + 1] == '^') {
        value = control(b[at + 2]);
        return 3;
      }
      if (left >= 4 && b[at + 1] == 'M' && (b[at + 2] == '-' || b[at + 2] == '^')) {
        value = 0x80 | (b[at + 2] == '-' ? b[at + 3] : control(b[at + 3]));
        return 4;
      }
      return 0;
    }

    private static int control(byte b) {
      return b == '?' ? 0x7F : b & 0x1F;
    }

    private static boolean octal(byte b) {
      return b >= '0' && b <= '7';
    }
  }
}
