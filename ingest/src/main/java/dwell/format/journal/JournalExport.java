package dwell.format.journal;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.TextCoding;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Ascii;
import dwell.record.Chunk;
import dwell.record.Lines;
import dwell.record.RecordCutter;

/** {@code journalctl -o export}. An entry is one record. */
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
    private final EntryRow row;

    Parser(ParseContext context) {
      row = new EntryRow(context);
    }

    @Override
    public void parse(Chunk chunk, EventBatch batch) {
      byte[] bytes = chunk.bytes();
      int to = chunk.to();
      int line = 0;
      for (int at = 0; at < to; ) {
        int end = entry.read(bytes, at, to, true);
        batch.next(at, end, line, 0);
        if (!entry.whole()) {
          batch.flag(Flag.TRUNCATED);
        }
        if (!row.fill(batch, entry.fields(), 0)) {
          batch.text(Field.MESSAGE, at, Lines.trim(bytes, at, end), TextCoding.RAW);
          batch.words(bytes, at, end);
        }
        line += Lines.count(bytes, at, end);
        at = end;
      }
    }
  }
}
