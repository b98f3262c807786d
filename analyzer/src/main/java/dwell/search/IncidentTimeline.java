package dwell.search;

import dwell.incident.Incident;
import dwell.incident.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An incident's events, one line each, in order of time. */
public final class IncidentTimeline {
  private final List<Ordered> lines = new ArrayList<>();

  private IncidentTimeline() {}

  /**
   * One line.
   *
   * @param time as known; of a command without a time {@code after …}, the instant that it was
   *     after; empty where nothing is known
   * @param who an account, an address, or both; empty where unknown
   * @param what {@code login}, {@code command}, {@code query}, {@code persistence} …
   * @param text what was done; from the evidence
   * @param event the id of the event that tells it, or {@code fact:ID}; empty where none does
   */
  public record Line(
      String time, String host, String who, String what, String text, String event) {}

  private record Ordered(@Nullable Instant at, Line line) {}

  /** The lines of an incident. */
  public static List<Line> of(Incident incident) {
    IncidentTimeline timeline = new IncidentTimeline();
    timeline.contacts(incident);
    incident.sessions().forEach(timeline::session);
    timeline.findings(incident);
    timeline.response(incident);
    // A stable sort: what has no time stays behind what stood before it in its session.
    timeline.lines.sort(
        Comparator.comparing(Ordered::at, Comparator.nullsLast(Comparator.naturalOrder())));
    return timeline.lines.stream().map(Ordered::line).toList();
  }

  private void contacts(Incident incident) {
    for (Incident.Actor actor : incident.actors()) {
      for (Incident.ActorAddress address : actor.addresses()) {
        add(
            address.first(),
            "",
            address.ip(),
            "first contact",
            address.attempts() + " attempts, " + address.successes() + " let in",
            address.evidence());
      }
    }
    for (Incident.Phase phase : incident.phases()) {
      add(
          phase.start(),
          "",
          "",
          "phase",
          phase.phase().id() + " until " + phase.end() + techniques(phase.techniques()),
          phase.evidence());
    }
  }

  private static String techniques(List<String> techniques) {
    return techniques.isEmpty() ? "" : " (" + String.join(", ", techniques) + ")";
  }

  private void session(Incident.ActorSession session) {
    String who = or(session.user());
    String from = session.sourceIp() == null ? "" : " from " + session.sourceIp();
    String by = session.method() == null ? "" : ", by " + session.method();
    Stamp start = session.start();
    add(start, session.host(), who, "login", session.kind().id() + from + by, session.evidence());
    Instant at = start == null ? null : start.instant();
    for (Incident.Command command : session.commands()) {
      String as = command.as();
      Stamp own = command.time() == null ? command.notBefore() : command.time();
      at = later(at, own, command.time() != null);
      String refused = "failure".equals(command.outcome()) ? " (refused)" : "";
      lines.add(
          new Ordered(
              at,
              new Line(
                  time(command.time(), command.notBefore()),
                  session.host(),
                  as == null || as.equals(who) ? who : who + " → " + as,
                  "command" + refused,
                  command.text(),
                  command.event())));
    }
    for (Incident.Query query : session.queries()) {
      add(
          query.time(),
          session.host(),
          who,
          "failure".equals(query.outcome()) ? "query (refused)" : "query",
          query.text(),
          List.of(query.event()));
    }
    add(session.end(), session.host(), who, "session end", "", List.of());
  }

  private void findings(Incident incident) {
    for (Incident.Exfiltration left : incident.exfiltration()) {
      String to = left.to() == null ? "" : " to " + left.to();
      String bytes = left.bytes() == null ? "" : ", " + left.bytes() + " bytes";
      add(
          left.time(),
          left.host(),
          "",
          "exfiltration",
          left.what() + to + " by " + left.method() + bytes,
          left.evidence());
    }
    for (Incident.Persistence door : incident.persistence()) {
      String name = door.name() == null ? or(door.path()) : door.name();
      add(
          door.time(),
          door.host(),
          "",
          "persistence",
          door.kind().id() + ": " + name,
          door.evidence());
      add(door.removed(), door.host(), "", "removed", door.kind().id() + ": " + name, List.of());
    }
    for (Incident.ExposedSecret secret : incident.exposedSecrets()) {
      add(
          secret.time(),
          secret.host(),
          "",
          "secret exposed",
          secret.kind().id() + ": " + secret.path(),
          secret.evidence());
    }
    for (Incident.Tampering act : incident.tampering()) {
      add(act.from(), act.host(), "", "tampering", act.kind() + ": " + act.why(), act.evidence());
    }
    for (Incident.Finding finding : incident.detections()) {
      add(
          finding.first(),
          "",
          "",
          finding.rule() == null ? "detection" : "Sigma rule",
          finding.title() + " ×" + finding.count() + techniques(finding.techniques()),
          finding.evidence());
    }
  }

  private void response(Incident incident) {
    add(incident.dwell().detected(), "", "", "detected", "", List.of());
    add(incident.dwell().evicted(), "", "", "evicted", "", List.of());
    for (Incident.Reentry again : incident.reentry()) {
      String who = or(again.user()) + (again.ip() == null ? "" : " from " + again.ip());
      add(
          again.time(),
          again.host(),
          who.strip(),
          "re-entry",
          again.outcome() + ": " + again.why(),
          again.evidence());
    }
  }

  private void add(
      @Nullable Stamp time,
      String host,
      String who,
      String what,
      String text,
      List<String> evidence) {
    if (time != null) {
      String event = evidence.isEmpty() ? "" : evidence.getFirst();
      lines.add(
          new Ordered(time.instant(), new Line(time.toString(), host, who, what, text, event)));
    }
  }

  private static String time(@Nullable Stamp time, @Nullable Stamp notBefore) {
    return time != null ? time.toString() : notBefore != null ? "after " + notBefore : "";
  }

  private static @Nullable Instant later(
      @Nullable Instant before, @Nullable Stamp own, boolean known) {
    if (own == null || before != null && !known && own.instant().isBefore(before)) {
      return before;
    }
    return own.instant();
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
