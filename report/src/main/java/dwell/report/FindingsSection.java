package dwell.report;

import dwell.correlate.Confidence;
import dwell.incident.Incident;
import dwell.incident.Stamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found, one finding a row, each with its exhibits and what speaks against it. */
public final class FindingsSection implements ReportSection {

  /** What the template shows. */
  public record View(Shown<Finding> findings) implements SectionView {
    @Override
    public long count() {
      return findings.total();
    }
  }

  /**
   * A finding.
   *
   * @param time null where no record tells it
   * @param confidence null where the record says it in so many words
   */
  public record Finding(
      @Nullable Stamp time,
      String host,
      String what,
      String text,
      @Nullable Confidence confidence,
      List<String> against,
      List<String> evidence) {}

  /** Reasons that were given: each stands once. */
  private static final class Reasons {
    private final String way;
    private final Set<String> given = new HashSet<>();

    Reasons(String way) {
      this.way = way;
    }

    String of(String why) {
      return way.contains(why) || !given.add(why) ? "" : ": " + why;
    }
  }

  @Override
  public SectionView view(ReportContext report) {
    List<Finding> findings = new ArrayList<>();
    Incident incident = report.incident();
    Reasons reasons = new Reasons(incident.vector() == null ? "" : incident.vector().text());
    access(incident, reasons, findings);
    actors(incident, reasons, findings);
    deeds(incident, findings);
    findings.sort(
        Comparator.comparing(Finding::time, Comparator.nullsLast(Comparator.naturalOrder())));
    return new View(Shown.first(findings, Limits.TIMELINE));
  }

  private static void access(Incident incident, Reasons reasons, List<Finding> out) {
    Incident.Vector way = incident.vector();
    if (way != null) {
      String host = way.host() == null ? "" : way.host();
      out.add(
          new Finding(
              way.time(),
              host,
              "Way in",
              way.text(),
              way.confidence(),
              way.against(),
              way.evidence()));
    }
    for (Incident.ActorSession session : incident.sessions()) {
      String user = session.user() == null ? "" : " as " + session.user();
      String from = session.sourceIp() == null ? "" : " from " + session.sourceIp();
      String text = session.kind().id() + " session" + user + from + reasons.of(session.why());
      out.add(
          new Finding(
              session.start(),
              session.host(),
              "Session",
              text,
              session.confidence(),
              List.of(),
              session.evidence()));
    }
    for (Incident.Reentry back : incident.reentry()) {
      String who = back.user() == null ? "" : " as " + back.user();
      String from = back.ip() == null ? "" : " from " + back.ip();
      boolean in = back.outcome().equals("success");
      String text = (who + from).strip() + ": " + back.why();
      String what = in ? "Came back" : "Tried to come back";
      out.add(record(back.time(), back.host(), what, text, back.evidence()));
    }
  }

  private static void actors(Incident incident, Reasons reasons, List<Finding> out) {
    for (Incident.Actor actor : incident.actors()) {
      for (Incident.ActorAccount account : actor.accounts()) {
        String text =
            account.name()
                + " ("
                + account.system()
                + "), "
                + account.means()
                + reasons.of(account.why());
        out.add(
            new Finding(
                account.first(),
                account.host(),
                "Account used",
                text,
                account.confidence(),
                account.against(),
                account.evidence()));
      }
    }
  }

  private static void deeds(Incident incident, List<Finding> out) {
    for (Incident.Persistence door : incident.persistence()) {
      String name = door.name() == null ? "" : " " + door.name();
      String path = door.path() == null ? "" : " " + door.path();
      String text = door.kind().id() + name + path;
      out.add(record(door.time(), door.host(), "Way back left", text, door.evidence()));
    }
    for (Incident.ExposedSecret secret : incident.exposedSecrets()) {
      String opens = secret.opens() == null ? "" : ", opens " + secret.opens();
      String text = secret.kind().id() + " " + secret.path() + opens;
      out.add(record(secret.time(), secret.host(), "Secret exposed", text, secret.evidence()));
    }
    for (Incident.Tampering act : incident.tampering()) {
      String path = act.path() == null ? "" : " " + act.path();
      String text = act.kind() + path + ": " + act.why();
      out.add(record(act.from(), act.host(), "Evidence altered", text, act.evidence()));
    }
  }

  private static Finding record(
      @Nullable Stamp time, String host, String what, String text, List<String> evidence) {
    return new Finding(time, host, what, text, null, List.of(), evidence);
  }

  @Override
  public String id() {
    return "findings";
  }

  @Override
  public String title() {
    return "Findings and their exhibits";
  }
}
