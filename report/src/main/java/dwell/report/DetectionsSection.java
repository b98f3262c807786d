package dwell.report;

import dwell.incident.Incident;

/** What the detections found, with their techniques. */
public final class DetectionsSection implements ReportSection {

  /** What the template shows. */
  public record View(Shown<Incident.Finding> items) implements SectionView {
    @Override
    public long count() {
      return items.total();
    }
  }

  @Override
  public SectionView view(ReportContext report) {
    return new View(Shown.first(report.incident().detections(), Limits.ROWS));
  }

  @Override
  public String id() {
    return "detections";
  }

  @Override
  public String title() {
    return "Detections by technique";
  }
}
