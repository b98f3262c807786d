package dwell.format.shell;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.FreeText;
import dwell.format.ParseContext;
import dwell.record.Chunk;
import dwell.time.EpochStamp;
import dwell.time.RowClock;
import dwell.time.Stamp;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What all histories have in common: whose the file is and which program wrote it (both are told by
 * its place alone), the order of its commands, and how a command becomes a row.
 */
final class HistoryFile {
  private static final byte[] SHAPE = "shell/command".getBytes(StandardCharsets.US_ASCII);
  private static final String SUFFIX = "_history";

  final Stamp stamp = new Stamp();

  private final RowClock clock;
  private final ArtifactHost host;
  private final byte[] user;
  private final byte[] program;
  private long order;
  private @Nullable Chunk chunk;

  HistoryFile(ParseContext context) {
    clock = new RowClock(context.clock());
    host = new ArtifactHost(context);
    String path = context.artifact().hostPath();
    user = user(path).getBytes(StandardCharsets.UTF_8);
    program = program(path).getBytes(StandardCharsets.UTF_8);
  }

  /** The account whose home the path lies in; empty where the path does not tell. */
  static String user(String path) {
    String[] parts = path.split("/", -1);
    for (int i = parts.length - 3; i >= 0; i--) {
      if (parts[i].equals("home") || parts[i].equals("Users")) {
        return parts[i + 1];
      }
    }
    for (int i = 0; i + 1 < parts.length; i++) {
      boolean first = i == 0 || i == 1 && parts[0].isEmpty();
      if (parts[i].equals("root") && (first || i + 2 == parts.length)) {
        return "root";
      }
    }
    return "";
  }

  /** The program whose history the file is by its name, {@code .psql_history}; else empty. */
  static String program(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int end = name.indexOf(SUFFIX);
    int start = name.startsWith(".") ? 1 : 0;
    return end > start ? name.substring(start, end) : "";
  }

  /** Whether the file's name says that it is a history. */
  static boolean named(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.contains(SUFFIX) || name.equals(".history");
  }

  /** Begins a chunk. */
  void begin(Chunk begun) {
    chunk = begun;
  }

  /** Begins the row of a record, and counts it. */
  void next(int from, int to, int line, EventBatch batch) {
    batch.next(from, to, line, 0);
    Chunk current = chunk;
    if (current != null
        && (current.continued() && from == 0
            || to == current.to() && !current.last() && current.bytes()[to - 1] != '\n')) {
      batch.flag(Flag.TRUNCATED);
    }
    batch.dataset(Dataset.SHELL);
    host.set(batch);
    batch.keyword(Field.USER, user, 0, user.length);
    batch.keyword(Field.PROCESS, program, 0, program.length);
    order++;
  }

  /** Sets the time of the row: seconds since the epoch, as written in {@code b[from, to)}. */
  void time(byte[] b, int from, int to, EventBatch batch) {
    EpochStamp.read(b, from, to, stamp);
    batch.text(Field.TIME_ORIGINAL, from, to, TextCoding.RAW);
    if (!clock.set(batch, stamp, null)) {
      untimed(batch);
    }
  }

  /** The row has no time of its own, and its place in the order of the file instead. */
  void untimed(EventBatch batch) {
    batch.number(Field.ORDER, order);
  }

  /** The row is the command that stands in the chunk as it is. */
  void command(byte[] b, int from, int to, EventBatch batch) {
    understood(batch);
    batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
    batch.text(Field.COMMAND_LINE, from, to, TextCoding.RAW);
    batch.words(b, from, to);
    FreeText.flags(b, from, to, batch);
  }

  /** The row is the command {@code text[0, length)}, which the file has in another form. */
  void decoded(byte[] text, int length, EventBatch batch) {
    understood(batch);
    batch.text(Field.MESSAGE, text, 0, length);
    batch.text(Field.COMMAND_LINE, text, 0, length);
    batch.words(text, 0, length);
    FreeText.flags(text, 0, length, batch);
  }

  private static void understood(EventBatch batch) {
    batch.action(Action.COMMAND);
    batch.keyword(Field.SHAPE, SHAPE, 0, SHAPE.length);
  }

  /** Whether {@code b[from, to)} is a number of seconds since the epoch that a history may have. */
  static boolean epoch(byte[] b, int from, int to) {
    if (to - from < 9 || to - from > 11) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (b[i] < '0' || b[i] > '9') {
        return false;
      }
    }
    return true;
  }
}
