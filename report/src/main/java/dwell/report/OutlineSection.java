package dwell.report;

import dwell.chart.Timeline;
import dwell.incident.Incident;
import dwell.incident.PhaseName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The timeline by its stages alone. */
public final class OutlineSection implements ReportSection {

  /** What the template shows; {@code drawing} is null where nothing has a time. */
  public record View(@Nullable Timeline drawing, List<Stage> stages) implements SectionView {}

  /** A stage; {@code until} is empty where it was one moment. */
  public record Stage(String from, String until, String what) {}

  @Override
  public SectionView view(ReportContext report) {
    return new View(Timeline.of(stagesAlone(report.incident())), stages(report.incident()));
  }

  /** By their start, in plain words, to the minute. */
  static List<Stage> stages(Incident incident) {
    List<Incident.Phase> phases = new ArrayList<>(incident.phases());
    phases.sort(Comparator.comparing(Incident.Phase::start));
    List<Stage> stages = new ArrayList<>();
    for (Incident.Phase phase : phases.subList(0, Math.min(phases.size(), Limits.ROWS))) {
      String from = String.valueOf(PlainWords.moment(phase.start()));
      String until = String.valueOf(PlainWords.moment(phase.end()));
      stages.add(
          new Stage(
              from,
              from.equals(until) ? "" : PlainWords.until(phase.start(), phase.end()),
              what(incident, phase)));
    }
    return stages;
  }

  private static String what(Incident incident, Incident.Phase phase) {
    boolean in =
        phase.phase() == PhaseName.RE_ENTRY
            && incident.reentry().stream()
                .filter(back -> back.outcome().equals("success"))
                .map(Incident.Reentry::time)
                .anyMatch(
                    time -> time.compareTo(phase.start()) >= 0 && time.compareTo(phase.end()) <= 0);
    return in ? "They came back" : PlainWords.phase(phase.phase());
  }

  /** The incident without those who took part, so that the drawing names none. */
  private static Incident stagesAlone(Incident i) {
    return new Incident(
        i.schema(),
        i.caseInfo(),
        i.verdict(),
        i.origin(),
        List.of(),
        List.of(),
        null,
        i.phases(),
        i.dwell(),
        List.of(),
        new Incident.Background(0, 0, List.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        i.reentry(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Incident.Containment.NONE);
  }

  @Override
  public String id() {
    return "outline";
  }

  @Override
  public String title() {
    return "Timeline in outline";
  }
}
