package dwell.report;

import dwell.incident.Incident;

/** Every try to come back after the eviction. */
public final class ReentrySection implements ReportSection {

  /** What the template shows. */
  public record View(Shown<Incident.Reentry> items) implements SectionView {
    @Override
    public long count() {
      return items.total();
    }
  }

  @Override
  public SectionView view(ReportContext report) {
    return new View(Shown.first(report.incident().reentry(), Limits.ROWS));
  }

  @Override
  public String id() {
    return "reentry";
  }

  @Override
  public String title() {
    return "After the eviction";
  }
}
