package dwell.format.postgresql;

import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.record.Ascii;
import dwell.record.Chunk;
import dwell.record.Lines;
import dwell.time.IsoStamp;
import dwell.time.RowClock;
import dwell.time.Stamp;
import org.jspecify.annotations.Nullable;

/** Makes rows of {@code csvlog}. */
final class CsvParser implements LogParser {
  private static final int USER = 1;
  private static final int DATABASE = 2;
  private static final int PID = 3;
  private static final int FROM = 4;
  private static final int SESSION = 5;
  private static final int SEVERITY = 11;
  private static final int STATE = 12;
  private static final int MESSAGE = 13;
  private static final int DETAIL = 14;
  private static final int QUERY = 19;
  private static final int FEWEST = 22;

  private final CsvRecord record = new CsvRecord();
  private final LogLine parts = new LogLine();
  private final Stamp stamp = new Stamp();
  private final ServerMessages messages;
  private final RowClock clock;
  private final ArtifactHost host;

  CsvParser(ParseContext context) {
    clock = new RowClock(context.clocks().of("postgresql", context.artifact().host()));
    host = new ArtifactHost(context);
    messages = new ServerMessages(host);
    parts.coding = TextCoding.CSV;
  }

  @Override
  public void parse(Chunk chunk, EventBatch batch) {
    byte[] bytes = chunk.bytes();
    int to = chunk.to();
    int line = 0;
    int at = 0;
    while (at < to) {
      int start = at;
      while (start < to && (bytes[start] == '\n' || bytes[start] == '\r')) {
        start++;
      }
      int end = start == to ? to : record.end(bytes, start, to, true);
      boolean torn = record.torn();
      while (end < to && (bytes[end] == '\n' || bytes[end] == '\r')) {
        end++;
      }
      row(batch, at, start, end, line, torn || chunk.continued() && at == 0);
      line += Lines.count(bytes, at, end);
      at = end;
    }
  }

  /** Whether a record has the columns of a server log. */
  static boolean fits(CsvRecord record, byte[] bytes, int from, int end) {
    int to = Lines.trim(bytes, from, end);
    return record.split(bytes, from, to) >= FEWEST
        && Severity.of(bytes, record.from[SEVERITY], record.to[SEVERITY]) != null;
  }

  private void row(EventBatch batch, int from, int start, int end, int line, boolean torn) {
    byte[] bytes = batch.bytes();
    batch.next(from, end, line, 0);
    host.set(batch);
    batch.dataset(Dataset.POSTGRESQL);
    int to = end;
    while (to > start && (bytes[to - 1] == '\n' || bytes[to - 1] == '\r')) {
      to--;
    }
    int columns = record.split(bytes, start, to);
    @Nullable Severity severity =
        columns > MESSAGE ? Severity.of(bytes, record.from[SEVERITY], record.to[SEVERITY]) : null;
    if (torn) {
      batch.flag(Flag.TRUNCATED);
    }
    boolean timed = IsoStamp.readNamed(bytes, record.from[0], record.to[0], stamp) > 0;
    if (severity == null || !timed) {
      if (timed) {
        clock.set(batch, stamp, stamp.zoned() ? null : YearBasis.RECORDED);
      }
      batch.text(Field.MESSAGE, start, to, TextCoding.RAW);
      batch.words(bytes, start, to);
      return;
    }
    parts(bytes, columns, severity);
    parts.recordFrom = from;
    parts.recordTo = end;
    parts.recordLine = line;
    messages.put(batch, parts, clock, stamp);
  }

  private void parts(byte[] bytes, int columns, Severity severity) {
    parts.clear();
    parts.severity = severity;
    parts.pid = Math.max(0, Ascii.number(bytes, record.from[PID], record.to[PID]));
    parts.userFrom = record.from[USER];
    parts.userTo = record.to[USER];
    parts.databaseFrom = record.from[DATABASE];
    parts.databaseTo = record.to[DATABASE];
    parts.sessionFrom = record.from[SESSION];
    parts.sessionTo = record.to[SESSION];
    parts.stateFrom = record.from[STATE];
    parts.stateTo = record.to[STATE];
    parts.messageFrom = record.from[MESSAGE];
    parts.messageTo = record.to[MESSAGE];
    if (columns > DETAIL) {
      parts.detailFrom = record.from[DETAIL];
      parts.detailTo = record.to[DETAIL];
    }
    if (columns > QUERY) {
      parts.queryFrom = record.from[QUERY];
      parts.queryTo = record.to[QUERY];
    }
    parts.remote(bytes, record.from[FROM], record.to[FROM]);
  }
}
