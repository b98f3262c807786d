package dwell.format.postgresql;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.TextCoding;
import dwell.format.sql.Connections;
import dwell.pattern.MessageMatcher;
import dwell.record.Ascii;
import java.util.Arrays;

/**
 * What PostgreSQL writes to syslog ({@code log_destination = syslog}; write_syslog in elog.c):
 * {@code [7-1] PREFIX LOG: TEXT}, the message's number and the piece's, unless {@code
 * syslog_sequence_numbers} is off. A message of several lines, or of more than 900 bytes, comes in
 * pieces, each a record of its own; those of a statement are put together in its row. The time of
 * the row stays that of the syslog record.
 *
 * <p>What it knows of a connection is from the records since {@link #begin}.
 */
public final class PostgresMessages implements MessageMatcher {
  private static final byte[] POSTGRES = Ascii.bytes("postgres");
  private static final byte[] POSTGRESQL = Ascii.bytes("postgresql");

  /** rsyslog's and sysklogd's way of writing a tab. */
  private static final byte[] ESCAPED_TAB = Ascii.bytes("#011");

  private static final int LONGEST_STATEMENT = 1 << 16;

  /** PG_SYSLOG_LIMIT is 900; a piece may be shorter by a character of several bytes. */
  private static final int LEAST_CUT = 890;

  /** The statement of a message that may go on in further pieces. */
  private static final class Open {
    long message = -1;
    long row = -1;

    /** The length of the last piece, whatever it was. */
    int piece;

    byte[] text = new byte[256];
    int length;

    void add(byte[] bytes, int from, int to) {
      if (length + to - from > text.length) {
        text = Arrays.copyOf(text, Math.max(2 * text.length, length + to - from));
      }
      System.arraycopy(bytes, from, text, length, to - from);
      length += to - from;
    }
  }

  private final LogLine line = new LogLine();
  private final SyslogPrefix prefix;
  private final byte[] digits = new byte[20];
  private ServerMessages messages = new ServerMessages(null);
  private Connections<Open> open = new Connections<>(Open::new);
  private long filling = -1;
  private boolean used;

  /** The number of a message, and of its piece; -1 where they do not stand there. */
  private long message;

  private long piece;

  /**
   * @param given the host's {@code log_line_prefix}; empty where it is not known
   */
  public PostgresMessages(String given) {
    prefix = new SyslogPrefix(given);
  }

  /** Forgets all connections, as at the beginning of a piece of a file. */
  public void begin() {
    if (used) {
      messages = new ServerMessages(null);
      open = new Connections<>(Open::new);
      prefix.begin();
      used = false;
    }
  }

  @Override
  public boolean match(
      byte[] bytes,
      int programFrom,
      int programTo,
      int messageFrom,
      int messageTo,
      EventBatch batch) {
    if (programFrom == programTo
        || bytes[programFrom] != 'p'
        || bytes != batch.bytes()
        || !Ascii.equals(bytes, programFrom, programTo, POSTGRES)
            && !Ascii.equals(bytes, programFrom, programTo, POSTGRESQL)) {
      return false;
    }
    if (batch.filling() != filling) {
      // The codes of hosts, by which servers are told apart, mean nothing any more.
      begin();
      filling = batch.filling();
    }
    int from = number(bytes, messageFrom, messageTo);
    int row = batch.row();
    long pid = Math.max(0, batch.numberAt(Field.PID, row));
    int server = batch.code(Field.HOST, row) + 1;
    Open statement = open.open((long) server << 32 | pid);
    used = true;
    boolean read = begins(bytes, from, messageTo, statement) && read(bytes, from, messageTo, pid);
    statement.piece = messageTo - from;
    if (!read && piece <= 1) {
      return false;
    }
    if (read) {
      put(batch, server, pid, statement);
    } else {
      goesOn(batch, from, messageTo, statement);
    }
    return true;
  }

