package dwell.format.mysql;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime.Basis;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.ParseContext;
import dwell.format.sql.Statement;
import dwell.format.sql.Text;
import dwell.record.Ascii;
import dwell.record.Chunk;
import dwell.record.Lines;
import dwell.time.EpochStamp;
import dwell.time.HostClock;
import dwell.time.RowClock;
import dwell.time.Stamp;

/** Makes rows of the slow query log. */
final class SlowParser extends EntryParser {
  private static final byte[] SHAPE = Ascii.bytes("mysql.slow/query");
  private static final byte[] ADMINISTRATOR_SHAPE = Ascii.bytes("mysql.slow/administrator-command");
  private static final byte[] START_SHAPE = Ascii.bytes("mysql.slow/start");
  private static final byte[] USE = Ascii.bytes("use ");
  private static final byte[] SET = Ascii.bytes("SET ");
  private static final byte[] TIMESTAMP = Ascii.bytes("timestamp=");
  private static final byte[] ADMINISTRATOR = Ascii.bytes("# administrator command: ");
  private static final byte[] ID = Ascii.bytes("Id:");
  private static final byte[] QC_HIT = Ascii.bytes("QC_hit");
  private static final byte[] QUIT = Ascii.bytes("Quit");

  private static final byte[] THREAD = Ascii.bytes("Thread_id");
  private static final byte[] SCHEMA = Ascii.bytes("Schema");
  private static final byte[] QUERY_TIME = Ascii.bytes("Query_time");
  private static final byte[] ROWS_SENT = Ascii.bytes("Rows_sent");
  private static final byte[] ROWS_EXAMINED = Ascii.bytes("Rows_examined");
  private static final byte[] LAST_ERROR = Ascii.bytes("Last_errno");
  private static final byte[] ERROR = Ascii.bytes("Errno");

  private final SlowEntry ahead = new SlowEntry();
  private final SlowEntry entry = new SlowEntry();
  private final Stamp epoch = new Stamp();
  private final RowClock clock;
  private final boolean assumed;
  private final ArtifactHost host;
  private final Statement statement = new Statement();
  private final Product product = new Product();

  /** The database in use: {@code use} is written where it is not that of the entry before. */
  private final Text database = new Text();

  private boolean timed;

  // Of the entry at hand.
  private boolean ownTime;
  private boolean ownDatabase;
  private long duration;
  private long began;
  private long zone;

  SlowParser(ParseContext context) {
    HostClock server = context.clocks().of("mysql", context.artifact().host());
    clock = new RowClock(server);
    assumed = server.basis() == Basis.ASSUMED;
    host = new ArtifactHost(context);
  }

  @Override
  boolean begins(byte[] bytes, int from, int end) {
    return ahead.begins(bytes, from, Lines.trim(bytes, from, end));
  }

  @Override
  void row(Chunk chunk, EventBatch batch, int from, int to, int line) {
    byte[] bytes = chunk.bytes();
    batch.next(from, to, line, 0);
    host.set(batch);
    batch.dataset(Dataset.MYSQL_SLOW);
    int first = Blank.skip(bytes, from, to);
    int firstEnd = Lines.trim(bytes, first, Lines.end(bytes, first, to));
    int last = to;
    while (last > first && (bytes[last - 1] == '\n' || bytes[last - 1] == '\r')) {
      last--;
    }
    SlowEntry.Kind kind = entry.kind(bytes, first, firstEnd);
    if (kind == SlowEntry.Kind.NONE) {
      batch.text(Field.MESSAGE, first, last, TextCoding.RAW);
      batch.words(bytes, first, last);
      if (chunk.continued() && from == 0) {
        batch.flag(Flag.TRUNCATED);
      }
      return;
    }
    if (kind == SlowEntry.Kind.HEADER) {
      product.banner(bytes, first, firstEnd);
      timed = false;
      database.clear();
      batch.action(Action.SERVICE_START);
      batch.keyword(Field.SHAPE, START_SHAPE, 0, START_SHAPE.length);
      batch.text(Field.MESSAGE, first, last, TextCoding.RAW);
      batch.words(bytes, first, last);
      product.put(batch);
      return;
    }
    ownTime = kind == SlowEntry.Kind.TIME;
    query(batch, bytes, first, last);
  }

