package dwell.report;

import dwell.incident.Incident;
import dwell.incident.KnownFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What ties this report to its case, and what people said that it rests on. */
public final class CustodySection implements ReportSection {

  /** What the template shows. */
  public record View(Incident.CaseInfo info, List<Said> facts) implements SectionView {}

  /** Something that a person said. */
  public record Said(String id, String what, String value, String why) {}

  @Override
  public SectionView view(ReportContext report) {
    KnownFacts facts = report.inputs().facts();
    List<Said> said = new ArrayList<>();
    add(said, "detected", facts.detected());
    add(said, "evicted", facts.evicted());
    facts.suspects().forEach(fact -> add(said, "suspect", fact));
    facts.knownGood().forEach(fact -> add(said, "known to be ours", fact));
    facts.sensitiveTables().forEach(fact -> add(said, "sensitive table", fact));
    return new View(report.incident().caseInfo(), List.copyOf(said));
  }

  private static void add(List<Said> said, String what, KnownFacts.@Nullable Fact<?> fact) {
    if (fact != null && said.size() < Limits.ROWS) {
      said.add(new Said(fact.id(), what, fact.value().toString(), fact.text()));
    }
  }

  @Override
  public String id() {
    return "custody";
  }

  @Override
  public String title() {
    return "Custody";
  }
}
