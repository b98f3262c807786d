package dwell.report;

import dwell.incident.Incident;

/** What left, by which way, where to. */
public final class ExfiltrationSection implements ReportSection {

  /** What the template shows. */
  public record View(Shown<Incident.Exfiltration> items) implements SectionView {
    @Override
    public long count() {
      return items.total();
    }
  }

  @Override
  public SectionView view(ReportContext report) {
    return new View(Shown.first(report.incident().exfiltration(), Limits.ROWS));
  }

  @Override
  public String id() {
    return "exfiltration";
  }

  @Override
  public String title() {
    return "What left";
  }
}
