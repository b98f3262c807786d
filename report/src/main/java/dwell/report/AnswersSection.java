package dwell.report;

import dwell.incident.Incident;

/** The questions of the checklist, each with its answer and what could not be seen. */
public final class AnswersSection implements ReportSection {

  /** What the template shows. */
  public record View(Shown<Incident.Answer> items) implements SectionView {
    @Override
    public long count() {
      return items.total();
    }
  }

  @Override
  public SectionView view(ReportContext report) {
    return new View(Shown.first(report.incident().answers(), Limits.ROWS));
  }

  @Override
  public String id() {
    return "answers";
  }

  @Override
  public String title() {
    return "The checklist, answered";
  }
}
