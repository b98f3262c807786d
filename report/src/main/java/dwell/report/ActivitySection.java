package dwell.report;

import dwell.chart.BarChart;
import dwell.incident.Incident;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts over time, one chart for the curves of one unit. */
public final class ActivitySection implements ReportSection {
  /** As many as there are colours that can be told apart. */
  private static final int MOST_CURVES = 7;

  private static final int MOST_CHARTS = 8;

  /** What the template shows. */
  public record View(List<Chart> charts) implements SectionView {
    @Override
    public long count() {
      return charts.size();
    }
  }

  /** A chart with its numbers. */
  public record Chart(String unit, BarChart bars, String svg) {

    /** How much time one bar stands for. */
    public String interval() {
      return Numbers.duration(bars.interval());
    }
  }

  @Override
  public SectionView view(ReportContext report) {
    Map<String, List<BarChart.Series>> byUnit = new LinkedHashMap<>();
    for (Incident.Series series : report.incident().activity()) {
      SortedMap<Long, Long> counts = new TreeMap<>();
      for (Incident.Point point : series.points()) {
        if (point.count() > 0) {
          counts.merge(point.time().instant().getEpochSecond(), point.count(), Long::sum);
        }
      }
      List<BarChart.Series> curves =
          byUnit.computeIfAbsent(series.unit(), unit -> new ArrayList<>());
      if (!counts.isEmpty() && curves.size() < MOST_CURVES) {
        curves.add(new BarChart.Series(report.name(series.series()), counts));
      }
    }
    List<Chart> charts = new ArrayList<>();
    byUnit.forEach((unit, curves) -> {
      if (!curves.isEmpty() && charts.size() < MOST_CHARTS) {
        BarChart bars = BarChart.of(curves);
        String name = report.name(unit);
        charts.add(new Chart(name, bars, bars.svg(name)));
      }
    });
    return new View(charts);
  }

  @Override
  public String id() {
    return "activity";
  }

  @Override
  public String title() {
    return "Activity over time";
  }
}