  private void query(EventBatch batch, byte[] bytes, int from, int to) {
    batch.action(Action.QUERY);
    batch.keyword(Field.SHAPE, SHAPE, 0, SHAPE.length);
    duration = Long.MIN_VALUE;
    began = Long.MIN_VALUE;
    ownDatabase = false;
    int at = from;
    while (at < to && bytes[at] == '#' && !Ascii.startsWith(bytes, at, to, ADMINISTRATOR)) {
      int end = Lines.end(bytes, at, to);
      attributes(batch, bytes, at, Lines.trim(bytes, at, end));
      at = end;
    }
    at = settings(bytes, at, to);
    time(batch);
    product.put(batch);
    if (!ownDatabase) {
      database.put(batch, Field.DB_NAMESPACE);
    }
    text(batch, bytes, at, to);
  }

  private void text(EventBatch batch, byte[] bytes, int at, int to) {
    if (Ascii.startsWith(bytes, at, to, ADMINISTRATOR)) {
      boolean quit = Ascii.startsWith(bytes, at + ADMINISTRATOR.length, to, QUIT);
      batch.action(quit ? Action.DISCONNECT : Action.INFO);
      batch.keyword(Field.SHAPE, ADMINISTRATOR_SHAPE, 0, ADMINISTRATOR_SHAPE.length);
      batch.text(Field.MESSAGE, at, to, TextCoding.RAW);
      batch.words(bytes, at, to);
      return;
    }
    int end = to > at && bytes[to - 1] == ';' ? to - 1 : to;
    if (end > at) {
      statement.put(batch, at, end, TextCoding.RAW);
      batch.text(Field.MESSAGE, at, to, TextCoding.RAW);
    }
  }

  /**
   * When the entry was written: {@code # Time: }, or the one before it. Where neither is known, the
   * end of the statement by {@code SET timestamp}, which is when it began (MySQL from 8.0.14:
   * THD::start_time; before, and in MariaDB: when it ended, to the second).
   */
  private void time(EventBatch batch) {
    if (ownTime) {
      timed = true;
    }
    if (timed && assumed && !entry.stamp.zoned() && zoneProven()) {
      EpochStamp.seconds(
          entry.stamp.localSecond() - zone, entry.stamp.nanos(), entry.stamp.digits(), epoch);
      clock.set(batch, epoch, null);
    } else if (timed && (ownTime || began == Long.MIN_VALUE || near())) {
      clock.set(batch, entry.stamp, entry.stamp.zoned() ? null : YearBasis.RECORDED);
    } else if (began != Long.MIN_VALUE) {
      EpochStamp.seconds(began, 0, 0, epoch);
      clock.set(batch, epoch, epoch.zoned() ? null : YearBasis.RECORDED);
    }
    long written = batch.time(batch.row());
    if (duration != Long.MIN_VALUE && written != EventBatch.ABSENT) {
      batch.number(Field.START, written - duration);
    }
  }

  /**
   * Where nobody knows the server's zone, an entry with both clocks tells it: zones are whole
   * quarters of an hour, and a statement ends when its entry is written. Not for long statements,
   * which leave a choice.
   */
  private boolean zoneProven() {
    if (began == Long.MIN_VALUE || !ownTime || duration > 600_000_000_000L) {
      return false;
    }
    long apart = entry.stamp.localSecond() - began;
    zone = Math.floorDiv(apart + SLACK, QUARTER) * QUARTER;
    long rest = apart - zone;
    return Math.abs(zone) <= 14 * 3600 && rest <= Math.max(0, duration) / 1_000_000_000L + SLACK;
  }

  private static final long QUARTER = 900;
  private static final long SLACK = 2;

  /** An inherited time is that of the entry, unless the statement's own clock says it is not. */
  private boolean near() {
    long end = began * 1_000_000_000L + Math.max(0, duration);
    long inherited = clock.nanos(entry.stamp);
    return inherited != EventBatch.ABSENT
        && Math.abs(end - inherited) <= 2_000_000_000L + Math.max(0, duration);
  }

  /** Passes over {@code use db;} and {@code SET timestamp=…;}; gives where the statement begins. */
  private int settings(byte[] bytes, int from, int to) {
    int at = from;
    if (Ascii.startsWith(bytes, at, to, USE)) {
      int end = Lines.end(bytes, at, to);
      int name = Lines.trim(bytes, at, end);
      if (bytes[name - 1] == ';' && end < to) {
        boolean quoted = bytes[at + USE.length] == '`' && bytes[name - 2] == '`';
        int quote = quoted ? 1 : 0;
        database.set(bytes, at + USE.length + quote, name - 1 - quote);
        ownDatabase = false;
        at = end;
      }
    }
    if (Ascii.startsWith(bytes, at, to, SET)) {
      int end = Lines.end(bytes, at, to);
      int stamp = Ascii.indexOf(bytes, at, end, TIMESTAMP);
      int digits = stamp + TIMESTAMP.length;
      int behind = stamp < 0 ? -1 : Ascii.skipDigits(bytes, digits, end);
      if (behind > digits) {
        began = Ascii.number(bytes, digits, behind);
        if (end < to) {
          at = end;
        }
      }
    }
    return at;
  }

