package dwell.format.text;

import dwell.event.ByteDictionary;
import dwell.event.EventBatch;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.TextCoding;
import dwell.format.FreeText;
import dwell.format.JsonFields;
import dwell.format.LineSample;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.format.TimedLineParser;
import dwell.format.sql.Escapes;
import dwell.record.Ascii;
import dwell.time.ClfStamp;
import dwell.time.EpochStamp;
import dwell.time.IsoStamp;
import dwell.time.Stamp;
import java.util.Arrays;

/**
 * Applications' logs of a JSON object a line that no other format knows: each a message with its
 * time. What Nextcloud (lib/private/Log/LogDetails.php) and GitLab (lib/gitlab/json_logger.rb) say
 * in words is asked of the catalogue.
 */
public final class JsonLines implements LogFormat {
  private static final int SURE = 30;

  @Override
  public String id() {
    return "json";
  }

  @Override
  public String title() {
    return "JSON of no known format, an object a line";
  }

  @Override
  public String recognisedBy() {
    return "objects with a time, where no other format knows them";
  }

  @Override
  public int recognise(Sample sample) {
    Line line = new Line();
    return LineSample.share(sample, line::read) < 80 ? 0 : SURE;
  }

  @Override
  public boolean splittable() {
    return true;
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  /** Where time and message of a line stand. */
  private static final class Line {
    private static final String[] TIMES = {
      "time", "timestamp", "@timestamp", "ts", "t", "date", "datetime", "unixTime", "eventTime"
    };
    private static final byte[] MESSAGE = Ascii.bytes("message");
    private static final byte[] REQUEST_ID = Ascii.bytes("reqId");
    private static final byte[] REMOTE = Ascii.bytes("remoteAddr");
    private static final byte[] CORRELATION = Ascii.bytes("correlation_id");
    private static final byte[] SEVERITY = Ascii.bytes("severity");
    private static final byte[] NEXTCLOUD = Ascii.bytes("Nextcloud");
    private static final byte[] GITLAB = Ascii.bytes("gitlab");
    private static final byte[] NOBODY = {};

    final Stamp stamp = new Stamp();
    private final ByteDictionary times = new ByteDictionary();
    private final JsonFields fields = new JsonFields();
    int timeFrom;
    int timeTo;
    int messageFrom;
    int messageTo;

    /** Whose message it is; empty where nobody's that is known. */
    byte[] program = NOBODY;

    Line() {
      for (String name : TIMES) {
        byte[] bytes = Ascii.bytes(name);
        times.add(bytes, 0, bytes.length);
      }
    }

    boolean read(byte[] b, int from, int to) {
      timeFrom = timeTo = messageFrom = messageTo = from;
      program = NOBODY;
      if (from == to || b[from] != '{' || !fields.open(b, from, to)) {
        return false;
      }
      int nextcloud = 0;
      int gitlab = 0;
      while (fields.next()) {
        if (timeTo == timeFrom && times.find(b, fields.nameFrom(), fields.nameTo()) >= 0) {
          time(b, fields.valueFrom(), fields.valueTo());
        } else if (fields.named(MESSAGE) && fields.string()) {
          messageFrom = fields.valueFrom();
          messageTo = fields.valueTo();
        }
        nextcloud += fields.named(REQUEST_ID) || fields.named(REMOTE) ? 1 : 0;
        gitlab += fields.named(CORRELATION) || fields.named(SEVERITY) ? 1 : 0;
      }
      program = nextcloud == 2 ? NEXTCLOUD : gitlab == 2 ? GITLAB : NOBODY;
      return fields.closed() && timeTo > timeFrom;
    }

    private void time(byte[] b, int from, int to) {
      int digits = Ascii.skipDigits(b, from, to) - from;
      boolean read = IsoStamp.read(b, from, to, stamp) > 0 || ClfStamp.read(b, from, to, stamp) > 0;
      if (!read && digits == 13 && from + digits == to) {
        EpochStamp.millis(Ascii.number(b, from, to), stamp);
        read = true;
      } else if (!read && digits == 10) {
        read = EpochStamp.read(b, from, to, stamp) > 0;
      }
      if (read) {
        timeFrom = from;
        timeTo = to;
      }
    }
  }

  private static final class Parser extends TimedLineParser {
    private final Line line = new Line();
    private final Escapes escapes = new Escapes();
    private byte[] named = new byte[1 << 10];

    Parser(ParseContext context) {
      super(context);
    }

    @Override
    protected void line(byte[] b, int from, int to, EventBatch batch) {
      host.set(batch);
      FreeText.flags(b, from, to, batch);
      if (line.read(b, from, to)) {
        batch.text(Field.TIME_ORIGINAL, line.timeFrom, line.timeTo, TextCoding.RAW);
        clock.set(batch, line.stamp, line.stamp.zoned() ? null : YearBasis.RECORDED);
        if (line.program.length > 0 && known(b, batch)) {
          batch.keyword(Field.PROCESS, line.program, 0, line.program.length);
          return;
        }
      }
      batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
      text.unknown(b, from, to, batch);
    }

    /** Asks the catalogue for the message, which it wants right behind the program's name. */
    private boolean known(byte[] b, EventBatch batch) {
      escapes.decode(b, line.messageFrom, line.messageTo, TextCoding.JSON);
      int program = line.program.length;
      int length = program + escapes.to() - escapes.from();
      if (length > named.length) {
        named = Arrays.copyOf(named, 2 * length);
      }
      System.arraycopy(line.program, 0, named, 0, program);
      System.arraycopy(escapes.plain(), escapes.from(), named, program, length - program);
      return text.copied(named, program, program, length, batch);
    }
  }
}
