package dwell.format.web;

import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.TextCoding;
import dwell.format.FreeText;
import dwell.format.LineSample;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.format.TimedLineParser;

/** Squid's access log in its native form. */
public final class SquidLog implements LogFormat {
  @Override
  public String id() {
    return "web.squid";
  }

  @Override
  public String title() {
    return "Squid access log (native)";
  }

  @Override
  public String recognisedBy() {
    return "lines of seconds with a fraction, a duration, an address, a result with its status, a size"
        + " and a request";
  }

  @Override
  public int recognise(Sample sample) {
    return LineSample.mostly(sample, new SquidLine()::read, 40);
  }

  @Override
  public boolean splittable() {
    return true;
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  private static final class Parser extends TimedLineParser {
    private final SquidLine line = new SquidLine();

    Parser(ParseContext context) {
      super(context);
    }

    @Override
    protected void line(byte[] b, int from, int to, EventBatch batch) {
      host.set(batch);
      FreeText.flags(b, from, to, batch);
      batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
      if (!line.read(b, from, to)) {
        batch.dataset(Dataset.WEB_ACCESS);
        text.unknown(b, from, to, batch);
        return;
      }
      batch.text(Field.TIME_ORIGINAL, line.stampFrom, line.stampTo, TextCoding.RAW);
      clock.set(batch, line.stamp, null);
      line.put(b, to, batch);
    }
  }
}
