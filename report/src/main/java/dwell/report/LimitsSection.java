package dwell.report;

import dwell.incident.Incident;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What could not be seen: gaps, tampering, faults, and what is missing for each answer. */
public final class LimitsSection implements ReportSection {

  /** What the template shows. */
  public record View(
      Shown<Incident.Gap> gaps,
      Shown<Incident.Tampering> tampering,
      Shown<Fault> faults,
      Shown<Missing> missing,
      Shown<Assumed> zones)
      implements SectionView {
    @Override
    public long count() {
      return gaps.total() + tampering.total() + faults.total() + missing.total();
    }
  }

  /** Something that was wrong with a file. */
  public record Fault(String host, String path, String what) {}

  /** What an answer lacks; {@code questions} are those that lack it. */
  public record Missing(String what, List<String> questions) {}

  /** A host whose clock nobody stated. */
  public record Assumed(String host, String basis) {}

  @Override
  public SectionView view(ReportContext report) {
    Incident incident = report.incident();
    List<Fault> faults = new ArrayList<>();
    List<Assumed> zones = new ArrayList<>();
    for (Incident.Host host : incident.hosts()) {
      if (host.zone() == null || "assumed".equals(host.zoneBasis())) {
        zones.add(new Assumed(host.name(), "assumed to be UTC"));
      }
      for (Incident.Source source : host.sources()) {
        source.faults().forEach(fault -> faults.add(new Fault(host.name(), source.path(), fault)));
        if (source.unknown() > 0) {
          String what = Numbers.of(source.unknown(), "record", "records") + " of no known form";
          faults.add(new Fault(host.name(), source.path(), what));
        }
      }
    }
    Map<String, List<String>> missing = new LinkedHashMap<>();
    for (Incident.Answer answer : incident.answers()) {
      for (String what : answer.missing()) {
        missing.computeIfAbsent(what, text -> new ArrayList<>()).add(answer.question());
      }
    }
    return new View(
        Shown.first(incident.gaps(), Limits.ROWS),
        Shown.first(incident.tampering(), Limits.ROWS),
        Shown.first(faults, Limits.ROWS),
        Shown.first(
            missing.entrySet().stream().map(e -> new Missing(e.getKey(), e.getValue())).toList(),
            Limits.ROWS),
        Shown.first(zones, Limits.ROWS));
  }

  @Override
  public String id() {
    return "limits";
  }

  @Override
  public String title() {
    return "What could not be seen";
  }
}
