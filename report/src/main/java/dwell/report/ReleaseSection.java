package dwell.report;

import dwell.incident.Incident;
import dwell.incident.Origin;
import dwell.incident.Verdict;
import java.util.ArrayList;
import java.util.List;

/** For the author: what speaks against releasing the draft now. */
public final class ReleaseSection implements ReportSection {

  /** What the template shows; {@code open} counts the places of the draft that are to be filled. */
  public record View(List<String> against, long open) implements SectionView {
    @Override
    public long count() {
      return against.size();
    }
  }

  @Override
  public SectionView view(ReportContext report) {
    Incident incident = report.incident();
    List<String> against = new ArrayList<>();
    if (incident.verdict() == Verdict.COMPROMISE) {
      compromise(incident, against);
    }
    if (!incident.tampering().isEmpty()) {
      against.add("Records were altered or removed: what is told may be less than what happened.");
    }
    if (!incident.gaps().isEmpty()) {
      against.add(
          Numbers.of(incident.gaps().size(), "gap", "gaps")
              + " in the records: what is told may be less than what happened.");
    }
    long open =
        ExternalStatement.of(incident).stream()
            .flatMap(block -> block.sentences().stream())
            .filter(Notice.Sentence::open)
            .count();
    return new View(against, open);
  }

  private static void compromise(Incident incident, List<String> against) {
    if (incident.origin() != Origin.EXTERNAL) {
      against.add(
          "It is not sure that nobody inside was behind it: tell nobody but the responders.");
    }
    if (!incident.dwell().stillInside().equals("no")) {
      against.add(
          "It is not sure that they are out: release only when it is, and when it cannot happen again.");
    }
    if (incident.dwell().firstAccess() == null) {
      against.add("The first access is not in the records.");
    }
    if (incident.dwell().detected() == null || incident.dwell().evicted() == null) {
      against.add("When they were noticed or put out is not recorded: dwell mark takes it.");
    }
    if (incident.data().stream().anyMatch(ReleaseSection::uncounted)) {
      against.add("How many records were read is not known for every table.");
    }
    if (incident.reentry().stream().anyMatch(back -> back.outcome().equals("success"))) {
      against.add("They came back after they were put out.");
    }
  }

  private static boolean uncounted(Incident.Data table) {
    Incident.Rows rows = table.rows();
    return rows == null || rows.known() == null;
  }

  @Override
  public String id() {
    return "release";
  }

  @Override
  public String title() {
    return "For the author: before it is released";
  }
}
