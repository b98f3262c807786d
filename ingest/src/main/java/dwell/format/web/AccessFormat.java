package dwell.format.web;

import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.TextCoding;
import dwell.format.FreeText;
import dwell.format.LineSample;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.format.TimedLineParser;

/**
 * Access logs of nginx and Apache httpd: common, combined, with a virtual host, ssl_request_log.
 */
public final class AccessFormat implements LogFormat {
  @Override
  public String id() {
    return "web.access";
  }

  @Override
  public String title() {
    return "nginx and Apache access log (common, combined)";
  }

  @Override
  public String recognisedBy() {
    return "lines with a bracketed stamp, a quoted request, a status and a size";
  }

  @Override
  public int recognise(Sample sample) {
    return LineSample.mostly(sample, new AccessLine()::read, 40);
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
    private final AccessLine line = new AccessLine();

    Parser(ParseContext context) {
      super(context);
    }

    @Override
    protected void line(byte[] b, int from, int to, EventBatch batch) {
      batch.dataset(Dataset.WEB_ACCESS);
      host.set(batch);
      FreeText.flags(b, from, to, batch);
      boolean timed = line.read(b, from, to);
      if (!timed && !line.readUntimed(b, from, to)) {
        batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
        text.unknown(b, from, to, batch);
        return;
      }
      batch.text(Field.TIME_ORIGINAL, line.stampFrom, line.stampTo, TextCoding.RAW);
      if (timed) {
        clock.set(batch, line.stamp, line.stamp.zoned() ? null : YearBasis.RECORDED);
      } else {
        batch.flag(Flag.INCONSISTENT);
      }
      batch.text(Field.MESSAGE, line.requestFrom, line.requestTo, TextCoding.RAW);
      AccessRow.put(line, b, to, batch);
    }
  }
}
