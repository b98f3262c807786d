package dwell.report;

import dwell.incident.Incident;

/** Ways back that were left, those that stand open first. */
public final class PersistenceSection implements ReportSection {

  /** What the template shows. */
  public record View(Shown<Incident.Persistence> open, Shown<Incident.Persistence> removed)
      implements SectionView {
    @Override
    public long count() {
      return open.total() + removed.total();
    }
  }

  @Override
  public SectionView view(ReportContext report) {
    var all = report.incident().persistence();
    return new View(
        Shown.first(all.stream().filter(p -> p.removed() == null).toList(), Limits.ROWS),
        Shown.first(all.stream().filter(p -> p.removed() != null).toList(), Limits.ROWS));
  }

  @Override
  public String id() {
    return "persistence";
  }

  @Override
  public String title() {
    return "Ways back";
  }
}
