package dwell.chart;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StackedXYBarRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultTableXYDataset;
import org.jfree.data.xy.XYSeries;

/** Counts over time as stacked bars. */
public final class BarChart {
  private static final int WIDTH = 1100;
  private static final int HEIGHT = 230;
  private static final int LEFT = 64;
  private static final int RIGHT = 12;
  private static final int TOP = 10;
  private static final int BOTTOM = 40;
  private static final int MOST_BARS = 220;
  private static final long HOUR = 3600;
  private static final long[] INTERVALS = {
    HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR, 168 * HOUR, 720 * HOUR, 2184 * HOUR, 8760 * HOUR
  };

  private final List<String> names;
  private final long interval;
  private final SortedMap<Long, long[]> counts;

  private BarChart(List<String> names, long interval, SortedMap<Long, long[]> counts) {
    this.names = names;
    this.interval = interval;
    this.counts = counts;
  }

  /** A curve: counts by seconds since the epoch, where they are not zero. */
  public record Series(String name, SortedMap<Long, Long> counts) {}

  /**
   * A chart of those curves. Their counts are summed over intervals of an hour or more, as few as
   * there is room for.
   *
   * @param series at least one with a count
   */
  public static BarChart of(List<Series> series) {
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    for (Series one : series) {
      if (!one.counts().isEmpty()) {
        from = Math.min(from, one.counts().firstKey());
        to = Math.max(to, one.counts().lastKey());
      }
    }
    long interval = INTERVALS[INTERVALS.length - 1];
    for (long candidate : INTERVALS) {
      if ((to - from) / candidate < MOST_BARS) {
        interval = candidate;
        break;
      }
    }
    SortedMap<Long, long[]> counts = new TreeMap<>();
    for (int i = 0; i < series.size(); i++) {
      int number = i;
      long width = interval;
      series
          .get(i)
          .counts()
          .forEach((time, count) ->
              counts
                      .computeIfAbsent(
                          Math.floorDiv(time, width) * width, start -> new long[series.size()])[
                      number] +=
                  count);
    }
    return new BarChart(series.stream().map(Series::name).toList(), interval, counts);
  }

  /** The curves' names. */
  public List<String> names() {
    return names;
  }

  /** Seconds that one bar stands for. */
  public long interval() {
    return interval;
  }

  /** By the start of each interval that has any, the counts in the order of the names. */
  public SortedMap<Long, long[]> counts() {
    return counts;
  }

  /** The chart as SVG, safe to stand in a page; the same for the same counts, on any machine. */
  public String svg(String title) {
    long from = counts.firstKey() - interval / 2;
    long to = counts.lastKey() + interval + interval / 2;
    long most = 0;
    for (long[] stack : counts.values()) {
      long height = 0;
      for (long count : stack) {
        height += count;
      }
      most = Math.max(most, height);
    }
    long step = step(most);
    long top = Math.ceilDiv(most, step) * step;

    NumberAxis domain = axis(from, to, Math.max(1, to - from));
    NumberAxis range = axis(0, top, step);
    StackedXYBarRenderer renderer = new StackedXYBarRenderer(0.08);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    for (int i = 0; i < names.size(); i++) {
      renderer.setSeriesPaint(i, Drawing.series(i));
    }
    XYPlot plot = new XYPlot(dataset(), domain, range, renderer);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(Drawing.line());
    plot.setRangeGridlineStroke(new java.awt.BasicStroke(1));
    AxisSpace space = new AxisSpace();
    space.setLeft(LEFT);
    space.setRight(RIGHT);
    space.setTop(TOP);
    space.setBottom(BOTTOM);
    plot.setFixedDomainAxisSpace(space);
    plot.setFixedRangeAxisSpace(space);

    JFreeChart chart = new JFreeChart(null, JFreeChart.DEFAULT_TITLE_FONT, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    Drawing drawing = new Drawing(WIDTH, HEIGHT);
    chart.draw(drawing.graphics(), new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    labels(drawing, from, to, top, step);
    return drawing.svg(title);
  }

  private void labels(Drawing drawing, long from, long to, long top, long step) {
    double plotBottom = HEIGHT - BOTTOM;
    for (long value = 0; value <= top; value += step) {
      double y = plotBottom - (plotBottom - TOP) * value / top;
      drawing.label(Long.toString(value), LEFT - 8, y + 4, "end");
    }
    for (TimeScale.Tick tick : TimeScale.even(from, to, LEFT, WIDTH - RIGHT).ticks()) {
      drawing.label(tick.clock(), tick.x(), plotBottom + 16, "middle");
      if (!tick.day().isEmpty()) {
        drawing.label(
            tick.day(), tick.x(), plotBottom + (tick.clock().isEmpty() ? 16 : 31), "middle");
      }
    }
  }

  private static NumberAxis axis(double lower, double upper, double step) {
    NumberAxis axis = new NumberAxis();
    axis.setRange(lower, upper);
    axis.setTickUnit(new NumberTickUnit(step));
    axis.setTickLabelsVisible(false);
    axis.setTickMarksVisible(false);
    axis.setAxisLinePaint(Drawing.line());
    return axis;
  }

  private DefaultTableXYDataset dataset() {
    DefaultTableXYDataset dataset = new DefaultTableXYDataset();
    dataset.setIntervalWidth(interval);
    for (int i = 0; i < names.size(); i++) {
      // JFreeChart knows a series by its key: two of one name stay two.
      XYSeries series = new XYSeries(i + " " + names.get(i), true, false);
      for (var entry : counts.entrySet()) {
        series.add(entry.getKey() + interval / 2.0, entry.getValue()[i]);
      }
      dataset.addSeries(series);
    }
    return dataset;
  }

  /** 1, 2 or 5 times a power of ten, for four to eight lines. */
  static long step(long most) {
    long step = 1;
    List<Integer> factors = new ArrayList<>(List.of(2, 5, 10));
    long power = 1;
    int factor = 0;
    while (most / step > 5) {
      step = power * factors.get(factor);
      if (++factor == 3) {
        factor = 0;
        power *= 10;
      }
    }
    return step;
  }
}
