package dwell.format.web;

import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime.YearBasis;
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
import dwell.record.Ascii;
import dwell.record.LineCutter;
import dwell.record.Lines;
import dwell.record.RecordCutter;
import dwell.time.RowClock;

/** Error logs of nginx and Apache httpd. */
public final class ErrorFormat implements LogFormat {
  @Override
  public String id() {
    return "web.error";
  }

  @Override
  public String title() {
    return "nginx and Apache error log";
  }

  @Override
  public String recognisedBy() {
    return "lines with a stamp, a level in brackets and a process id (nginx), or brackets throughout"
        + " (Apache)";
  }

  @Override
  public int recognise(Sample sample) {
    ErrorLine line = new ErrorLine();
    int share = LineSample.share(sample, line::read);
    // What scripts write to their standard error stands between the server's own lines.
    return share < 20 ? 0 : 40 + share / 2;
  }

  /** Before a line of the server's own where there is one, for what a script said may be many. */
  @Override
  public RecordCutter cutter(ParseContext context) {
    ErrorLine line = new ErrorLine();
    return (bytes, from, to, end) -> {
      int last = end ? to : LineCutter.lastStart(bytes, from, to);
      for (int at = last; !end && at > from; at = Lines.lastEnd(bytes, from, at - 1)) {
        if (line.read(bytes, at, Lines.trim(bytes, at, Lines.end(bytes, at, to)))) {
          return at;
        }
        if (last - at > LONGEST) {
          break;
        }
      }
      return last;
    };
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  /** nginx cuts what it writes at that (src/core/ngx_log.h, NGX_MAX_ERROR_STR). */
  private static final int LONGEST = 2048;

  private static final class Parser extends LineParser {
    private static final byte[] STDERR = Ascii.bytes("FastCGI sent in stderr: \"");
    private final ErrorLine line = new ErrorLine();
    private final ErrorRow row = new ErrorRow();
    private final FreeText text;
    private final RowClock clock;
    private final ArtifactHost host;

    Parser(ParseContext context) {
      text = new FreeText(context);
      clock = new RowClock(context.clock());
      host = new ArtifactHost(context);
    }

    /**
     * What a FastCGI program writes to its standard error goes into one message as it is
     * (ngx_http_fastcgi_module.c), each line of it up to the closing quote.
     */
    @Override
    protected int goesOn(byte[] b, int from, int feed, int to) {
      int text = feed - from > STDERR.length ? Ascii.indexOf(b, from, feed, STDERR) : -1;
      if (text < 0 || !line.read(b, from, Lines.trim(b, from, feed)) || text != line.messageFrom) {
        return feed;
      }
      int end = feed;
      int quote = text + STDERR.length;
      while (end < to && Ascii.indexOf(b, quote, end, (byte) '"') < 0) {
        int next = Lines.end(b, end, to);
        if (next - from > LONGEST || line.read(b, end, Lines.trim(b, end, next))) {
          return end;
        }
        quote = end;
        end = next;
      }
      return end;
    }

    @Override
    protected void line(byte[] b, int from, int to, EventBatch batch) {
      batch.dataset(Dataset.WEB_ERROR);
      host.set(batch);
      FreeText.flags(b, from, to, batch);
      if (!line.read(b, from, to)) {
        batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
        text.unknown(b, from, to, batch);
        return;
      }
      batch.text(Field.TIME_ORIGINAL, line.stampFrom, line.stampTo, TextCoding.RAW);
      clock.set(batch, line.stamp, YearBasis.RECORDED);
      batch.text(Field.MESSAGE, line.messageFrom, to, TextCoding.RAW);
      row.put(line, b, to, batch);
    }
  }
}
