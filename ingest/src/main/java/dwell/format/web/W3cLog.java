package dwell.format.web;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.format.FreeText;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.format.TimedLineParser;
import dwell.record.Ascii;
import dwell.record.Lines;
import dwell.time.IsoStamp;
import dwell.time.Stamp;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Access logs in the W3C's extended form (https://www.w3.org/TR/WD-logfile): Internet Information
 * Services, and what else writes {@code #Fields:} in front of its lines. Times are UTC, as the form
 * says. Blanks of a client's are written as {@code +}.
 *
 * <p>Not splittable: what the columns are stands in the last {@code #Fields:} before a line.
 */
public final class W3cLog implements LogFormat {
  private static final byte[] FIELDS = Ascii.bytes("#Fields: ");
  private static final byte[] CLIENT = Ascii.bytes(" c-ip");
  private static final byte[] DATE = Ascii.bytes("date");
  private static final byte[] TIME = Ascii.bytes("time");
  private static final byte[] STEM = Ascii.bytes("cs-uri-stem");
  private static final byte[] QUERY = Ascii.bytes("cs-uri-query");
  private static final byte[] TAKEN = Ascii.bytes("time-taken");
  private static final byte[] SHAPE = Ascii.bytes("web.access/w3c");
  private static final byte[] DIRECTIVE = Ascii.bytes("web.access/w3c-directive");
  private static final long MILLISECOND = 1_000_000;

  /** Columns that go into a field as they are. */
  private record Column(byte[] name, Field field) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column(Ascii.bytes("c-ip"), Field.SOURCE_IP),
          new Column(Ascii.bytes("c-port"), Field.SOURCE_PORT),
          new Column(Ascii.bytes("s-ip"), Field.DESTINATION_IP),
          new Column(Ascii.bytes("s-port"), Field.DESTINATION_PORT),
          new Column(Ascii.bytes("cs-method"), Field.HTTP_METHOD),
          new Column(Ascii.bytes("cs-uri"), Field.URL),
          new Column(Ascii.bytes("cs-username"), Field.USER),
          new Column(Ascii.bytes("cs(User-Agent)"), Field.USER_AGENT),
          new Column(Ascii.bytes("cs(Referer)"), Field.HTTP_REFERRER),
          new Column(Ascii.bytes("sc-status"), Field.HTTP_STATUS),
          new Column(Ascii.bytes("sc-bytes"), Field.HTTP_BYTES));

  @Override
  public String id() {
    return "web.w3c";
  }

  @Override
  public String title() {
    return "access log in the W3C's extended form (IIS)";
  }

  @Override
  public String recognisedBy() {
    return "a line of #Fields: with c-ip among the first lines";
  }

  @Override
  public int recognise(Sample sample) {
    byte[] b = sample.bytes();
    for (int at = 0; at < b.length && b[at] == '#'; at = Lines.end(b, at, b.length)) {
      int end = Lines.end(b, at, b.length);
      if (Ascii.startsWith(b, at, end, FIELDS) && Ascii.indexOf(b, at, end, CLIENT) > 0) {
        return 95;
      }
    }
    return 0;
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  private static final class Parser extends TimedLineParser {
    private static final int MOST = 64;

    private final Stamp stamp = new Stamp();
    private final byte[] when = Ascii.bytes("0000-00-00T00:00:00Z");

    /** Which field a column is; null where it is none. */
    private final @Nullable Field[] fields = new @Nullable Field[MOST];

    private final int[] from = new int[MOST];
    private final int[] to = new int[MOST];
    private byte[] joined = new byte[256];
    private int columns;
    private int date;
    private int time;
    private int stem;
    private int query;
    private int taken;

    Parser(ParseContext context) {
      super(context);
    }

    @Override
    protected void line(byte[] b, int start, int end, EventBatch batch) {
      host.set(batch);
      batch.dataset(Dataset.WEB_ACCESS);
      FreeText.flags(b, start, end, batch);
      batch.text(Field.MESSAGE, start, end, TextCoding.RAW);
      if (start < end && b[start] == '#') {
        if (Ascii.startsWith(b, start, end, FIELDS)) {
          columns(b, start + FIELDS.length, end);
        }
        batch.action(Action.INFO);
        batch.keyword(Field.SHAPE, DIRECTIVE, 0, DIRECTIVE.length);
        batch.words(b, start, end);
      } else if (columns > 0 && split(b, start, end) == columns) {
        request(b, start, end, batch);
      } else {
        text.unknown(b, start, end, batch);
      }
    }

    private void columns(byte[] b, int start, int end) {
      date = time = stem = query = taken = -1;
      columns = split(b, start, end);
      for (int i = 0; i < columns; i++) {
        fields[i] = null;
        for (Column column : COLUMNS) {
          if (Ascii.equals(b, from[i], to[i], column.name)) {
            fields[i] = column.field;
          }
        }
        date = Ascii.equals(b, from[i], to[i], DATE) ? i : date;
        time = Ascii.equals(b, from[i], to[i], TIME) ? i : time;
        stem = Ascii.equals(b, from[i], to[i], STEM) ? i : stem;
        query = Ascii.equals(b, from[i], to[i], QUERY) ? i : query;
        taken = Ascii.equals(b, from[i], to[i], TAKEN) ? i : taken;
      }
    }

    /** Parts the line at blanks and tabs; the number of columns, 0 where there are too many. */
    private int split(byte[] b, int start, int end) {
      int count = 0;
      for (int at = start; at < end; at++) {
        if (count == MOST) {
          return 0;
        }
        from[count] = at;
        while (at < end && b[at] != ' ' && b[at] != '\t') {
          at++;
        }
        to[count] = at;
        count += at > from[count] ? 1 : 0;
      }
      return count;
    }

    private void request(byte[] b, int start, int end, EventBatch batch) {
      batch.action(Action.REQUEST);
      batch.keyword(Field.SHAPE, SHAPE, 0, SHAPE.length);
      batch.words(b, start, end);
      time(b, batch);
      for (int i = 0; i < columns; i++) {
        if (to[i] - from[i] != 1 || b[from[i]] != '-') {
          column(fields[i], b, from[i], to[i], batch);
        }
      }
      if (stem >= 0) {
        url(b, batch);
      }
      long milliseconds = taken < 0 ? -1 : Ascii.number(b, from[taken], to[taken]);
      if (milliseconds >= 0 && milliseconds < 1L << 40) {
        batch.number(Field.DURATION, milliseconds * MILLISECOND);
      }
    }

    private static void column(
        @Nullable Field field, byte[] b, int from, int to, EventBatch batch) {
      if (field == null) {
        return;
      }
      switch (field.kind()) {
        case ADDRESS -> batch.address(field, b, from, to);
        case TEXT -> batch.text(field, from, to, TextCoding.RAW);
        case NUMBER -> {
          long number = Ascii.number(b, from, to);
          if (number >= 0) {
            batch.number(field, number);
            if (field == Field.HTTP_STATUS) {
              batch.outcome(number < 400 ? Outcome.SUCCESS : Outcome.FAILURE);
            }
          }
        }
        default -> batch.keyword(field, b, from, to);
      }
    }

    /** Path and query, which stand in two columns; a question mark parts them again. */
    private void url(byte[] b, EventBatch batch) {
      boolean asked = query >= 0 && (to[query] - from[query] != 1 || b[from[query]] != '-');
      if (!asked) {
        batch.text(Field.URL, from[stem], to[stem], TextCoding.RAW);
        return;
      }
      int length = to[stem] - from[stem];
      int whole = length + 1 + to[query] - from[query];
      if (whole > joined.length) {
        joined = Arrays.copyOf(joined, 2 * whole);
      }
      System.arraycopy(b, from[stem], joined, 0, length);
      joined[length] = '?';
      System.arraycopy(b, from[query], joined, length + 1, to[query] - from[query]);
      batch.text(Field.URL, joined, 0, whole);
    }

    private void time(byte[] b, EventBatch batch) {
      if (date < 0 || time < 0 || to[date] - from[date] != 10 || to[time] - from[time] < 8) {
        return;
      }
      System.arraycopy(b, from[date], when, 0, 10);
      System.arraycopy(b, from[time], when, 11, 8);
      if (IsoStamp.read(when, 0, when.length, stamp) == when.length) {
        clock.set(batch, stamp, null);
        if (time == date + 1) {
          batch.text(Field.TIME_ORIGINAL, from[date], to[time], TextCoding.RAW);
        }
      }
    }
  }
}
