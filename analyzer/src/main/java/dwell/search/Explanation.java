package dwell.search;

import dwell.correlate.Confidence;
import dwell.incident.Incident;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why something is in the incident.
 *
 * @param subject what is explained, for people: {@code address 203.0.113.9}
 * @param why the reason that put it there
 * @param confidence null where none was stated
 * @param against what speaks for another reading
 * @param evidence ids of events, or {@code fact:ID}
 */
public record Explanation(
    String subject,
    String why,
    @Nullable Confidence confidence,
    List<String> against,
    List<String> evidence) {
  public Explanation {
    against = List.copyOf(against);
    evidence = List.copyOf(evidence);
  }

  /**
   * Everything in the incident that the id names: an address; an account as {@code name}, {@code
   * name@host} or {@code host/name}; a session; an actor; the event of a command or statement; a
   * detection; any event that something rests on. A session is followed by those it came out of.
   *
   * @return empty where the incident has nothing of that name
   */
  public static List<Explanation> of(Incident incident, String id) {
    List<Explanation> all = new ArrayList<>();
    for (Incident.Actor actor : incident.actors()) {
      boolean whole = actor.id().equals(id);
      for (Incident.ActorAddress address : actor.addresses()) {
        if (whole || address.ip().equals(id)) {
          all.add(address(address));
        }
      }
      for (Incident.ActorAccount account : actor.accounts()) {
        if (whole || names(account, id)) {
          all.add(account(account));
        }
      }
    }
    sessions(incident, id, all);
    if (all.isEmpty()) {
      others(incident, id, all);
    }
    return all;
  }

  private static boolean names(Incident.ActorAccount account, String id) {
    return id.equals(account.name())
        || id.equals(account.name() + '@' + account.host())
        || id.equals(account.host() + '/' + account.name());
  }

  private static Explanation address(Incident.ActorAddress address) {
    return new Explanation(
        "address " + address.ip(),
        address.why(),
        address.confidence(),
        address.against(),
        address.evidence());
  }

  private static Explanation account(Incident.ActorAccount account) {
    return new Explanation(
        "account " + account.name() + " (" + account.system() + ") on " + account.host(),
        account.means() + ": " + account.why(),
        account.confidence(),
        account.against(),
        account.evidence());
  }

  private static void sessions(Incident incident, String id, List<Explanation> all) {
    for (Incident.ActorSession session : incident.sessions()) {
      if (session.id().equals(id)) {
        chain(incident, session, all);
        continue;
      }
      session.commands().stream()
          .filter(command -> command.event().equals(id))
          .forEach(command -> {
            all.add(deed("command", command.text(), session, id));
            chain(incident, session, all);
          });
      session.queries().stream()
          .filter(query -> query.event().equals(id))
          .forEach(query -> {
            all.add(deed("statement", query.text(), session, id));
            chain(incident, session, all);
          });
    }
  }

  private static Explanation deed(
      String kind, String text, Incident.ActorSession session, String event) {
    return new Explanation(
        kind + " " + text,
        "done in session " + session.id() + ", which is the actor's",
        session.confidence(),
        List.of(),
        List.of(event));
  }

  /** The session and those that it came out of. */
  private static void chain(
      Incident incident, Incident.ActorSession session, List<Explanation> all) {
    Set<String> seen = new HashSet<>();
    Incident.ActorSession at = session;
    while (at != null && seen.add(at.id())) {
      all.add(session(at));
      String parent = at.parent();
      at =
          parent == null
              ? null
              : incident.sessions().stream()
                  .filter(other -> other.id().equals(parent))
                  .findFirst()
                  .orElse(null);
    }
  }

  private static Explanation session(Incident.ActorSession session) {
    String from = session.sourceIp() == null ? "" : " from " + session.sourceIp();
    String parent = session.parent() == null ? "" : ", out of session " + session.parent();
    return new Explanation(
        "session "
            + session.id()
            + " ("
            + session.kind().id()
            + " on "
            + session.host()
            + " as "
            + Objects.requireNonNullElse(session.user(), "an unknown account")
            + from
            + parent
            + ")",
        session.why(),
        session.confidence(),
        List.of(),
        session.evidence());
  }

  /** What rests on an event, or is found by a detection of that id. */
  private static void others(Incident incident, String id, List<Explanation> all) {
    Incident.Vector vector = incident.vector();
    if (vector != null && vector.evidence().contains(id)) {
      all.add(
          new Explanation(
              "the way in",
              vector.text(),
              vector.confidence(),
              vector.against(),
              vector.evidence()));
    }
    incident.actors().stream()
        .flatMap(actor -> actor.addresses().stream())
        .filter(address -> address.evidence().contains(id))
        .forEach(address -> all.add(address(address)));
    incident.actors().stream()
        .flatMap(actor -> actor.accounts().stream())
        .filter(account -> account.evidence().contains(id))
        .forEach(account -> all.add(account(account)));
    incident.sessions().stream()
        .filter(session -> session.evidence().contains(id))
        .forEach(session -> all.add(session(session)));
    for (Incident.Finding finding : incident.detections()) {
      if (finding.id().equals(id) || finding.evidence().contains(id)) {
        all.add(plain("detection " + finding.id(), finding.title(), finding.evidence()));
      }
    }
    for (Incident.Persistence door : incident.persistence()) {
      if (door.evidence().contains(id)) {
        String name = door.name() == null ? String.valueOf(door.path()) : door.name();
        all.add(plain("persistence", door.kind().id() + " " + name, door.evidence()));
      }
    }
    for (Incident.Exfiltration left : incident.exfiltration()) {
      if (left.evidence().contains(id)) {
        all.add(
            new Explanation(
                "exfiltration",
                left.what() + " by " + left.method(),
                left.confidence(),
                List.of(),
                left.evidence()));
      }
    }
    for (Incident.Answer answer : incident.answers()) {
      if (answer.evidence().contains(id)) {
        all.add(
            new Explanation(
                "answer to: " + answer.question(),
                answer.text(),
                answer.confidence(),
                answer.missing(),
                answer.evidence()));
      }
    }
  }

  private static Explanation plain(String subject, String why, List<String> evidence) {
    return new Explanation(subject, why, null, List.of(), evidence);
  }

  /** Every event that the explanations rest on, each once, in order. */
  public static List<String> events(List<Explanation> explanations) {
    Set<String> events = new LinkedHashSet<>();
    for (Explanation explanation : explanations) {
      explanation.evidence().stream().filter(id -> !id.startsWith("fact:")).forEach(events::add);
    }
    return List.copyOf(events);
  }
}
