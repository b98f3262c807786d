package dwell.format.syslog;

import dwell.format.ParseContext;
import dwell.format.syslog.Envelope.Form;
import dwell.record.LineCutter;
import dwell.record.Lines;
import dwell.record.RecordCutter;
import dwell.time.RowClock.Order;
import dwell.time.YearInference;
import dwell.time.YearWalk;
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

  private final Ends each;
  private final Ends last;
  private final YearInference years;
  private final HostTimes times;
  private final boolean manyHosts;
  private final Envelope envelope = new Envelope();
  private YearWalk walk;
  private boolean begun;
  private State state;

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
