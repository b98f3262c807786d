package dwell.report;

import dwell.incident.Incident;
import dwell.incident.Origin;
import dwell.incident.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The incident in a few sentences and figures, without detail. */
public final class OverviewSection implements ReportSection {

  /**
   * What the template shows.
   *
   * @param hold why this should not be handed on yet; null where nothing speaks against it
   */
  public record View(Verdict verdict, String headline, @Nullable String hold, List<Figure> figures)
      implements SectionView {}

  /** A figure; {@code note} may be empty. */
  public record Figure(String label, String value, String note) {}

  @Override
  public SectionView view(ReportContext report) {
    Incident incident = report.incident();
    return new View(incident.verdict(), headline(incident), hold(incident), figures(incident));
  }

  private static String headline(Incident incident) {
    return switch (incident.verdict()) {
      case COMPROMISE -> "Somebody without permission got into our systems";
      case ATTEMPT -> "Somebody tried to get into our systems; nothing shows that they did";
      case NONE -> "Nothing shows that anybody got into our systems";
    };
  }

  /** Internal communication waits until it is sure that nobody inside was behind it. */
  private static @Nullable String hold(Incident incident) {
    if (incident.verdict() != Verdict.COMPROMISE || incident.origin() == Origin.EXTERNAL) {
      return null;
    }
    return switch (incident.origin()) {
      case INTERNAL, BOTH ->
          "The records point to somebody inside. Keep this among the responders.";
      case UNKNOWN, EXTERNAL ->
          "It is not known yet whether somebody inside was behind it. Keep this among the responders"
              + " until it is.";
    };
  }

  private static List<Figure> figures(Incident incident) {
    Incident.Dwell dwell = incident.dwell();
    List<Figure> figures = new ArrayList<>();
    if (incident.verdict() != Verdict.COMPROMISE) {
      if (dwell.firstContact() != null) {
        add(figures, "First attempt", PlainWords.moment(dwell.firstContact()), "");
      }
      return figures;
    }
    add(figures, "Since", PlainWords.moment(dwell.firstAccess()), "the first access");
    add(figures, "Noticed", PlainWords.moment(dwell.detected()), "");
    add(figures, "Access taken away", PlainWords.moment(dwell.evicted()), "");
    Incident.Range eviction = dwell.toEviction();
    if (eviction != null) {
      add(figures, "They had access for", PlainWords.range(eviction), "");
    }
    add(figures, "Still inside", PlainWords.stillInside(dwell), "");
    return figures;
  }

  private static void add(List<Figure> out, String label, @Nullable String value, String note) {
    out.add(new Figure(label, value == null ? "not known" : value, value == null ? "" : note));
  }

  @Override
  public String id() {
    return "overview";
  }

  @Override
  public String title() {
    return "Overview";
  }
}
