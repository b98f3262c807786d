package dwell.report;

import dwell.incident.Incident;
import dwell.incident.Stamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Systems of others that took part, as far as the records show: where the actor came from, and
 * where data went. Their operators may not know, and may be victims too.
 */
public final class ThirdPartiesSection implements ReportSection {

  /** What the template shows. */
  public record View(Shown<Part> parts) implements SectionView {
    @Override
    public long count() {
      return parts.total();
    }
  }

  /** A system of others, by its address or name, and what it was used for. */
  public record Part(
      String name,
      List<String> roles,
      @Nullable Stamp first,
      @Nullable Stamp last,
      List<String> evidence) {}

  private static final class Draft {
    private final List<String> roles = new ArrayList<>();
    private final List<String> evidence = new ArrayList<>();
    private @Nullable Stamp first;
    private @Nullable Stamp last;

    private void add(String role, @Nullable Stamp from, @Nullable Stamp to, List<String> cited) {
      roles.add(role);
      evidence.addAll(cited);
      if (from != null && (first == null || from.compareTo(first) < 0)) {
        first = from;
      }
      if (to != null && (last == null || to.compareTo(last) > 0)) {
        last = to;
      }
    }
  }

  @Override
  public SectionView view(ReportContext report) {
    Incident incident = report.incident();
    Map<String, Draft> drafts = new LinkedHashMap<>();
    for (Incident.Actor actor : incident.actors()) {
      for (Incident.ActorAddress address : actor.addresses()) {
        String role =
            "the actor came from there, "
                + Numbers.of(address.attempts(), "attempt", "attempts")
                + ", "
                + Numbers.count(address.successes())
                + " let in ("
                + address.confidence().id()
                + ")";
        draft(drafts, address.ip()).add(role, address.first(), address.last(), address.evidence());
      }
    }
    for (Incident.Exfiltration left : incident.exfiltration()) {
      if (left.to() != null) {
        String role = "data was sent there (" + left.confidence().id() + ")";
        draft(drafts, left.to()).add(role, left.time(), left.time(), left.evidence());
      }
    }
    List<Part> parts = new ArrayList<>();
    drafts.forEach((name, draft) ->
        parts.add(
            new Part(
                name,
                draft.roles,
                draft.first,
                draft.last,
                draft.evidence.stream().distinct().toList())));
    return new View(Shown.first(parts, Limits.ROWS));
  }

  private static Draft draft(Map<String, Draft> drafts, String name) {
    return drafts.computeIfAbsent(name, key -> new Draft());
  }

  @Override
  public String id() {
    return "third-parties";
  }

  @Override
  public String title() {
    return "Systems of others that took part";
  }
}
