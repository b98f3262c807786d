package dwell.report;

import dwell.incident.Incident;

/** Secrets that lay open, and where the same accounts and keys exist elsewhere. */
public final class SecretsSection implements ReportSection {

  /** What the template shows. */
  public record View(Shown<Incident.ExposedSecret> secrets, Shown<Incident.Elsewhere> elsewhere)
      implements SectionView {
    @Override
    public long count() {
      return secrets.total();
    }
  }

  @Override
  public SectionView view(ReportContext report) {
    return new View(
        Shown.first(report.incident().exposedSecrets(), Limits.ROWS),
        Shown.first(report.incident().elsewhere(), Limits.ROWS));
  }

  @Override
  public String id() {
    return "secrets";
  }

  @Override
  public String title() {
    return "Exposed secrets";
  }
}
