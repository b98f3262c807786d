package dwell.incident;

import dwell.correlate.Session;
import dwell.event.Outcome;
import dwell.incident.ActorRecords.Contact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Every connection of the actor's after the eviction. */
final class Returns {
  /** A login and the records of its connection lie this close. */
  private static final Duration ONE_LOGIN = Duration.ofSeconds(30);

  private Returns() {}

  static List<Incident.Reentry> of(Findings findings) {
    List<Incident.Reentry> out = new ArrayList<>();
    for (Contact contact : findings.after()) {
      if (contact.web || contact.probe) {
        continue;
      }
      String outcome =
          contact.outcome == Outcome.UNKNOWN
              ? "failure"
              : contact.outcome.name().toLowerCase(Locale.ROOT);
      out.add(
          new Incident.Reentry(
              contact.first,
              contact.ip,
              contact.user,
              contact.host,
              outcome,
              why(findings, contact),
              contact.ends()));
    }
    sessions(findings, out);
    shells(findings, out);
    out.sort(Comparator.comparing(Incident.Reentry::time).thenComparing(Incident.Reentry::host));
    return List.copyOf(out);
  }

  /** Sessions that no contact tells of. */
  private static void sessions(Findings findings, List<Incident.Reentry> out) {
    for (Involved involved : findings.party().sessions()) {
      Session session = involved.session();
      Stamp start = Times.stamp(session.start());
      String ip = session.origin().ip();
      boolean told =
          out.stream()
              .anyMatch(r ->
                  start != null
                      && r.host().equals(session.host())
                      && r.ip() != null
                      && r.ip().equals(ip)
                      && Duration.between(r.time().instant(), start.instant())
                              .abs()
                              .compareTo(ONE_LOGIN)
                          < 0);
      boolean outside = ip != null && !findings.scene().internal(ip);
      if (start != null && findings.late(start) && !told && outside) {
        out.add(
            new Incident.Reentry(
                start,
                ip,
                session.user(),
                session.host(),
                "success",
                involved.why(),
                involved.evidence()));
      }
    }
  }

  private static void shells(Findings findings, List<Incident.Reentry> out) {
    for (WebVisit visit : findings.party().visits) {
      visit.commands().stream()
          .filter(c -> findings.late(c.time()) && c.time() != null)
          .findFirst()
          .ifPresent(c ->
              out.add(
                  new Incident.Reentry(
                      java.util.Objects.requireNonNull(c.time()),
                      visit.ip(),
                      visit.account(),
                      visit.host(),
                      "success",
                      "the web shell was used again",
                      List.of(c.event()))));
    }
  }

  private static String why(Findings findings, Contact contact) {
    for (Party.From from : findings.party().addresses()) {
      if (from.ip().equals(contact.ip)) {
        return "the actor's address: " + from.why();
      }
    }
    return "the actor's address";
  }
}
