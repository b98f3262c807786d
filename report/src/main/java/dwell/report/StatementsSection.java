package dwell.report;

import dwell.incident.Incident;
import java.util.ArrayList;
import java.util.List;

/** The actor's database statements, session by session, as they stand in the records. */
public final class StatementsSection implements ReportSection {

  /** What the template shows. {@code statements} is how many there are in all. */
  public record View(List<Entry> sessions, long statements, long shown) implements SectionView {
    @Override
    public long count() {
      return statements;
    }
  }

  /** The statements of one session. */
  public record Entry(Incident.ActorSession session, Shown<Incident.Query> queries) {}

  @Override
  public SectionView view(ReportContext report) {
    int left = Limits.STATEMENTS;
    long total = 0;
    List<Entry> entries = new ArrayList<>();
    for (Incident.ActorSession session : report.incident().sessions()) {
      total += session.queries().size();
      if (!session.queries().isEmpty() && left > 0) {
        Shown<Incident.Query> shown = Shown.first(session.queries(), left);
        left -= shown.items().size();
        entries.add(new Entry(session, shown));
      }
    }
    return new View(entries, total, Limits.STATEMENTS - left);
  }

  @Override
  public String id() {
    return "statements";
  }

  @Override
  public String title() {
    return "Database statements";
  }
}
