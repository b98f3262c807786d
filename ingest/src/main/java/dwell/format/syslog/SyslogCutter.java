package dwell.format.syslog;

import dwell.format.ParseContext;
import dwell.format.syslog.Envelope.Form;
import dwell.record.LineCutter;
import dwell.record.Lines;
import dwell.record.RecordCutter;
import dwell.time.RowClock.Order;
import dwell.time.YearInference;
import dwell.time.YearWalk;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Parts a syslog file between lines, or frames, and walks over their stamps in order, so that
 * chunks may be parsed in any order: each begins with the year and the state of the clock that held
 * there.
 */
final class SyslogCutter implements RecordCutter {
  /**
   * What a chunk's parser begins with.
   *
   * @param years the walk over the years; of no meaning before the first stamp without a year
   */
  record State(YearWalk.At years, Order order) {}

  /** Finds the end of a record, or of the last one that is whole. */
  @FunctionalInterface
  interface Ends {
    int end(byte[] bytes, int from, int to);
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The length of {@code Sep 9 06:25:01}. */
  private static final int PLAIN_STAMP = 15;

  private final Ends each;
  private final Ends last;
  private final YearInference years;
  private final HostTimes times;
  private final boolean manyHosts;
  private final Envelope envelope = new Envelope();
  private YearWalk walk;
  private boolean begun;
  private State state;

  /** The first 16 bytes of the line whose stamp was the last one; of no meaning at first. */
  private long firstHalf;

  private long secondHalf;
  private boolean repeatable;

  /** A cutter of lines. */
  SyslogCutter(ParseContext context) {
    this(context, Lines::end, LineCutter::lastStart);
  }

  SyslogCutter(ParseContext context, Ends each, Ends last) {
    this.each = each;
    this.last = last;
    years = context.years();
    times = new HostTimes(context);
    manyHosts = context.clocks().size() > 1;
    walk = new YearWalk(years.startYear());
    state = new State(walk.at(), Order.START);
  }

  @Override
  public int cut(byte[] bytes, int from, int to, boolean end) {
    int cut = end ? to : last.end(bytes, from, to);
    State before = new State(walk.at(), times.order());
    for (int at = from; at < cut; ) {
      int feed = each.end(bytes, at, cut);
      see(bytes, at, feed);
      at = feed;
    }
    // The start year is known once the first stamp was seen: for the first chunk, too.
    state =
        before.years.month() == 0
            ? new State(new YearWalk.At(years.startYear(), 0, 0), before.order)
            : before;
    return cut;
  }

  @Override
  public @Nullable Object state() {
    return state;
  }

  private void see(byte[] b, int from, int to) {
    if (repeatable && repeats(b, from, to)) {
      return;
    }
    repeatable = false;
    if (manyHosts) {
      envelope.read(b, from, Lines.trim(b, from, to));
    } else {
      envelope.stamp(b, from, to);
    }
    if (!envelope.stamped) {
      return;
    }
    if (envelope.stamp.yearRecorded()) {
      if (envelope.form != Form.NONE && begun) {
        years.recorded(envelope.stamp.year(), envelope.stamp.month(), envelope.stamp.day());
      }
    } else {
      year();
    }
    int hostFrom = manyHosts ? envelope.hostFrom : 0;
    int hostTo = manyHosts ? envelope.hostTo : 0;
    times.of(b, hostFrom, hostTo).nanos(envelope.stamp);
    remember(b, from);
  }

  /**
   * Keeps what {@link #repeats} asks for, where the stamp is the plain one of RFC 3164, and there
   * is one clock.
   */
  private void remember(byte[] b, int from) {
    repeatable =
        !manyHosts
            && envelope.form == Form.BSD
            && !envelope.stamp.yearRecorded()
            && envelope.stampFrom == from
            && envelope.stampTo == from + PLAIN_STAMP
            && from + PLAIN_STAMP < b.length
            && b[from + PLAIN_STAMP] == ' ';
    if (repeatable) {
      firstHalf = (long) LONGS.get(b, from);
      secondHalf = (long) LONGS.get(b, from + 8);
    }
  }

  /**
   * Whether the line has the stamp of the last one that had any: then it tells nothing about years
   * and clocks that is not known. What may belong to a stamp behind it, a year or a zone, begins
   * with anything but a small letter.
   */
  private boolean repeats(byte[] b, int from, int to) {
    return to - from > PLAIN_STAMP + 1
        && (long) LONGS.get(b, from) == firstHalf
        && (long) LONGS.get(b, from + 8) == secondHalf
        && b[from + PLAIN_STAMP + 1] >= 'a'
        && b[from + PLAIN_STAMP + 1] <= 'z';
  }

  private void year() {
    int month = envelope.stamp.month();
    int day = envelope.stamp.day();
    YearWalk.At at = walk.at();
    if (begun && at.month() == month && at.day() == day) {
      envelope.stamp.year(at.year());
      return;
    }
    int year = years.observe(month, day, envelope.stamp.weekday());
    if (!begun) {
      walk = new YearWalk(years.startYear());
      begun = true;
    }
    walk.next(month, day);
    envelope.stamp.year(year);
  }
}
