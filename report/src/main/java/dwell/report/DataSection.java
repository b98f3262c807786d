package dwell.report;

import dwell.chart.RowChart;
import dwell.incident.Incident;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables that the actor reached. */
public final class DataSection implements ReportSection {
  private static final int CHARTED = 20;

  /** What the template shows. */
  public record View(Shown<Incident.Data> items, @Nullable String chart) implements SectionView {
    @Override
    public long count() {
      return items.total();
    }
  }

  @Override
  public SectionView view(ReportContext report) {
    Shown<Incident.Data> items = Shown.first(report.incident().data(), Limits.ROWS);
    List<RowChart.Row> rows = new ArrayList<>();
    for (Incident.Data data : report.incident().data()) {
      Incident.Rows counted = data.rows();
      if (counted != null && rows.size() < CHARTED) {
        long known = counted.known() == null ? 0 : Math.max(0, counted.known());
        long atMost = counted.atMost() == null ? known : Math.max(known, counted.atMost());
        rows.add(new RowChart.Row(report.name(name(data)), known, atMost, rows(counted)));
      }
    }
    return new View(items, rows.isEmpty() ? null : RowChart.svg(rows, "Rows by table"));
  }

  /** {@code database.table}. */
  public static String name(Incident.Data data) {
    return data.database() == null ? data.table() : data.database() + "." + data.table();
  }

  /** Returned rows: {@code 412}, {@code 412, at most 900}, {@code at most 900}, {@code unknown}. */
  public static String rows(Incident.@Nullable Rows rows) {
    if (rows == null || rows.known() == null && rows.atMost() == null) {
      return "unknown";
    }
    if (rows.atMost() == null || rows.atMost().equals(rows.known())) {
      return Numbers.count(rows.known() == null ? 0 : rows.known());
    }
    String atMost = "at most " + Numbers.count(rows.atMost());
    return rows.known() == null ? atMost : Numbers.count(rows.known()) + ", " + atMost;
  }

  @Override
  public String id() {
    return "data";
  }

  @Override
  public String title() {
    return "Data touched";
  }
}
