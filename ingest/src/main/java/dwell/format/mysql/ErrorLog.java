package dwell.format.mysql;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.TextCoding;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.format.sql.Text;
import dwell.record.Ascii;
import dwell.record.Chunk;
import dwell.record.Lines;
import dwell.record.RecordCutter;
import dwell.time.IsoStamp;
import dwell.time.MysqlStamp;
import dwell.time.RowClock;
import dwell.time.Stamp;

/**
 * The error log of MySQL, MariaDB and Percona Server: {@code 260914  0:00:04 [Note] …} (to MySQL 5.6 and
 * MariaDB 10.0), {@code 2026-09-14  0:00:04 0 [Note] …} (MariaDB from 10.1), {@code
 * 2026-09-14T00:00:04.123456Z 0 [Note] [MY-010116] [Server] …} (MySQL 5.7, 8; sql/log.cc). A line without
 * a stamp goes on with the record before it.
 */
public final class ErrorLog implements LogFormat {
  private static final byte[][] LEVELS = {
    Ascii.bytes("[Note] "),
    Ascii.bytes("[Warning] "),
    Ascii.bytes("[ERROR] "),
    Ascii.bytes("[Error] "),
    Ascii.bytes("[System] ")
  };
  private static final byte[][] PARTS = {
    Ascii.bytes("mysqld_safe "), Ascii.bytes("InnoDB: "), Ascii.bytes("server_audit: ")
  };

  @Override
  public String id() {
    return "mysql.error";
  }

  @Override
  public String title() {
    return "MySQL / MariaDB error log";
  }

  @Override
  public String recognisedBy() {
    return "lines of a stamp, a thread number and [Note], [Warning], [ERROR] or [System]";
  }

  @Override
  public int recognise(Sample sample) {
    byte[] bytes = sample.bytes();
    Stamp stamp = new Stamp();
    int stamped = 0;
    int level = 0;
    int at = 0;
    for (int lines = 0; at < bytes.length && lines < 100; lines++) {
      int end = Lines.end(bytes, at, bytes.length);
      int behind = stamp(bytes, at, end, stamp);
      if (behind > 0) {
        int text = thread(bytes, behind, end);
        stamped++;
        level += level(bytes, text, end) >= 0 || part(bytes, text, end) ? 1 : 0;
      }
      at = end;
    }
    return level * 2 > stamped ? 80 : 0;
  }

