package dwell.format.mysql;

import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Chunk;
import dwell.record.Lines;
import dwell.record.RecordCutter;
import dwell.time.RowClock;
import dwell.time.Stamp;

/**
 * The error log of MySQL, MariaDB and Percona Server: {@code 260914 0:00:04 [Note] …} (to MySQL 5.6
 * and MariaDB 10.0), {@code 2026-09-14 0:00:04 0 [Note] …} (MariaDB from 10.1), {@code
 * 2026-09-14T00:00:04.123456Z 0 [Note] [MY-010116] [Server] …} (MySQL 5.7, 8; sql/log.cc). A line
 * without a stamp goes on with the record before it.
 */
public final class ErrorLog implements LogFormat {
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
      stamped += ErrorRecord.stamp(bytes, at, end, stamp) > 0 ? 1 : 0;
      level += ErrorRecord.is(bytes, at, end) ? 1 : 0;
      at = end;
    }
    return level * 2 > stamped ? 80 : 0;
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
        if (ErrorRecord.stamp(bytes, line, lineEnd, stamp) > 0) {
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

  private static final class Parser extends EntryParser {
    private final Stamp stamp = new Stamp();
    private final Stamp ahead = new Stamp();
    private final ErrorRecord record = new ErrorRecord();
    private final RowClock clock;
    private final ArtifactHost host;

    Parser(ParseContext context) {
      clock = new RowClock(context.clocks().of("mysql", context.artifact().host()));
      host = new ArtifactHost(context);
    }

    @Override
    boolean begins(byte[] bytes, int from, int end) {
      return ErrorRecord.stamp(bytes, from, end, ahead) > 0;
    }

    @Override
    void row(Chunk chunk, EventBatch batch, int from, int to, int line) {
      byte[] bytes = chunk.bytes();
      batch.next(from, to, line, 0);
      host.set(batch);
      batch.dataset(Dataset.MYSQL_ERROR);
      int first = Blank.skip(bytes, from, to);
      int last = to;
      while (last > first && (bytes[last - 1] == '\n' || bytes[last - 1] == '\r')) {
        last--;
      }
      int behind = ErrorRecord.stamp(bytes, first, last, stamp);
      if (behind < 0) {
        batch.text(Field.MESSAGE, first, last, TextCoding.RAW);
        batch.words(bytes, first, last);
        if (chunk.continued() && from == 0) {
          batch.flag(Flag.TRUNCATED);
        }
        return;
      }
      clock.set(batch, stamp, stamp.zoned() ? null : YearBasis.RECORDED);
      record.put(batch, behind, last);
    }
  }
}
