package dwell.report;

/** The custody ledger: who did what to the case, when. */
public final class LedgerSection implements ReportSection {

  /** What the template shows. */
  public record View(Shown<LedgerEntry> entries) implements SectionView {
    @Override
    public long count() {
      return entries.total();
    }
  }

  @Override
  public SectionView view(ReportContext report) {
    return new View(Shown.first(report.inputs().ledger(), Limits.ROWS));
  }

  @Override
  public String id() {
    return "ledger";
  }

  @Override
  public String title() {
    return "Custody ledger";
  }
}