  @Override
  public boolean splittable() {
    return false;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    Stamp stamp = new Stamp();
    return (bytes, from, to, end) -> {
      if (end) {
        return to;
      }
      for (int lineEnd = Lines.lastEnd(bytes, from, to); lineEnd > from; ) {
        int line = Lines.lastEnd(bytes, from, lineEnd - 1);
        if (stamp(bytes, line, lineEnd, stamp) > 0) {
          return line;
        }
        lineEnd = line;
      }
      return from;
    };
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  /** The place behind a line's stamp and the blank that follows it, or -1. */
  private static int stamp(byte[] bytes, int from, int to, Stamp out) {
    if (to - from < 16 || !Ascii.isDigit(bytes[from])) {
      return -1;
    }
    int end = IsoStamp.read(bytes, from, to, out);
    if (end < 0) {
      end = MysqlStamp.read(bytes, from, to, out);
    }
    return end > 0 && end < to && bytes[end] == ' ' ? Ascii.skipBlanks(bytes, end, to) : -1;
  }

  /** The place behind a thread number, or {@code from} where none stands there. */
  private static int thread(byte[] bytes, int from, int to) {
    int digits = Ascii.skipDigits(bytes, from, to);
    return digits > from && digits < to && bytes[digits] == ' '
        ? Ascii.skipBlanks(bytes, digits, to)
        : from;
  }

  private static boolean part(byte[] bytes, int from, int to) {
    for (byte[] part : PARTS) {
      if (Ascii.startsWith(bytes, from, to, part)) {
        return true;
      }
    }
    return false;
  }

  private static int level(byte[] bytes, int from, int to) {
    for (int i = 0; i < LEVELS.length; i++) {
      if (Ascii.startsWith(bytes, from, to, LEVELS[i])) {
        return i;
      }
    }
    return -1;
  }

  private static final class Parser implements LogParser {
    private static final byte[] READY = Ascii.bytes(": ready for connections");
    private static final byte[] SHUTDOWN = Ascii.bytes(": Shutdown complete");
    private static final byte[] ABORTED = Ascii.bytes("Aborted connection ");
    private static final byte[] UNAUTHENTICATED = Ascii.bytes("unauthenticated");
    private static final byte[] DATABASE = Ascii.bytes(" to db: '");
    private static final byte[] USER = Ascii.bytes("' user: '");
    private static final byte[] HOST = Ascii.bytes("' host: '");
    private static final byte[] CODE = Ascii.bytes("[MY-");

    private static final byte[] DENIED_SHAPE = Ascii.bytes("mysql.error/access-denied");
    private static final byte[] READY_SHAPE = Ascii.bytes("mysql.error/ready");
    private static final byte[] SHUTDOWN_SHAPE = Ascii.bytes("mysql.error/shutdown-complete");
    private static final byte[] ABORTED_SHAPE = Ascii.bytes("mysql.error/aborted-connection");
    private static final byte[] ERROR_SHAPE = Ascii.bytes("mysql.error/error");
    private static final byte[] OTHER_SHAPE = Ascii.bytes("mysql.error/note");

    private final Stamp stamp = new Stamp();
    private final Stamp ahead = new Stamp();
    private final Product product = new Product();
    private final RowClock clock;

    Parser(ParseContext context) {
      clock = new RowClock(context.clocks().of("mysql", context.artifact().host()));
    }

    @Override
    public void parse(Chunk chunk, EventBatch batch) {
      byte[] bytes = chunk.bytes();
      int to = chunk.to();
      int line = 0;
      int record = 0;
      for (int at = 0; at < to; ) {
        int end = Lines.end(bytes, at, to);
        if (at > record
            && stamp(bytes, at, end, ahead) > 0
            && !(record == 0 && Blank.is(bytes, 0, at))) {
          row(chunk, batch, record, at, line);
          line += Lines.count(bytes, record, at);
          record = at;
        }
        at = end;
      }
      if (record < to) {
        row(chunk, batch, record, to, line);
      }
    }

    private void row(Chunk chunk, EventBatch batch, int from, int to, int line) {
      byte[] bytes = chunk.bytes();
      batch.next(from, to, line, 0);
      batch.dataset(Dataset.MYSQL_ERROR);
      int first = Blank.skip(bytes, from, to);
      int last = to;
      while (last > first && (bytes[last - 1] == '\n' || bytes[last - 1] == '\r')) {
        last--;
      }
      int behind = stamp(bytes, first, last, stamp);
      if (behind < 0) {
        batch.text(Field.MESSAGE, first, last, TextCoding.RAW);
        batch.words(bytes, first, last);
        if (chunk.continued() && from == 0) {
          batch.flag(Flag.TRUNCATED);
        }
        return;
      }
      clock.set(batch, stamp, null);
      int text = thread(bytes, behind, last);
      int number = Ascii.skipDigits(bytes, behind, last);
      if (text > behind && !(number == behind + 1 && bytes[behind] == '0')) {
        batch.keyword(Field.SESSION, bytes, behind, number);
      }
      int level = level(bytes, text, last);
      if (level >= 0) {
        text += LEVELS[level].length;
      }
      if (Ascii.startsWith(bytes, text, last, CODE)) {
        text = brackets(bytes, text, last);
      }
      batch.text(Field.MESSAGE, text, last, TextCoding.RAW);
      batch.words(bytes, text, last);
      act(batch, bytes, text, last, level);
      product.put(batch);
    }

    /** {@code [MY-010116] [Server] }: the place behind. */
    private static int brackets(byte[] bytes, int from, int to) {
      int at = from;
      for (int i = 0; i < 2 && at < to && bytes[at] == '['; i++) {
        int close = Ascii.indexOf(bytes, at, to, (byte) ']');
        if (close < 0) {
          return at;
        }
        at = Ascii.skipBlanks(bytes, close + 1, to);
      }
      return at;
    }

    private void act(EventBatch batch, byte[] bytes, int from, int to, int level) {
      byte[] shape = OTHER_SHAPE;
      batch.action(Action.INFO);
      if (AccessDenied.find(bytes, from, to) == from) {
        shape = DENIED_SHAPE;
        batch.action(Action.LOGIN);
        AccessDenied.put(batch, bytes, from, Lines.trim(bytes, from, Lines.end(bytes, from, to)));
      } else if (Ascii.startsWith(bytes, from, to, ABORTED)) {
        shape = ABORTED_SHAPE;
        aborted(batch, bytes, from, to);
      } else if (Ascii.indexOf(bytes, from, to, READY) >= 0) {
        shape = READY_SHAPE;
        product.banner(bytes, from, to);
        batch.action(Action.SERVICE_START);
      } else if (shutDown(bytes, from, to)) {
        shape = SHUTDOWN_SHAPE;
        batch.action(Action.SERVICE_STOP);
      } else if (level == 2 || level == 3) {
        shape = ERROR_SHAPE;
        batch.action(Action.ERROR);
      }
      batch.keyword(Field.SHAPE, shape, 0, shape.length);
    }

    /** The server's own last words, not InnoDB's {@code Shutdown completed; log sequence …}. */
    private static boolean shutDown(byte[] bytes, int from, int to) {
      int at = Ascii.indexOf(bytes, from, to, SHUTDOWN);
      int end = at + SHUTDOWN.length;
      return at >= 0 && (end == to || bytes[end] == '\n' || bytes[end] == ' ');
    }

    /** {@code Aborted connection 8 to db: 'd' user: 'u' host: 'h' (…)} (ER_NEW_ABORTING_CONNECTION). */
    private static void aborted(EventBatch batch, byte[] bytes, int from, int to) {
      batch.action(Action.DISCONNECT);
      int id = from + ABORTED.length;
      int idEnd = Ascii.skipDigits(bytes, id, to);
      batch.keyword(Field.SESSION, bytes, id, idEnd);
      int host = Ascii.lastIndexOf(bytes, idEnd, to, HOST);
      int user = Ascii.indexOf(bytes, idEnd, to, USER);
      if (host < 0 || user < 0 || !Ascii.startsWith(bytes, idEnd, to, DATABASE)) {
        return;
      }
      int hostEnd = Ascii.indexOf(bytes, host + HOST.length, to, (byte) '\'');
      Text.source(batch, bytes, host + HOST.length, hostEnd < 0 ? to : hostEnd);
      int database = idEnd + DATABASE.length;
      boolean nobody = Ascii.equals(bytes, user + USER.length, host, UNAUTHENTICATED);
      if (nobody) {
        batch.action(Action.PROBE);
        return;
      }
      batch.keyword(Field.USER, bytes, user + USER.length, host);
      if (!Ascii.equals(bytes, database, user, UNCONNECTED)) {
        batch.keyword(Field.DB_NAMESPACE, bytes, database, user);
      }
    }

    private static final byte[] UNCONNECTED = Ascii.bytes("unconnected");
  }
}