  /** A line of attributes: {@code # Name: value Name: value}. */
  private void attributes(EventBatch batch, byte[] bytes, int from, int to) {
    int at = from + 1;
    if (Ascii.startsWith(bytes, from, to, SlowEntry.TIME)) {
      int user = Ascii.indexOf(bytes, from + 1, to, SlowEntry.USER);
      if (user < 0) {
        return;
      }
      at = user;
    }
    if (Ascii.startsWith(bytes, at == from + 1 ? from : at, to, SlowEntry.USER)) {
      account(batch, bytes, (at == from + 1 ? from : at) + SlowEntry.USER.length, to);
      return;
    }
    while (at < to) {
      at = Ascii.skipBlanks(bytes, at, to);
      int colon = Ascii.indexOf(bytes, at, to, (byte) ':');
      if (colon < 0) {
        return;
      }
      int value = colon + 1 < to && bytes[colon + 1] == ' ' ? colon + 2 : colon + 1;
      int end = value;
      while (end < to && bytes[end] != ' ') {
        end++;
      }
      attribute(batch, bytes, at, colon, value, end);
      at = end;
    }
  }

  private void attribute(EventBatch batch, byte[] bytes, int from, int colon, int value, int end) {
    if (Ascii.equals(bytes, from, colon, QUERY_TIME)) {
      duration = Ascii.decimal(bytes, value, end, 9);
      if (duration != Long.MIN_VALUE) {
        batch.number(Field.DURATION, duration);
      }
    } else if (Ascii.equals(bytes, from, colon, ROWS_SENT)) {
      number(batch, Field.DB_RETURNED_ROWS, bytes, value, end);
    } else if (Ascii.equals(bytes, from, colon, ROWS_EXAMINED)) {
      number(batch, Field.DB_ROWS_EXAMINED, bytes, value, end);
    } else if (Ascii.equals(bytes, from, colon, THREAD)) {
      batch.keyword(Field.SESSION, bytes, value, end);
    } else if (Ascii.equals(bytes, from, colon, SCHEMA)) {
      ownDatabase = end > value;
      batch.keyword(Field.DB_NAMESPACE, bytes, value, end);
    } else if (Ascii.equals(bytes, from, colon, LAST_ERROR)
        || Ascii.equals(bytes, from, colon, ERROR)) {
      if (Ascii.number(bytes, value, end) > 0) {
        batch.keyword(Field.DB_STATUS, bytes, value, end);
        batch.outcome(Outcome.FAILURE);
      } else {
        batch.outcome(Outcome.SUCCESS);
      }
    } else if (Ascii.equals(bytes, from, colon, QC_HIT)) {
      product.mariadb();
    }
  }

  private static void number(EventBatch batch, Field field, byte[] bytes, int from, int to) {
    long value = Ascii.number(bytes, from, to);
    if (value >= 0) {
      batch.number(field, value);
    }
  }

  /**
   * {@code priv_user[user] @ host [ip] Id: 3}. The client chose the user: its bracket is the last
   * before {@code @ }.
   */
  private void account(EventBatch batch, byte[] bytes, int from, int to) {
    int end = to;
    int id = Ascii.lastIndexOf(bytes, from, to, ID);
    if (id > 0) {
      int digits = Ascii.skipBlanks(bytes, id + ID.length, to);
      int digitsEnd = Ascii.skipDigits(bytes, digits, to);
      batch.keyword(Field.SESSION, bytes, digits, digitsEnd);
      end = id;
    }
    int at = Ascii.lastIndexOf(bytes, from, end, AT);
    if (at < 0) {
      return;
    }
    int open = at;
    while (open > from && bytes[open] != '[') {
      open--;
    }
    if (bytes[open] == '[') {
      batch.keyword(Field.USER, bytes, open + 1, at);
    }
    int host = Ascii.skipBlanks(bytes, at + AT.length, end);
    int bracket = Ascii.indexOf(bytes, host, end, (byte) '[');
    int hostEnd = bracket < 0 ? end : bracket;
    while (hostEnd > host && bytes[hostEnd - 1] == ' ') {
      hostEnd--;
    }
    Text.source(batch, bytes, host, hostEnd);
    int close = bracket < 0 ? -1 : Ascii.indexOf(bytes, bracket, end, (byte) ']');
    if (close > bracket + 1) {
      batch.address(Field.SOURCE_IP, bytes, bracket + 1, close);
    }
  }

  private static final byte[] AT = Ascii.bytes("] @ ");
}
