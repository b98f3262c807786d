package dwell.format.utmp;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.format.ArtifactHost;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Ascii;
import dwell.record.Chunk;
import dwell.record.RecordCutter;
import dwell.time.EpochStamp;
import dwell.time.RowClock;
import dwell.time.Stamp;

/**
 * lastlog: for each user id, in its place, when and from where it last logged in ({@code struct
 * lastlog}: 32-bit seconds, 32 bytes of terminal, 256 of host). Mostly holes; a run of entries
 * without a login is one record.
 */
public final class LastlogFormat implements LogFormat {
  private static final int SIZE = 292;
  private static final int LINE = 4;
  private static final int LINE_SIZE = 32;
  private static final int HOST = 36;
  private static final int HOST_SIZE = 256;
  private static final long FIRST = 631_152_000L;
  private static final byte[] SHAPE = Ascii.bytes("utmp/lastlog");
  private static final byte[] UNUSED = Ascii.bytes("utmp/lastlog-unused");

  @Override
  public String id() {
    return "lastlog";
  }

  @Override
  public String title() {
    return "lastlog: each account's last login";
  }

  @Override
  public String recognisedBy() {
    return "entries of 292 bytes, empty or with a plausible time, a terminal and a padded host";
  }

  @Override
  public int recognise(Sample sample) {
    byte[] b = sample.bytes();
    if (b.length < SIZE || sample.whole() && b.length % SIZE != 0) {
      return 0;
    }
    boolean used = false;
    for (int at = 0; at + SIZE <= b.length; at += SIZE) {
      if (!UtmpLayout.zero(b, at, at + SIZE)) {
        if (!plausible(b, at)) {
          return 0;
        }
        used = true;
      }
    }
    if (used) {
      return 85;
    }
    // Where no system account ever logged in, the beginning is one hole: only the name is left.
    String path = sample.path();
    return path.substring(path.lastIndexOf('/') + 1).startsWith("lastlog") ? 30 : 0;
  }

  private static boolean plausible(byte[] b, int at) {
    int line = UtmpLayout.end(b, at + LINE, LINE_SIZE);
    int host = UtmpLayout.end(b, at + HOST, HOST_SIZE);
    return (UtmpLayout.integer(b, at) & 0xFFFFFFFFL) >= FIRST
        && line > at + LINE
        && printable(b, at + LINE, line)
        && UtmpLayout.zero(b, line, at + HOST)
        && printable(b, at + HOST, host)
        && UtmpLayout.zero(b, host, at + SIZE);
  }

  private static boolean printable(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (b[i] >= 0 && b[i] <= ' ') {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean lines() {
    return false;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    return new BlockCutter(SIZE);
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  private static final class Parser implements LogParser {
    private final RowClock clock;
    private final ArtifactHost host;
    private final ParseContext context;
    private final Stamp stamp = new Stamp();

    Parser(ParseContext context) {
      this.context = context;
      // By user id: there is no order of time.
      clock = new RowClock(context.clock(), false);
      host = new ArtifactHost(context);
    }

    @Override
    public void parse(Chunk chunk, EventBatch batch) {
      byte[] b = chunk.bytes();
      int at = 0;
      while (at < chunk.to()) {
        int end = at;
        while (end + SIZE <= chunk.to() && UtmpLayout.zero(b, end, end + SIZE)) {
          end += SIZE;
        }
        boolean unused = end > at;
        end = unused ? end : Math.min(at + SIZE, chunk.to());
        batch.next(at, end, 0, 0);
        batch.dataset(Dataset.UTMP);
        host.set(batch);
        if (unused) {
          batch.action(Action.INFO);
          batch.keyword(Field.SHAPE, UNUSED, 0, UNUSED.length);
        } else if (end - at < SIZE) {
          batch.flag(Flag.TRUNCATED);
          context.faults().fault(chunk.offset() + at, "the last entry is not whole");
        } else {
          entry(b, at, chunk.offset() + at, batch);
        }
        at = end;
      }
    }

    private void entry(byte[] b, int at, long offset, EventBatch batch) {
      if (!plausible(b, at)) {
        batch.flag(Flag.INCONSISTENT);
        context.faults().fault(offset, "no entry: its time or names are none");
        return;
      }
      batch.action(Action.SESSION_OPEN);
      batch.outcome(Outcome.SUCCESS);
      batch.keyword(Field.SHAPE, SHAPE, 0, SHAPE.length);
      batch.number(Field.USER_ID, offset / SIZE);
      EpochStamp.seconds(UtmpLayout.integer(b, at) & 0xFFFFFFFFL, 0, 0, stamp);
      clock.set(batch, stamp, null);
      batch.keyword(Field.TTY, b, at + LINE, UtmpLayout.end(b, at + LINE, LINE_SIZE));
      FarSide.set(b, at + HOST, UtmpLayout.end(b, at + HOST, HOST_SIZE), batch);
    }
  }
}
