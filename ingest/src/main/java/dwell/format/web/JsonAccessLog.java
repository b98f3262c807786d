package dwell.format.web;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.format.FreeText;
import dwell.format.LineSample;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.format.TimedLineParser;
import dwell.format.sql.Escapes;
import dwell.format.web.JsonAccessLine.Part;
import dwell.record.Ascii;

/** Access logs as JSON: Traefik, Caddy, and what nginx and Apache are told to write so. */
public final class JsonAccessLog implements LogFormat {
  @Override
  public String id() {
    return "web.json";
  }

  @Override
  public String title() {
    return "access log as JSON (Traefik, Caddy, nginx, Apache)";
  }

  @Override
  public String recognisedBy() {
    return "objects with a time, a client, a status, and a request or its method and path";
  }

  @Override
  public int recognise(Sample sample) {
    return LineSample.mostly(sample, new JsonAccessLine()::read, 40);
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
    private static final byte[] SHAPE = Ascii.bytes("web.access/json");

    private final JsonAccessLine line = new JsonAccessLine();
    private final Escapes escapes = new Escapes();

    Parser(ParseContext context) {
      super(context);
    }

    @Override
    protected void line(byte[] b, int from, int to, EventBatch batch) {
      host.set(batch);
      batch.dataset(Dataset.WEB_ACCESS);
      FreeText.flags(b, from, to, batch);
      batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
      if (from == to || !line.read(b, from, to)) {
        text.unknown(b, from, to, batch);
        return;
      }
      batch.action(Action.REQUEST);
      batch.keyword(Field.SHAPE, SHAPE, 0, SHAPE.length);
      batch.words(b, from, to);
      Part time = line.has(Part.TIME) ? Part.TIME : Part.BEGIN;
      batch.text(Field.TIME_ORIGINAL, line.from(time), line.to(time), TextCoding.RAW);
      clock.set(batch, line.stamp, line.stamp.zoned() ? null : YearBasis.RECORDED);
      client(b, line.has(Part.REMOTE) ? Part.REMOTE : Part.CLIENT, batch);
      keyword(b, Part.USER, Field.USER, batch);
      keyword(b, Part.AGENT, Field.USER_AGENT, batch);
      if (line.has(Part.REFERRER)) {
        text(Field.HTTP_REFERRER, line.from(Part.REFERRER), line.to(Part.REFERRER), batch);
      }
      request(b, batch);
      answer(b, batch);
    }

    private void client(byte[] b, Part part, EventBatch batch) {
      int from = line.from(part);
      int end = line.addressEnd(b, part);
      if (end < 0) {
        keyword(b, part, Field.SOURCE_DOMAIN, batch);
        return;
      }
      int port = end < line.to(part) ? end + 1 : line.from(Part.PORT);
      int portEnd = end < line.to(part) ? line.to(part) : line.to(Part.PORT);
      boolean bracket = b[from] == '[';
      batch.address(Field.SOURCE_IP, b, bracket ? from + 1 : from, bracket ? end - 1 : end);
      long number = Ascii.number(b, port, portEnd);
      if (number > 0 && number < 1 << 16) {
        batch.number(Field.SOURCE_PORT, number);
      }
    }

    private void request(byte[] b, EventBatch batch) {
      if (line.has(Part.METHOD) && line.has(Part.URL)) {
        keyword(b, Part.METHOD, Field.HTTP_METHOD, batch);
        text(Field.URL, line.from(Part.URL), line.to(Part.URL), batch);
        return;
      }
      int from = line.from(Part.REQUEST);
      int to = line.to(Part.REQUEST);
      int space = Ascii.indexOf(b, from, to, (byte) ' ');
      if (space < 0) {
        return;
      }
      int version = Ascii.lastIndexOf(b, space, to, VERSION);
      batch.keyword(Field.HTTP_METHOD, b, from, space);
      text(Field.URL, space + 1, version > space ? version : to, batch);
    }

    private void answer(byte[] b, EventBatch batch) {
      long status = Ascii.number(b, line.from(Part.STATUS), line.to(Part.STATUS));
      if (status > 0) {
        batch.number(Field.HTTP_STATUS, status);
      }
      batch.outcome(status > 0 && status < 400 ? Outcome.SUCCESS : Outcome.FAILURE);
      long bytes = Ascii.number(b, line.from(Part.BYTES), line.to(Part.BYTES));
      if (bytes >= 0) {
        batch.number(Field.HTTP_BYTES, bytes);
      }
    }

    private void keyword(byte[] b, Part part, Field field, EventBatch batch) {
      if (line.has(part)) {
        escapes.decode(b, line.from(part), line.to(part), TextCoding.JSON);
        batch.keyword(field, escapes.plain(), escapes.from(), escapes.to());
      }
    }

    private static void text(Field field, int from, int to, EventBatch batch) {
      if (to > from) {
        batch.text(field, from, to, TextCoding.JSON);
      }
    }

    private static final byte[] VERSION = Ascii.bytes(" HTTP/");
  }
}