  /**
   * Whether a piece may begin with a prefix: the first does, and one behind a line's end, as of a
   * detail. What is only too long for one piece may be cut anywhere in text that a client chose.
   */
  private boolean begins(byte[] bytes, int from, int to, Open statement) {
    return piece <= 1
        || statement.piece < LEAST_CUT && from < to && bytes[from] != ' ' && bytes[from] != '\t';
  }

  private boolean read(byte[] bytes, int from, int to, long pid) {
    return prefix.read(bytes, from, to, pid, line) && (piece <= 1 || line.severity.further());
  }

  private void put(EventBatch batch, int server, long pid, Open statement) {
    int row = batch.row();
    if (prefix.ambiguous()) {
      batch.flag(Flag.AMBIGUOUS_TEXT);
    }
    line.server = server;
    line.coding = TextCoding.RAW;
    line.recordFrom = batch.recordFrom(row);
    line.recordTo = batch.recordTo(row);
    if (line.pid == 0) {
      line.pid = pid;
    }
    session(batch);
    messages.put(batch, line, null, null);
    statement.message = -1;
    if (message >= 0
        && batch.action(row) == Action.QUERY
        && batch.textFrom(Field.DB_QUERY, row) >= 0) {
      statement.message = message;
      statement.row = batch.rowName();
      statement.length = 0;
      statement.add(
          batch.bytes(), batch.textFrom(Field.DB_QUERY, row), batch.textTo(Field.DB_QUERY, row));
    }
  }

  /** A piece that goes on with the message before it. */
  private void goesOn(EventBatch batch, int from, int to, Open statement) {
    batch.dataset(Dataset.POSTGRESQL);
    batch.action(Action.INFO);
    Shapes.CONTINUED.put(batch);
    byte[] bytes = batch.bytes();
    batch.words(bytes, from, to);
    if (statement.message != message || statement.message < 0) {
      return;
    }
    int start = from;
    boolean escaped = Ascii.startsWith(bytes, from, to, ESCAPED_TAB);
    boolean cut = statement.length + to - from + 1 > LONGEST_STATEMENT;
    if (!cut && (escaped || from < to && bytes[from] == '\t')) {
      // append_with_tabs puts a tab behind each line feed, and the message was split there.
      start += escaped ? ESCAPED_TAB.length : 1;
      statement.add(LINE_FEED, 0, 1);
    }
    if (!cut) {
      statement.add(bytes, start, to);
    }
    if (batch.reopen(statement.row)) {
      if (cut) {
        batch.flag(Flag.TRUNCATED);
      }
      batch.text(Field.DB_QUERY, statement.text, 0, statement.length);
      batch.leave();
    }
  }

  private static final byte[] LINE_FEED = {'\n'};

  /** The process id tells the session, where the prefix has none. */
  private void session(EventBatch batch) {
    if (line.sessionFrom < line.sessionTo || line.pid <= 0) {
      return;
    }
    int at = digits.length;
    for (long rest = line.pid; rest > 0; rest /= 10) {
      digits[--at] = (byte) ('0' + rest % 10);
    }
    batch.keyword(Field.SESSION, digits, at, digits.length);
  }

  /** Reads {@code [7-1] } and {@code [7] }; the place behind it. */
  private int number(byte[] bytes, int from, int to) {
    message = piece = -1;
    if (from >= to || bytes[from] != '[') {
      return from;
    }
    int dash = Ascii.skipDigits(bytes, from + 1, to);
    if (dash == from + 1 || dash >= to || bytes[dash] != '-') {
      return from;
    }
    int close = Ascii.skipDigits(bytes, dash + 1, to);
    if (close == dash + 1 || close + 1 >= to || bytes[close] != ']' || bytes[close + 1] != ' ') {
      return from;
    }
    message = Ascii.number(bytes, from + 1, dash);
    piece = Ascii.number(bytes, dash + 1, close);
    return close + 2;
  }
}
