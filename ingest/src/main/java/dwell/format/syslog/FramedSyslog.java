package dwell.format.syslog;

import dwell.event.EventBatch;
import dwell.event.Flag;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Chunk;
import dwell.record.RecordCutter;

/**
 * Syslog as it goes over TCP or TLS, kept as it came: frames with their length in front and mostly
 * without line feeds (RFC 6587, section 3.4.1; RFC 5425, section 4.3). A message may hold line
 * feeds. What lies between two frames is a record of its own.
 */
public final class FramedSyslog implements LogFormat {
  private static final int LEAST = 2;

  @Override
  public String id() {
    return "syslog.framed";
  }

  @Override
  public String title() {
    return "syslog in frames with their length (RFC 6587)";
  }

  @Override
  public String recognisedBy() {
    return "a length, a priority and as many bytes, again and again, without line feeds between";
  }

  @Override
  public int recognise(Sample sample) {
    byte[] b = sample.bytes();
    int frames = 0;
    int feeds = 0;
    for (int at = 0; at < b.length; ) {
      int end = Frames.end(b, at, b.length);
      if (!Frames.is(b, at, end, b.length)) {
        break;
      }
      frames++;
      feeds += b[end - 1] == '\n' ? 1 : 0;
      at = end;
    }
    // With a line feed behind each it is a file of lines.
    return frames >= LEAST && feeds < frames ? 92 : 0;
  }

  @Override
  public boolean lines() {
    return false;
  }

  @Override
  public boolean splittable() {
    return true;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    return new SyslogCutter(context, Frames::end, Frames::lastEnd);
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  private static final class Parser implements LogParser {
    private final SyslogParser messages;

    Parser(ParseContext context) {
      messages = new SyslogParser(context);
    }

    @Override
    public void parse(Chunk chunk, EventBatch batch) {
      byte[] b = chunk.bytes();
      messages.begin(chunk, batch);
      for (int at = 0; at < chunk.to(); ) {
        int end = Frames.end(b, at, chunk.to());
        batch.next(at, end, 0, 0);
        if (!Frames.is(b, at, end, chunk.to())) {
          batch.flag(Flag.TRUNCATED);
        }
        int to = end;
        while (to > at && (b[to - 1] == '\n' || b[to - 1] == '\r')) {
          to--;
        }
        messages.line(b, at, to, batch);
        at = end;
      }
    }
  }
}
