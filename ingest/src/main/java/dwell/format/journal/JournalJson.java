package dwell.format.journal;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.TextCoding;
import dwell.format.JsonFields;
import dwell.format.LineParser;
import dwell.format.LineSample;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.format.sql.Escapes;
import dwell.record.Ascii;
import java.util.Arrays;

/**
 * {@code journalctl -o json}: an object a line, every value a string; an array of numbers where a
 * value is no text, an array of values where a field is there more than once, null where it was too
 * long (systemd, docs/JOURNAL_EXPORT_FORMATS.md).
 */
public final class JournalJson implements LogFormat {
  private static final byte[] REALTIME = Ascii.bytes("__REALTIME_TIMESTAMP");

  @Override
  public String id() {
    return "journal.json";
  }

  @Override
  public String title() {
    return "systemd journal, JSON";
  }

  @Override
  public String recognisedBy() {
    return "objects with __REALTIME_TIMESTAMP";
  }

  @Override
  public int recognise(Sample sample) {
    JsonFields fields = new JsonFields();
    int share = LineSample.share(sample, (b, from, to) -> entry(fields, b, from, to));
    return share < 50 ? 0 : 60 + share * 38 / 100;
  }

  private static boolean entry(JsonFields fields, byte[] b, int from, int to) {
    boolean more = fields.open(b, from, to);
    while (more && fields.next()) {
      if (fields.named(REALTIME)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  private static final class Parser extends LineParser {
    private final JsonFields fields = new JsonFields();
    private final JsonFields items = new JsonFields();
    private final EntryFields entry = new EntryFields();
    private final Escapes escapes = new Escapes();
    private final EntryRow row;
    private byte[] binary = new byte[256];

    Parser(ParseContext context) {
      row = new EntryRow(context);
    }

    @Override
    protected void line(byte[] b, int from, int to, EventBatch batch) {
      entry.begin();
      boolean more = fields.open(b, from, to);
      while (more && fields.next()) {
        JournalField field = JournalField.of(b, fields.nameFrom(), fields.nameTo());
        if (field != null) {
          value(field, b);
        }
      }
      if (!row.fill(batch, entry, 0)) {
        batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
        batch.words(b, from, to);
      }
    }

    private void value(JournalField field, byte[] b) {
      if (fields.string()) {
        copy(field, b, fields);
        return;
      }
      int length = 0;
      boolean more = items.openList(b, fields.valueFrom(), fields.valueTo());
      while (more && items.nextItem()) {
        if (items.string()) {
          copy(field, b, items);
          return;
        }
        long octet = Ascii.number(b, items.valueFrom(), items.valueTo());
        if (octet < 0 || octet > 255) {
          return;
        }
        binary = length < binary.length ? binary : Arrays.copyOf(binary, 2 * length);
        binary[length++] = (byte) octet;
      }
      if (length > 0) {
        entry.copy(field, binary, 0, length, -1);
      }
    }

    private void copy(JournalField field, byte[] b, JsonFields value) {
      escapes.decode(b, value.valueFrom(), value.valueTo(), TextCoding.JSON);
      entry.copy(field, escapes.plain(), escapes.from(), escapes.to(), -1);
    }
  }
}
