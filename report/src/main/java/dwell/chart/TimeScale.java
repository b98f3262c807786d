package dwell.chart;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * An axis of time that leaves out long quiet stretches, and shows where. Within a segment time runs
 * evenly; each segment has a scale of its own, told by its ticks. All times are seconds since the
 * epoch, all positions are drawing units.
 */
public final class TimeScale {
  /** How much of a segment a stretch must be for the segment to be broken there. */
  private static final double QUIET = 0.25;

  private static final int MOST_SEGMENTS = 7;
  private static final double BREAK = 26;
  private static final double TICK_APART = 66;
  private static final double DAY_LABEL = 50;
  private static final double YEAR_LABEL = 82;
  private static final long DAY = 86_400;
  private static final long[] STEPS = {
    1,
    5,
    10,
    30,
    60,
    300,
    600,
    1800,
    3600,
    3 * 3600,
    6 * 3600,
    12 * 3600,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY,
    30 * DAY,
    91 * DAY,
    365 * DAY,
    3650 * DAY
  };
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM", Locale.ROOT);

  private final List<Segment> segments;

  /** An even stretch of the axis. */
  public record Segment(long from, long to, double left, double right) {
    private double x(long time) {
      return left + (right - left) * (time - from) / (to - from);
    }
  }

  /** A place where time was left out; {@code seconds} of it. */
  public record Break(double left, double right, long seconds) {
    public double middle() {
      return (left + right) / 2;
    }
  }

  /**
   * A tick.
   *
   * @param clock the time of day; empty where only the day is told
   * @param day the date where it is another than before or where a segment begins, else empty
   */
  public record Tick(double x, String clock, String day) {}

  private TimeScale(List<Segment> segments) {
    this.segments = segments;
  }

  /**
   * A scale on which all of {@code times} have a place.
   *
   * @param times not empty
   */
  public static TimeScale of(NavigableSet<Long> times, double left, double right) {
    List<List<Long>> groups = groups(List.copyOf(times));
    double width = right - left - BREAK * (groups.size() - 1);
    double[] weights = new double[groups.size()];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 2 + Math.sqrt(groups.get(i).size());
      sum += weights[i];
    }
    List<Segment> segments = new ArrayList<>();
    double x = left;
    for (int i = 0; i < weights.length; i++) {
      double share = width * weights[i] / sum;
      segments.add(segment(groups, i, x, x + share));
      x += share + BREAK;
    }
    return new TimeScale(List.copyOf(segments));
  }

  /**
   * A scale without breaks.
   *
   * @param to after {@code from}
   */
  public static TimeScale even(long from, long to, double left, double right) {
    return new TimeScale(List.of(new Segment(from, to, left, right)));
  }

  /** With room on both sides, but never into the stretch of a neighbour. */
  private static Segment segment(List<List<Long>> groups, int i, double left, double right) {
    long first = groups.get(i).getFirst();
    long last = groups.get(i).getLast();
    // A moment alone has an hour around it, or all of its scale would be seconds.
    long pad = groups.size() == 1 && first == last ? 1800 : Math.max(5, (last - first) / 25);
    long before = i == 0 ? pad : (first - groups.get(i - 1).getLast()) / 3;
    long after = i == groups.size() - 1 ? pad : (groups.get(i + 1).getFirst() - last) / 3;
    long from = first - Math.min(pad, before);
    long to = last + Math.min(pad, after);
    return new Segment(from, Math.max(to, from + 1), left, right);
  }

  /** Breaks again and again where the quiet is longest against its surroundings. */
  private static List<List<Long>> groups(List<Long> times) {
    List<List<Long>> groups = new ArrayList<>(List.of(times));
    while (groups.size() < MOST_SEGMENTS) {
      int group = -1;
      int at = -1;
      long longest = 60;
      for (int g = 0; g < groups.size(); g++) {
        List<Long> points = groups.get(g);
        double span = points.getLast() - points.getFirst();
        for (int i = 1; i < points.size(); i++) {
          long quiet = points.get(i) - points.get(i - 1);
          if (quiet > longest && quiet > QUIET * span) {
            longest = quiet;
            group = g;
            at = i;
          }
        }
      }
      if (group < 0) {
        break;
      }
      List<Long> broken = groups.remove(group);
      groups.add(group, broken.subList(at, broken.size()));
      groups.add(group, broken.subList(0, at));
    }
    return groups;
  }

  /** Where that time is; times outside of all segments are at the nearest edge. */
  public double x(long time) {
    Segment before = segments.getFirst();
    if (time <= before.from()) {
      return before.left();
    }
    for (Segment segment : segments) {
      if (time < segment.from()) {
        // In a quiet stretch: in its middle.
        return (before.right() + segment.left()) / 2;
      }
      if (time <= segment.to()) {
        return segment.x(time);
      }
      before = segment;
    }
    return before.right();
  }

  /** The even stretches, in order. */
  public List<Segment> segments() {
    return segments;
  }

  /** The places where time was left out, in order. */
  public List<Break> breaks() {
    List<Break> out = new ArrayList<>();
    for (int i = 1; i < segments.size(); i++) {
      Segment before = segments.get(i - 1);
      Segment after = segments.get(i);
      out.add(new Break(before.right(), after.left(), after.from() - before.to()));
    }
    return out;
  }

  /** The ticks, in order; at least one for each segment. */
  public List<Tick> ticks() {
    return new Ticks().of(segments);
  }

  /** The ticks of a scale, while they are laid out. */
  private static final class Ticks {
    private final List<Tick> out = new ArrayList<>();
    private @Nullable LocalDate day;
    private double dayEnds = Double.NEGATIVE_INFINITY;

    List<Tick> of(List<Segment> segments) {
      segments.forEach(this::add);
      return List.copyOf(out);
    }

    private void add(Segment segment) {
      long step = step(segment);
      List<Long> times = new ArrayList<>();
      for (long t = Math.ceilDiv(segment.from(), step) * step; t <= segment.to(); t += step) {
        times.add(t);
      }
      if (times.isEmpty()) {
        times.add((segment.from() + segment.to()) / 2);
        step = segment.to() - segment.from() < 120 ? 1 : 60;
      }
      for (long t : times) {
        double x = segment.x(t);
        out.add(new Tick(x, clock(t, step), day(t, x)));
      }
    }

    /** The date, where it is another than told before and there is room to tell it. */
    private String day(long time, double x) {
      OffsetDateTime now = Instant.ofEpochSecond(time).atOffset(ZoneOffset.UTC);
      LocalDate today = now.toLocalDate();
      if (today.equals(day)) {
        return "";
      }
      boolean year = day == null || day.getYear() != today.getYear();
      double half = (year ? YEAR_LABEL : DAY_LABEL) / 2;
      if (x - half < dayEnds) {
        return "";
      }
      dayEnds = x + half;
      day = today;
      return year ? DATE.format(now) + " " + today.getYear() : DATE.format(now);
    }
  }

  private static long step(Segment segment) {
    double unit = (segment.right() - segment.left()) / (segment.to() - segment.from());
    for (long candidate : STEPS) {
      if (candidate * unit >= TICK_APART) {
        return candidate;
      }
    }
    return STEPS[STEPS.length - 1];
  }

  private static String clock(long time, long step) {
    if (step >= DAY) {
      return "";
    }
    return (step < 60 ? SECOND : MINUTE)
        .format(Instant.ofEpochSecond(time).atOffset(ZoneOffset.UTC));
  }
}
