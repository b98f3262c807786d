package dwell.format.text;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.FreeText;
import dwell.format.LineParser;
import dwell.format.LineSample;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.time.BsdStamp;
import dwell.time.ClfStamp;
import dwell.time.IsoStamp;
import dwell.time.OtherStamp;
import dwell.time.RowClock;
import dwell.time.Stamp;
import dwell.time.YearInference;

/** Any text: each line a message, with a time where one stands at its beginning. */
public final class TextFormat implements LogFormat {
  private static final int LAST_RESORT = 2;

  @Override
  public String id() {
    return "text";
  }

  @Override
  public String title() {
    return "text of no known format, line by line";
  }

  @Override
  public String recognisedBy() {
    return "no other format knows it, and it holds no zero bytes and few control characters";
  }

  @Override
  public int recognise(Sample sample) {
    return LineSample.text(sample) ? LAST_RESORT : 0;
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  private static final class Parser extends LineParser {
    private final FreeText text;
    private final RowClock clock;
    private final ArtifactHost host;
    private final YearInference years;
    private final Stamp stamp = new Stamp();

    Parser(ParseContext context) {
      text = new FreeText(context.messages().get());
      clock = new RowClock(context.clock());
      host = new ArtifactHost(context);
      years = context.years();
    }

    @Override
    protected void line(byte[] b, int from, int to, EventBatch batch) {
      host.set(batch);
      time(b, from, to, batch);
      batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
      FreeText.flags(b, from, to, batch);
      text.unknown(b, from, to, batch);
    }

    private void time(byte[] b, int from, int to, EventBatch batch) {
      boolean bracket = from < to && b[from] == '[';
      int at = bracket ? from + 1 : from;
      int end = IsoStamp.readNamed(b, at, to, stamp);
      if (end < 0) {
        end = BsdStamp.read(b, at, to, stamp);
      }
      if (end < 0) {
        end = ClfStamp.read(b, at, to, stamp);
      }
      if (end < 0) {
        end = OtherStamp.basic(b, at, to, stamp);
      }
      if (end < 0) {
        // In brackets a number of seconds stands alone, as Nagios writes it.
        end = OtherStamp.epoch(b, at, to, !bracket, stamp);
      }
      if (end < 0) {
        return;
      }
      if (clock.set(batch, stamp, years.complete(stamp))) {
        batch.text(Field.TIME_ORIGINAL, at, end, TextCoding.RAW);
      }
    }
  }
}
