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
    private static final byte[] STDERR = ErrorLine.bytes("FastCGI sent in stderr: \"");
    private static final byte[] NOT_ALLOWED = ErrorLine.bytes("not-allowed");

    /**
     * mod_authz_core, mod_authz_host and mod_evasive; ngx_http_access_module, limit_req,
     * limit_conn; ModSecurity 2 and 3.
     */
    private static final byte[][] REFUSALS = {
      ErrorLine.bytes("client denied by server configuration: "),
      ErrorLine.bytes("access forbidden by rule"),
      ErrorLine.bytes("limiting requests, excess: "),
      ErrorLine.bytes("limiting connections by zone "),
      ErrorLine.bytes("ModSecurity: Access denied with "),
    };

    private static final byte[] NGINX = ErrorLine.bytes("nginx");
    private static final byte[] NGINX_SHAPE = ErrorLine.bytes("web.error/nginx");
    private static final byte[] APACHE_SHAPE = ErrorLine.bytes("web.error/apache");

    private final ErrorLine line = new ErrorLine();
    private final HttpLogin login = new HttpLogin();
    private final FreeText text;
    private final RowClock clock;
    private final ArtifactHost host;

    Parser(ParseContext context) {
      text = new FreeText(context.messages().get());
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
      batch.action(error(b[line.levelFrom]) ? Action.ERROR : Action.INFO);
      batch.text(Field.MESSAGE, line.messageFrom, to, TextCoding.RAW);
      batch.words(b, line.messageFrom, to);
      byte[] shape = line.nginx ? NGINX_SHAPE : APACHE_SHAPE;
      batch.keyword(Field.SHAPE, shape, 0, shape.length);
      if (line.nginx) {
        batch.keyword(Field.PROCESS, NGINX, 0, NGINX.length);
        request(b, batch);
      }
      if (line.pid >= 0) {
        batch.number(Field.PID, line.pid);
      }
      if (line.referrerTo > line.referrerFrom) {
        batch.text(Field.HTTP_REFERRER, line.referrerFrom, line.referrerTo, TextCoding.RAW);
      }
      client(b, batch);
      if (login.read(b, line.messageFrom, line.wordsTo, line.nginx)) {
        login(b, batch);
      } else if (refused(b, line.messageFrom, line.wordsTo)) {
        batch.action(Action.BLOCK);
        batch.outcome(Outcome.FAILURE);
        batch.keyword(Field.REASON, NOT_ALLOWED, 0, NOT_ALLOWED.length);
      }
    }

    /** Whether a rule of the server's, or of ModSecurity's, turned the request away. */
    private static boolean refused(byte[] b, int from, int to) {
      // Apache's numbers its messages: AH01630: …
      boolean numbered =
          to - from > 9 && b[from] == 'A' && b[from + 1] == 'H' && b[from + 7] == ':';
      int at = numbered ? from + 9 : from;
      for (byte[] refusal : REFUSALS) {
        if (ErrorLine.starts(b, at, to, refusal)) {
          return true;
        }
      }
      return false;
    }

    private void client(byte[] b, EventBatch batch) {
      if (line.ambiguous) {
        batch.flag(Flag.AMBIGUOUS_TEXT);
      } else if (line.clientTo > line.clientFrom
          && !batch.address(Field.SOURCE_IP, b, line.clientFrom, line.clientTo)) {
        batch.keyword(Field.SOURCE_DOMAIN, b, line.clientFrom, line.clientTo);
      }
      if (line.port >= 0) {
        batch.number(Field.SOURCE_PORT, line.port);
      }
    }

    private void request(byte[] b, EventBatch batch) {
      int from = line.requestFrom;
      int to = line.requestTo;
      int space = from;
      while (space < to && b[space] >= 'A' && b[space] <= 'Z') {
        space++;
      }
      if (space == from || space >= to || b[space] != ' ') {
        return;
      }
      batch.keyword(Field.HTTP_METHOD, b, from, space);
      int end = to;
      while (end > space && b[end - 1] != ' ') {
        end--;
      }
      batch.text(Field.URL, space + 1, end > space + 1 ? end - 1 : to, TextCoding.RAW);
    }

    private void login(byte[] b, EventBatch batch) {
      batch.action(Action.LOGIN);
      batch.outcome(Outcome.FAILURE);
      batch.keyword(Field.REASON, login.reason, 0, login.reason.length);
      batch.flag(Flag.UNTRUSTED_TEXT);
      if (login.ambiguous) {
        batch.flag(Flag.AMBIGUOUS_TEXT);
      } else {
        batch.keyword(Field.USER, b, login.userFrom, login.userTo);
      }
    }

    /** emerg, alert, crit, error and warn, by their first letter: the others are n, i, d and t. */
    private static boolean error(byte letter) {
      return letter == 'e' || letter == 'a' || letter == 'c' || letter == 'w';
    }
  }
}
