package dwell.format.mysql;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.ParseContext;
import dwell.format.sql.Connections;
import dwell.format.sql.Statement;
import dwell.record.Ascii;
import dwell.record.Chunk;
import dwell.record.Lines;
import dwell.time.RowClock;
import org.jspecify.annotations.Nullable;

/** Makes rows of the general query log. */
final class GeneralParser extends EntryParser {
  private static final byte[][] SHAPES = new byte[Command.values().length][];
  private static final byte[] START = Ascii.bytes("mysql.general/start");
  private static final byte[] DENIED = Ascii.bytes("mysql.general/access-denied");

  static {
    for (Command command : Command.values()) {
      SHAPES[command.ordinal()] = Ascii.bytes("mysql.general/" + command.slug());
    }
  }

  /** Classifies each line; {@link #entry} reads those that begin an entry once more. */
  private final GeneralEntry ahead = new GeneralEntry();

  private final GeneralEntry entry = new GeneralEntry();
  private final RowClock clock;
  private final ArtifactHost host;
  private final Statement statement = new Statement();
  private final Connections<Account> connections = new Connections<>(Account::new);
  private final Product product = new Product();
  private boolean timed;

  GeneralParser(ParseContext context) {
    clock = new RowClock(context.clocks().of("mysql", context.artifact().host()));
    host = new ArtifactHost(context);
  }

  @Override
  boolean begins(byte[] bytes, int from, int end) {
    return ahead.begins(bytes, from, Lines.trim(bytes, from, end)) != GeneralEntry.Kind.NONE;
  }

  @Override
  void row(Chunk chunk, EventBatch batch, int from, int to, int line) {
    byte[] bytes = chunk.bytes();
    batch.next(from, to, line, 0);
    host.set(batch);
    batch.dataset(Dataset.MYSQL_GENERAL);
    int first = Blank.skip(bytes, from, to);
    int firstEnd = Lines.trim(bytes, first, Lines.end(bytes, first, to));
    int last = Lines.trim(bytes, first, to);
    switch (entry.begins(bytes, first, firstEnd)) {
      case NONE -> {
        batch.text(Field.MESSAGE, from, Lines.trim(bytes, from, to), TextCoding.RAW);
        batch.words(bytes, from, to);
        if (chunk.continued() && from == 0) {
          batch.flag(Flag.TRUNCATED);
        }
      }
      case HEADER -> {
        product.banner(bytes, first, firstEnd);
        connections.clear();
        timed = false;
        batch.action(Action.SERVICE_START);
        batch.keyword(Field.SHAPE, START, 0, START.length);
        batch.text(Field.MESSAGE, first, last, TextCoding.RAW);
        batch.words(bytes, first, last);
        product.put(batch);
      }
      case STAMPED -> {
        timed = clock.set(batch, entry.stamp, entry.stamp.zoned() ? null : YearBasis.RECORDED);
        entry(batch, bytes, last);
      }
      case INHERITED -> {
        if (timed) {
          clock.set(batch, entry.stamp, entry.stamp.zoned() ? null : YearBasis.RECORDED);
        }
        entry(batch, bytes, last);
      }
    }
  }

  private void entry(EventBatch batch, byte[] bytes, int to) {
    Command command = entry.command;
    int argument = entry.argument;
    byte[] shape = SHAPES[command.ordinal()];
    batch.keyword(Field.SHAPE, shape, 0, shape.length);
    batch.keyword(Field.SESSION, bytes, entry.threadFrom, entry.threadTo);
    batch.text(Field.MESSAGE, entry.commandFrom, to, TextCoding.RAW);
    product.put(batch);
    if (command == Command.CONNECT || command == Command.CHANGE_USER) {
      connect(batch, bytes, argument, to);
      return;
    }
    Account account = connections.get(entry.thread);
    act(batch, bytes, command, argument, to, account);
    if (account != null) {
      account.put(batch);
    }
    if (command == Command.QUIT) {
      connections.close(entry.thread);
    }
  }

  private void act(
      EventBatch batch,
      byte[] bytes,
      Command command,
      int argument,
      int to,
      @Nullable Account account) {
    switch (command) {
      case QUERY, EXECUTE, BULK_EXECUTE -> {
        batch.action(Action.QUERY);
        statement.put(batch, argument, to, TextCoding.RAW);
        UseStatement.apply(bytes, argument, to, account);
      }
      case PREPARE -> {
        batch.action(Action.INFO);
        statement.put(batch, argument, to, TextCoding.RAW);
      }
      case INIT_DB -> {
        batch.action(Action.INFO);
        Account known = account == null ? connections.open(entry.thread) : account;
        known.namespace.set(bytes, argument, to);
        known.namespace.put(batch, Field.DB_NAMESPACE);
      }
      case CREATE_DB, DROP_DB -> {
        batch.action(Action.QUERY);
        byte[] operation = command == Command.CREATE_DB ? CREATE : DROP;
        batch.keyword(Field.DB_OPERATION, operation, 0, operation.length);
        batch.words(bytes, argument, to);
      }
      case FIELD_LIST -> {
        batch.action(Action.INFO);
        int end = argument;
        while (end < to && bytes[end] != ' ' && bytes[end] != '\t') {
          end++;
        }
        batch.keyword(Field.DB_COLLECTION, bytes, argument, end);
        batch.words(bytes, argument, to);
      }
      case QUIT -> batch.action(Action.DISCONNECT);
      case SHUTDOWN -> batch.action(Action.SERVICE_STOP);
      case CONNECT,
          CHANGE_USER,
          KILL,
          BINLOG_DUMP,
          BINLOG_DUMP_GTID,
          CLOSE_STATEMENT,
          RESET_STATEMENT,
          OTHER -> {
        batch.action(Action.INFO);
        batch.words(bytes, argument, to);
      }
    }
  }

  /**
   * A login. The server writes {@code Connect} before it checks the password, and a second {@code
   * Connect Access denied …} where it refuses: that one is the login then, and the first the
   * attempt.
   */
  private void connect(EventBatch batch, byte[] bytes, int argument, int to) {
    batch.action(Action.LOGIN);
    batch.words(bytes, argument, to);
    if (AccessDenied.find(bytes, argument, to) == argument) {
      batch.keyword(Field.SHAPE, DENIED, 0, DENIED.length);
      AccessDenied.put(batch, bytes, argument, to);
      Account attempt = connections.get(entry.thread);
      if (attempt != null && batch.reopen(attempt.loginRow)) {
        batch.action(Action.LOGIN_ATTEMPT);
        batch.outcome(Outcome.FAILURE);
        batch.leave();
      }
      connections.close(entry.thread);
      return;
    }
    batch.outcome(Outcome.SUCCESS);
    Account account = connections.open(entry.thread);
    account.connect(bytes, argument, to);
    account.loginRow = batch.rowName();
    account.put(batch);
    account.transport.put(batch, Field.TRANSPORT);
  }

  private static final byte[] CREATE = Ascii.bytes("CREATE");
  private static final byte[] DROP = Ascii.bytes("DROP");
}
