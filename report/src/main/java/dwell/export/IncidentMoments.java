package dwell.export;

import dwell.incident.Incident;
import dwell.incident.Stamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An incident as moments, in order of time, for timelines of other tools. */
final class IncidentMoments {
  private final List<Moment> moments = new ArrayList<>();
  private final ExportTally tally;

  /**
   * Something that happened.
   *
   * @param category a tactic of ATT&amp;CK by its name, {@code Remediation} or {@code Unspecified}
   * @param content may be from evidence
   * @param raw the content is a command or statement as it stands in a record
   * @param event the id of the event that tells it; empty where none does
   */
  record Moment(
      Stamp time,
      String title,
      String category,
      String content,
      boolean raw,
      String event,
      List<String> tags) {}

  private IncidentMoments(ExportTally tally) {
    this.tally = tally;
  }

  /** The moments; what has no time is counted as left out. */
  static List<Moment> of(Incident incident, ExportTally tally) {
    IncidentMoments all = new IncidentMoments(tally);
    all.milestones(incident);
    incident.sessions().forEach(all::session);
    all.findings(incident);
    all.moments.sort(Comparator.comparing(Moment::time));
    return List.copyOf(all.moments);
  }

  private void milestones(Incident incident) {
    Incident.Dwell dwell = incident.dwell();
    Incident.Vector vector = incident.vector();
    if (dwell.firstContact() != null) {
      add(dwell.firstContact(), "First contact", "Unspecified", "", List.of());
    }
    if (vector != null && dwell.firstAccess() != null) {
      add(dwell.firstAccess(), "First access", "Initial Access", vector.text(), vector.evidence());
    }
    if (dwell.detected() != null) {
      add(dwell.detected(), "Detected", "Remediation", "", List.of());
    }
    if (dwell.evicted() != null) {
      add(dwell.evicted(), "Evicted", "Remediation", "", List.of());
    }
    for (Incident.Reentry back : incident.reentry()) {
      boolean in = back.outcome().equals("success");
      add(
          back.time(),
          in ? "Came back" : "Tried to come back",
          "Initial Access",
          text(back.user(), "on " + back.host(), from(back.ip()), back.why()),
          back.evidence());
    }
  }

  private void session(Incident.ActorSession session) {
    String who = text(session.user(), "on " + session.host(), from(session.sourceIp()));
    add(
        session.start(),
        "Session opened: " + session.kind().id(),
        session.parent() == null ? "Initial Access" : "Lateral Movement",
        who,
        session.evidence());
    add(session.end(), "Session ended: " + session.kind().id(), "Unspecified", who, List.of());
    for (Incident.Command command : session.commands()) {
      String as = command.as() == null ? session.user() : command.as();
      step(
          command.time(),
          "Command on " + session.host() + " as " + or(as),
          "Execution",
          command.text(),
          command.event());
    }
    for (Incident.Query query : session.queries()) {
      String title = "Statement on " + session.host() + " as " + or(session.user());
      step(query.time(), title, "Collection", query.text(), query.event());
    }
  }

  private void findings(Incident incident) {
    for (Incident.Persistence door : incident.persistence()) {
      String what = text(door.name(), door.path(), "on " + door.host());
      String kind = door.kind().id().replace('-', ' ');
      add(door.time(), "Way back left: " + kind, "Persistence", what, door.evidence());
      if (door.removed() != null) {
        add(door.removed(), "Way back removed: " + kind, "Remediation", what, List.of());
      }
    }
    for (Incident.ExposedSecret secret : incident.exposedSecrets()) {
      String what = text(secret.path(), "on " + secret.host());
      String kind = secret.kind().id().replace('-', ' ');
      add(secret.time(), "Secret exposed: " + kind, "Credential Access", what, secret.evidence());
    }
    for (Incident.Exfiltration left : incident.exfiltration()) {
      String to = left.to() == null ? null : "to " + left.to();
      String what = text(left.what(), "from " + left.host(), to, left.method());
      add(left.time(), "Data left", "Exfiltration", what, left.evidence());
    }
    for (Incident.Tampering act : incident.tampering()) {
      String what = text(act.path(), "on " + act.host(), act.why());
      add(act.from(), "Tampering: " + act.kind(), "Defense Evasion", what, act.evidence());
    }
  }

  private void step(
      @Nullable Stamp time, String title, String category, String text, String event) {
    if (time == null) {
      tally.left(ExportText.NO_TIME);
    } else {
      moments.add(new Moment(time, title, category, text, true, event, List.of("dwell")));
    }
  }

  private void add(
      @Nullable Stamp time, String title, String category, String text, List<String> evidence) {
    if (time == null) {
      tally.left(ExportText.NO_TIME);
      return;
    }
    String event = evidence.isEmpty() ? "" : evidence.getFirst();
    moments.add(new Moment(time, title, category, text, false, event, List.of("dwell")));
  }

  private static @Nullable String from(@Nullable String ip) {
    return ip == null ? null : "from " + ip;
  }

  private static String or(@Nullable String name) {
    return name == null ? "unknown" : name;
  }

  private static String text(@Nullable String... parts) {
    List<String> there = new ArrayList<>();
    for (String part : parts) {
      if (part != null && !part.isEmpty()) {
        there.add(part);
      }
    }
    return String.join(", ", there);
  }
}
