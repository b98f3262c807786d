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

/**
 * Any text: each line a message, with a time where one stands at its beginning. What daemons with a
 * file of their own write there is asked of the catalogue.
 */
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
    private final DaemonLine own = new DaemonLine();

    Parser(ParseContext context) {
      text = new FreeText(context);
      clock = new RowClock(context.clock());
      host = new ArtifactHost(context);
      years = context.years();
    }

    @Override
    protected void line(byte[] b, int from, int to, EventBatch batch) {
      host.set(batch);
      int behind = time(b, from, to, batch);
      boolean iso = behind > from && b[from] >= '0' && b[from] <= '9' && b[from + 4] == '-';
      if (own.read(b, from, behind, iso, to)
          && text.copied(own.text, own.programTo, own.programTo, own.to, batch)) {
        batch.keyword(Field.PROCESS, own.text, 0, own.programTo);
        if (own.pid >= 0) {
          batch.number(Field.PID, own.pid);
        }
        FreeText.flags(b, from, to, batch);
        return;
      }
      batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
      FreeText.flags(b, from, to, batch);
      text.unknown(b, from, to, batch);
    }

    /** Sets the time; the place behind the stamp, or {@code from} where there is none. */
    private int time(byte[] b, int from, int to, EventBatch batch) {
      boolean bracket = from < to && b[from] == '[';
      int at = bracket ? from + 1 : from;
      int end = bracket ? IsoStamp.readNamed(b, at, to, stamp) : IsoStamp.read(b, at, to, stamp);
      if (end > 0 && !bracket && stamp.offset() == Stamp.NO_OFFSET && !stamp.zoned()) {
        // Only a zone that is known: what stands there is rather the message's first word.
        end = IsoStamp.zoneBehind(b, end, to, stamp);
      }
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
        return from;
      }
      if (clock.set(batch, stamp, years.complete(stamp))) {
        batch.text(Field.TIME_ORIGINAL, at, end, TextCoding.RAW);
      }
      return end;
    }
  }
}
