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
 * lastlog}: seconds of 32 bits, or of 64 where no 32-bit past binds the machine, 32 bytes of
 * terminal, 256 of host; glibc, bits/utmp.h). Mostly holes; a run of entries without a login is one
 * record.
 */
public final class LastlogFormat implements LogFormat {
  private static final int LINE_SIZE = 32;
  private static final int HOST_SIZE = 256;
  private static final long FIRST = 631_152_000L;
  private static final long LAST = 4_294_967_295L;
  private static final byte[] SHAPE = Ascii.bytes("utmp/lastlog");
  private static final byte[] UNUSED = Ascii.bytes("utmp/lastlog-unused");

  private final int line;
  private final int host;
  private final int size;
  private final boolean big;

  private LastlogFormat(int time, boolean big) {
    line = time;
    host = line + LINE_SIZE;
    size = host + HOST_SIZE;
    this.big = big;
  }

  public static LastlogFormat narrow() {
    return new LastlogFormat(Integer.BYTES, false);
  }

  /** Of a machine with 64-bit times, as arm64. */
  public static LastlogFormat wide() {
    return new LastlogFormat(Long.BYTES, false);
  }

  /** Of a big-endian machine. */
  public static LastlogFormat big() {
    return new LastlogFormat(Integer.BYTES, true);
  }

  private boolean isWide() {
    return line == Long.BYTES;
  }

  @Override
  public String id() {
    return "lastlog" + (isWide() ? "64" : big ? "-be" : "");
  }

  @Override
  public String title() {
    return "lastlog: each account's last login"
        + (isWide() ? ", 64-bit times" : big ? ", big-endian" : "");
  }

  @Override
  public String recognisedBy() {
    return "entries of "
        + size
        + " bytes, empty or with a plausible time, a terminal and a padded host";
  }

  @Override
  public int recognise(Sample sample) {
    byte[] b = sample.bytes();
    if (b.length < size || sample.whole() && b.length % size != 0) {
      return 0;
    }
    boolean used = false;
    for (int at = 0; at + size <= b.length; at += size) {
      if (!UtmpLayout.zero(b, at, at + size)) {
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
    return path.substring(path.lastIndexOf('/') + 1).startsWith("lastlog") && !big ? 30 : 0;
  }

  private boolean plausible(byte[] b, int at) {
    int lineEnd = UtmpLayout.end(b, at + line, LINE_SIZE);
    int hostEnd = UtmpLayout.end(b, at + host, HOST_SIZE);
    long second = second(b, at);
    return second >= FIRST
        && second <= LAST
        && !otherOrder(second)
        && lineEnd > at + line
        && printable(b, at + line, lineEnd)
        && UtmpLayout.zero(b, lineEnd, at + host)
        && printable(b, at + host, hostEnd)
        && UtmpLayout.zero(b, hostEnd, at + size);
  }

  /** Whether a time beyond 2038 is one of before when its bytes are turned around. */
  private boolean otherOrder(long second) {
    long turned = Integer.reverseBytes((int) second);
    return !isWide() && second > Integer.MAX_VALUE && turned >= FIRST;
  }

  private long second(byte[] b, int at) {
    if (isWide()) {
      return UtmpLayout.WIDE.second(b, at - UtmpLayout.WIDE.seconds());
    }
    return (big ? UtmpLayout.BIG : UtmpLayout.NARROW).number(b, at) & 0xFFFFFFFFL;
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
    return new BlockCutter(size);
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  private final class Parser implements LogParser {
    private final RowClock clock;
    private final ArtifactHost ownHost;
    private final ParseContext context;
    private final Stamp stamp = new Stamp();

    Parser(ParseContext context) {
      this.context = context;
      // By user id: there is no order of time.
      clock = new RowClock(context.clock(), false);
      ownHost = new ArtifactHost(context);
    }

    @Override
    public void parse(Chunk chunk, EventBatch batch) {
      byte[] b = chunk.bytes();
      int at = 0;
      while (at < chunk.to()) {
        int end = at;
        while (end + size <= chunk.to() && UtmpLayout.zero(b, end, end + size)) {
          end += size;
        }
        boolean unused = end > at;
        end = unused ? end : Math.min(at + size, chunk.to());
        batch.next(at, end, 0, 0);
        batch.dataset(Dataset.UTMP);
        ownHost.set(batch);
        if (unused) {
          batch.action(Action.INFO);
          batch.keyword(Field.SHAPE, UNUSED, 0, UNUSED.length);
        } else if (end - at < size) {
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
      batch.number(Field.USER_ID, offset / size);
      EpochStamp.seconds(second(b, at), 0, 0, stamp);
      clock.set(batch, stamp, null);
      batch.keyword(Field.TTY, b, at + line, UtmpLayout.end(b, at + line, LINE_SIZE));
      FarSide.set(b, at + host, UtmpLayout.end(b, at + host, HOST_SIZE), batch);
    }
  }
}
