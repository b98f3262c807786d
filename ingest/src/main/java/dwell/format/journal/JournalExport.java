package dwell.format.journal;

import dwell.event.EventBatch;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.FreeText;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.format.journal.ExportEntry.Key;
import dwell.record.Ascii;
import dwell.record.Chunk;
import dwell.record.Lines;
import dwell.record.RecordCutter;
import dwell.time.EpochStamp;
import dwell.time.RowClock;
import dwell.time.Stamp;

/**
 * {@code journalctl -o export}. An entry is one record. Its time is the sender's ({@code
 * _SOURCE_REALTIME_TIMESTAMP}) where the journal kept it, else the journal's own; both are
 * microseconds since the epoch.
 */
public final class JournalExport implements LogFormat {
  private static final byte[] CURSOR = Ascii.bytes("__CURSOR=s=");
  private static final byte[] REALTIME = Ascii.bytes("__REALTIME_TIMESTAMP=");

  @Override
  public String id() {
    return "journal.export";
  }

  @Override
  public String title() {
    return "systemd journal, export format";
  }

  @Override
  public String recognisedBy() {
    return "entries that begin with __CURSOR= and have __REALTIME_TIMESTAMP=";
  }

  @Override
  public int recognise(Sample sample) {
    byte[] bytes = sample.bytes();
    boolean cursor = false;
    int at = 0;
    for (int lines = 0; at < bytes.length && lines < 8; lines++) {
      int end = Lines.end(bytes, at, bytes.length);
      cursor |= Ascii.startsWith(bytes, at, end, CURSOR);
      if (cursor && Ascii.startsWith(bytes, at, end, REALTIME)) {
        return 98;
      }
      at = end;
    }
    return 0;
  }

  @Override
  public boolean splittable() {
    return false;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    ExportEntry entry = new ExportEntry();
    return (bytes, from, to, end) -> {
      if (end) {
        return to;
      }
      int cut = from;
      while (cut < to) {
        int next = entry.read(bytes, cut, to, false);
        if (next < 0) {
          return cut;
        }
        cut = next;
      }
      return cut;
    };
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  private static final class Parser implements LogParser {
    private final ExportEntry entry = new ExportEntry();
    private final Stamp stamp = new Stamp();
    private final RowClock clock;
    private final ArtifactHost host;
    private final FreeText text;

    Parser(ParseContext context) {
      clock = new RowClock(context.clock());
      host = new ArtifactHost(context);
      text = new FreeText(context.messages().get());
    }

    @Override
    public void parse(Chunk chunk, EventBatch batch) {
      byte[] bytes = chunk.bytes();
      int to = chunk.to();
      int line = 0;
      for (int at = 0; at < to; ) {
        int end = entry.read(bytes, at, to, true);
        batch.next(at, end, line, 0);
        host.set(batch);
        row(batch, bytes, at, end);
        line += Lines.count(bytes, at, end);
        at = end;
      }
    }

    private void row(EventBatch batch, byte[] bytes, int from, int end) {
      if (!entry.whole()) {
        batch.flag(Flag.TRUNCATED);
      }
      if (!time(batch, bytes, Key._SOURCE_REALTIME_TIMESTAMP)) {
        time(batch, bytes, Key.__REALTIME_TIMESTAMP);
      }
      keyword(batch, Field.HOST, bytes, Key._HOSTNAME);
      keyword(batch, Field.EXECUTABLE, bytes, Key._EXE);
      Key program = entry.has(Key.SYSLOG_IDENTIFIER) ? Key.SYSLOG_IDENTIFIER : Key._COMM;
      keyword(batch, Field.PROCESS, bytes, program);
      if (!number(batch, Field.PID, bytes, Key.SYSLOG_PID)) {
        number(batch, Field.PID, bytes, Key._PID);
      }
      if (!entry.has(Key.MESSAGE)) {
        batch.text(Field.MESSAGE, from, Lines.trim(bytes, from, end), TextCoding.RAW);
        batch.words(bytes, from, end);
        return;
      }
      boolean named = entry.has(program);
      text.message(
          bytes,
          named ? entry.from(program) : 0,
          named ? entry.to(program) : 0,
          entry.from(Key.MESSAGE),
          entry.to(Key.MESSAGE),
          batch);
    }

    private boolean time(EventBatch batch, byte[] bytes, Key key) {
      long micros = entry.has(key) ? Ascii.number(bytes, entry.from(key), entry.to(key)) : -1;
      if (micros <= 0) {
        return false;
      }
      EpochStamp.micros(micros, stamp);
      return clock.set(batch, stamp, stamp.zoned() ? null : YearBasis.RECORDED);
    }

    private void keyword(EventBatch batch, Field field, byte[] bytes, Key key) {
      if (entry.has(key)) {
        batch.keyword(field, bytes, entry.from(key), entry.to(key));
      }
    }

    private boolean number(EventBatch batch, Field field, byte[] bytes, Key key) {
      long value = entry.has(key) ? Ascii.number(bytes, entry.from(key), entry.to(key)) : -1;
      if (value < 0) {
        return false;
      }
      batch.number(field, value);
      return true;
    }
  }
}
