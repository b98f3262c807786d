package dwell.report;

import dwell.incident.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which systems and which kinds of data are affected; no accounts, no addresses. */
public final class AffectedSection implements ReportSection {

  /**
   * What the template shows.
   *
   * @param hosts names of hosts that were entered
   * @param others hosts of the evidence that nothing shows to be entered
   */
  public record View(
      Shown<String> hosts,
      Shown<String> others,
      List<Kind> data,
      boolean left,
      long secrets,
      long accounts)
      implements SectionView {}

  /** A store of data: its kinds, and how many records of it. */
  public record Kind(String system, String kinds, String records) {}

  @Override
  public SectionView view(ReportContext report) {
    Incident incident = report.incident();
    Set<String> entered = new TreeSet<>();
    incident.sessions().forEach(session -> entered.add(session.host()));
    Set<String> others = new TreeSet<>();
    incident.hosts().forEach(host -> others.add(host.name()));
    others.removeAll(entered);
    List<Kind> data = new ArrayList<>();
    for (Incident.Data table :
        incident.data().subList(0, Math.min(Limits.ROWS, incident.data().size()))) {
      data.add(
          new Kind(
              table.system(),
              String.join(", ", DataKinds.of(table).words()),
              DataSection.rows(table.rows())));
    }
    return new View(
        Shown.first(List.copyOf(entered), Limits.ROWS),
        Shown.first(List.copyOf(others), Limits.ROWS),
        data,
        !incident.exfiltration().isEmpty(),
        incident.exposedSecrets().size(),
        incident.actors().stream().mapToLong(actor -> actor.accounts().size()).sum());
  }

  @Override
  public String id() {
    return "affected";
  }

  @Override
  public String title() {
    return "What is affected";
  }
}
