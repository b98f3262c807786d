package dwell.report;

import dwell.incident.Incident;
import dwell.incident.PhaseName;
import dwell.incident.Stamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was read, what came of it in a sentence, and what ties the report to its case. */
public final class ScopeSection implements ReportSection {

  /** What the template shows. */
  public record View(
      String headline,
      long hosts,
      long files,
      long records,
      long notUnderstood,
      @Nullable Stamp first,
      @Nullable Stamp last,
      List<Moment> moments)
      implements SectionView {}

  /**
   * A moment of the incident.
   *
   * @param basis what it rests on
   * @param evidence the exhibits; may be empty
   */
  public record Moment(String label, Stamp time, String basis, List<String> evidence) {}

  @Override
  public SectionView view(ReportContext report) {
    Incident incident = report.incident();
    long files = 0;
    long records = 0;
    long unknown = 0;
    Stamp first = null;
    Stamp last = null;
    for (Incident.Host host : incident.hosts()) {
      files += host.sources().size();
      for (Incident.Source source : host.sources()) {
        records += source.records();
        unknown += source.unknown();
        first = earlier(first, source.first());
        last = later(last, source.last());
      }
    }
    return new View(
        headline(incident),
        incident.hosts().size(),
        files,
        records,
        unknown,
        first,
        last,
        moments(report));
  }

  private static String headline(Incident incident) {
    return switch (incident.verdict()) {
      case COMPROMISE -> "The records show access without permission";
      case ATTEMPT -> "The records show attempts, and no access without permission";
      case NONE -> "The records show neither an attempt nor access without permission";
    };
  }

  private static List<Moment> moments(ReportContext report) {
    Incident incident = report.incident();
    Incident.Dwell dwell = incident.dwell();
    Incident.Vector way = incident.vector();
    List<Moment> moments = new ArrayList<>();
    List<String> none = List.of();
    add(
        moments,
        "First contact",
        dwell.firstContact(),
        "the actor's first record",
        of(incident, PhaseName.RECONNAISSANCE));
    add(
        moments,
        "First access",
        dwell.firstAccess(),
        "the way in" + (way == null ? "" : ", " + way.confidence().id()),
        way == null ? none : way.evidence());
    add(moments, "Last activity", dwell.lastActivity(), "the actor's last record", none);
    var detected = report.inputs().facts().detected();
    var evicted = report.inputs().facts().evicted();
    add(
        moments,
        "Detected",
        dwell.detected(),
        detected == null ? "inferred from records" : "said by a person",
        detected == null ? of(incident, PhaseName.DETECTION) : List.of(detected.citation()));
    add(
        moments,
        "Evicted",
        dwell.evicted(),
        evicted == null ? "inferred from records" : "said by a person",
        evicted == null ? of(incident, PhaseName.EVICTION) : List.of(evicted.citation()));
    return moments;
  }

  /** The exhibits of a phase; none where there is no such phase. */
  private static List<String> of(Incident incident, PhaseName name) {
    return incident.phases().stream()
        .filter(phase -> phase.phase() == name)
        .findFirst()
        .map(Incident.Phase::evidence)
        .orElse(List.of());
  }

  private static void add(
      List<Moment> out, String label, @Nullable Stamp time, String basis, List<String> evidence) {
    if (time != null) {
      out.add(new Moment(label, time, basis, evidence));
    }
  }

  private static @Nullable Stamp earlier(@Nullable Stamp a, @Nullable Stamp b) {
    return a == null || b != null && b.compareTo(a) < 0 ? b : a;
  }

  private static @Nullable Stamp later(@Nullable Stamp a, @Nullable Stamp b) {
    return a == null || b != null && b.compareTo(a) > 0 ? b : a;
  }

  @Override
  public String id() {
    return "scope";
  }

  @Override
  public String title() {
    return "Scope";
  }
}
