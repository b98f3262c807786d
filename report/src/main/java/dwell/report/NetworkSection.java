package dwell.report;

import dwell.incident.Incident;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Other systems at risk: what the actor learned of, those that were reached first. */
public final class NetworkSection implements ReportSection {

  /** What the template shows. */
  public record View(Shown<Incident.Seen> items) implements SectionView {
    @Override
    public long count() {
      return items.total();
    }
  }

  @Override
  public SectionView view(ReportContext report) {
    List<Incident.Seen> all = new ArrayList<>(report.incident().network());
    all.sort(Comparator.comparing((Incident.Seen seen) -> !seen.reached()));
    return new View(Shown.first(all, Limits.ROWS));
  }

  @Override
  public String id() {
    return "network";
  }

  @Override
  public String title() {
    return "Other systems at risk";
  }
}
