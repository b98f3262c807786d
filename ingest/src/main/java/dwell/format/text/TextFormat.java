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
import dwell.format.text.DaemonLine.Front;
import dwell.record.Ascii;
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
      int process = redisProcess(b, from, to);
      int start = process < 0 ? from : process + 1;
      while (process >= 0 && start < to && b[start] != ' ') {
        start++;
      }
      int at = Math.min(process < 0 ? start : start + 1, to);
      int behind = time(b, at, to, batch);
      boolean daemons =
          process < 0
              ? own.read(b, from, behind, front(b, from, behind), to)
              : behind > at && own.redis(b, b[from] == '[' ? from + 1 : from, process, behind, to);
      while (daemons) {
        if (text.copied(own.text, own.programTo, own.programTo, own.to, batch)) {
          batch.keyword(Field.PROCESS, own.text, 0, own.programTo);
          if (own.pid >= 0) {
            batch.number(Field.PID, own.pid);
          }
          FreeText.flags(b, from, to, batch);
          return;
        }
        daemons = own.other();
      }
      batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
      FreeText.flags(b, from, to, batch);
      text.unknown(b, from, to, batch);
    }

    /**
     * Where the process id ends in front of a Redis' stamp, {@code 7:M } and {@code [7] }; -1 where
     * none stands there.
     */
    private static int redisProcess(byte[] b, int from, int to) {
      boolean old = from < to && b[from] == '[';
      int digits = old ? from + 1 : from;
      int end = Ascii.skipDigits(b, digits, to);
      if (end == digits || end - digits > 9 || end + 3 >= to) {
        return -1;
      }
      boolean role = b[end] == ':' && b[end + 1] >= 'A' && b[end + 1] <= 'Z' && b[end + 2] == ' ';
      return old ? b[end] == ']' && b[end + 1] == ' ' ? end : -1 : role ? end : -1;
    }

    private static Front front(byte[] b, int from, int behind) {
      if (behind == from) {
        return Front.NONE;
      }
      byte first = b[from] == '[' ? b[from + 1] : b[from];
      boolean year = first >= '0' && first <= '9';
      int dash = b[from] == '[' ? from + 5 : from + 4;
      return year && (b[dash] == '-' || b[dash] == '/')
          ? Front.ISO
          : year ? Front.OTHER : Front.BSD;
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
        end = OtherStamp.dayFirst(b, at, to, stamp);
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
