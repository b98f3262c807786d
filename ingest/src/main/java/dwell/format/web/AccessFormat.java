package dwell.format.web;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.FreeText;
import dwell.format.LineParser;
import dwell.format.LineSample;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Chunk;
import dwell.time.RowClock;
import dwell.time.RowClock.Order;
import java.nio.charset.StandardCharsets;

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
    AccessLine line = new AccessLine();
    int share = LineSample.share(sample, line::read);
    return share < 50 ? 0 : 40 + share / 2;
  }

  @Override
  public boolean splittable() {
    return true;
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  private static final class Parser extends LineParser {
    private static final byte[] SHAPE = "web.access/request".getBytes(StandardCharsets.US_ASCII);

    private final AccessLine line = new AccessLine();
    private final FreeText text;
    private final RowClock clock;
    private final ArtifactHost host;

    Parser(ParseContext context) {
      text = new FreeText(context.messages().get());
      clock = new RowClock(context.clock(), false);
      host = new ArtifactHost(context);
    }

    @Override
    protected void begin(Chunk chunk, EventBatch batch) {
      clock.order(Order.START);
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
      batch.action(Action.REQUEST);
      batch.keyword(Field.SHAPE, SHAPE, 0, SHAPE.length);
      batch.text(Field.TIME_ORIGINAL, line.stampFrom, line.stampTo, TextCoding.RAW);
      if (timed) {
        clock.set(batch, line.stamp, line.stamp.zoned() ? null : YearBasis.RECORDED);
      } else {
        batch.flag(Flag.INCONSISTENT);
      }
      if (!batch.address(Field.SOURCE_IP, b, line.clientFrom, line.clientTo)) {
        batch.keyword(Field.SOURCE_DOMAIN, b, line.clientFrom, line.clientTo);
      }
      batch.keyword(Field.USER, b, line.userFrom, line.userTo);
      batch.text(Field.MESSAGE, line.requestFrom, line.requestTo, TextCoding.RAW);
      batch.keyword(Field.HTTP_METHOD, b, line.requestFrom, line.methodTo);
      text(Field.URL, line.urlFrom, line.urlTo, batch);
      text(Field.HTTP_REFERRER, line.referrerFrom, line.referrerTo, batch);
      batch.keyword(Field.USER_AGENT, b, line.agentFrom, line.agentTo);
      if (line.status >= 0) {
        batch.number(Field.HTTP_STATUS, line.status);
        batch.outcome(line.status < 400 ? Outcome.SUCCESS : Outcome.FAILURE);
      }
      if (line.bytes >= 0) {
        batch.number(Field.HTTP_BYTES, line.bytes);
      }
      batch.words(b, line.requestFrom, to);
    }

    private static void text(Field field, int from, int to, EventBatch batch) {
      if (to > from) {
        batch.text(field, from, to, TextCoding.RAW);
      }
    }
  }
}
