package dwell.report;

import dwell.incident.Incident;

/** Attempts that came to nothing: set apart, so that nobody takes them for the incident. */
public final class BackgroundSection implements ReportSection {
  private static final int TOP = 25;

  /** What the template shows. */
  public record View(long addresses, long attempts, Shown<Incident.BackgroundAddress> top)
      implements SectionView {
    @Override
    public long count() {
      return addresses;
    }
  }

  @Override
  public SectionView view(ReportContext report) {
    Incident.Background background = report.incident().background();
    var first = Shown.first(background.top(), TOP);
    return new View(
        background.addresses(),
        background.attempts(),
        new Shown<>(first.items(), Math.max(first.total(), background.addresses())));
  }

  @Override
  public String id() {
    return "background";
  }

  @Override
  public String title() {
    return "Background noise";
  }
}
