package dwell.format.container;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.FreeText;
import dwell.format.JsonFields;
import dwell.format.LineParser;
import dwell.format.LineSample;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.format.sql.Escapes;
import dwell.record.Ascii;
import dwell.time.IsoStamp;
import dwell.time.RowClock;
import dwell.time.Stamp;

/**
 * The output of a container, a record for each piece that was written: Docker's {@code json-file}
 * ({@code {"log":"…\n","stream":"stdout","time":"…"}}, daemon/logger/jsonfilelog/jsonlog), and the
 * form of CRI, which containerd, CRI-O and podman write ({@code TIME stdout F …}, kubelet's
 * logs.go). Which program wrote it stands in the container's own configuration alone.
 */
public final class ContainerLog implements LogFormat {
  private static final byte[] LOG = Ascii.bytes("log");
  private static final byte[] STREAM = Ascii.bytes("stream");
  private static final byte[] TIME = Ascii.bytes("time");
  private static final byte[][] STREAMS = {Ascii.bytes(" stdout "), Ascii.bytes(" stderr ")};

  @Override
  public String id() {
    return "container";
  }

  @Override
  public String title() {
    return "container output (Docker's json-file, CRI)";
  }

  @Override
  public String recognisedBy() {
    return "objects with log, stream and time, or lines with a stamp, stdout or stderr, and F or P";
  }

  @Override
  public int recognise(Sample sample) {
    Line line = new Line();
    int share = LineSample.share(sample, line::read);
    return share < 80 ? 0 : 60 + share * 38 / 100;
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  /** Where the parts of a line stand. */
  private static final class Line {
    private final JsonFields fields = new JsonFields();
    final Stamp stamp = new Stamp();
    boolean json;
    int textFrom;
    int textTo;

    boolean read(byte[] b, int from, int to) {
      json = b[from] == '{';
      return json ? object(b, from, to) : plain(b, from, to);
    }

    private boolean object(byte[] b, int from, int to) {
      boolean text = false;
      boolean stream = false;
      boolean time = false;
      boolean more = fields.open(b, from, to);
      while (more && fields.next()) {
        if (fields.named(LOG) && fields.string()) {
          text = true;
          textFrom = fields.valueFrom();
          textTo = fields.valueTo();
        } else if (fields.named(TIME)) {
          time = IsoStamp.read(b, fields.valueFrom(), fields.valueTo(), stamp) > 0 && stamp.zoned();
        }
        stream |= fields.named(STREAM);
      }
      return text && time && stream && fields.closed();
    }

    private boolean plain(byte[] b, int from, int to) {
      int at = IsoStamp.read(b, from, to, stamp);
      if (at < 0 || !stamp.zoned()) {
        return false;
      }
      for (byte[] stream : STREAMS) {
        int tag = at + stream.length;
        if (Ascii.startsWith(b, at, to, stream)
            && tag < to
            && (b[tag] == 'F' || b[tag] == 'P')
            && (tag + 1 == to || b[tag + 1] == ' ' || b[tag + 1] == ':')) {
          int space = Ascii.indexOf(b, tag, to, (byte) ' ');
          textFrom = space < 0 ? to : space + 1;
          textTo = to;
          return true;
        }
      }
      return false;
    }
  }

  private static final class Parser extends LineParser {
    private final Line line = new Line();
    private final Escapes escapes = new Escapes();
    private final RowClock clock;
    private final ArtifactHost host;
    private final FreeText text;

    Parser(ParseContext context) {
      clock = new RowClock(context.clock());
      host = new ArtifactHost(context);
      text = new FreeText(context);
    }

    @Override
    protected void line(byte[] b, int from, int to, EventBatch batch) {
      host.set(batch);
      if (from == to || !line.read(b, from, to)) {
        batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
        text.unknown(b, from, to, batch);
        return;
      }
      clock.set(batch, line.stamp, null);
      if (!line.json) {
        text.message(b, 0, 0, line.textFrom, line.textTo, batch);
        return;
      }
      int end = feed(b, line.textFrom, line.textTo);
      escapes.decode(b, line.textFrom, end, TextCoding.JSON);
      if (escapes.plain() == b) {
        text.message(b, 0, 0, line.textFrom, end, batch);
      } else {
        text.copied(escapes.plain(), escapes.from(), escapes.to(), batch);
      }
    }

    /** Where the text ends without the line's end, which is escaped. */
    private static int feed(byte[] b, int from, int to) {
      int end = to;
      while (end - from >= 2 && b[end - 2] == '\\' && (b[end - 1] == 'n' || b[end - 1] == 'r')) {
        if (end - from >= 3 && b[end - 3] == '\\') {
          break;
        }
        end -= 2;
      }
      return end;
    }
  }
}
