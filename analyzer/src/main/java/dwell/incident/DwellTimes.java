package dwell.incident;

import dwell.correlate.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long the actors were there, and whether they are gone. */
final class DwellTimes {
  private DwellTimes() {}

  /** Nobody got in. {@code contact}: the first attempt of anybody; null where there was none. */
  static Incident.Dwell none(@Nullable Stamp contact) {
    return new Incident.Dwell(
        contact,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        "no",
        "no record shows that anybody got in who should not",
        List.of());
  }

  static Incident.Dwell of(List<Findings> all, List<Incident.Persistence> doors) {
    Stamp contact = null;
    Stamp access = null;
    Stamp last = null;
    Stamp detected = null;
    Stamp evicted = null;
    List<Incident.Interval> intervals = new ArrayList<>();
    for (Findings findings : all) {
      access = Times.min(access, findings.firstAccess());
      last = Times.max(last, Actors.lastActivity(findings));
      detected = Times.min(detected, findings.detected());
      evicted = Times.max(evicted, findings.evicted());
      contact = Times.min(contact, findings.firstAccess());
      if (!findings.party().insider) {
        for (ActorRecords.Contact before : findings.before()) {
          contact = Times.min(contact, before.first);
        }
      }
      intervals.addAll(intervals(findings));
    }
    intervals.sort(Comparator.comparing(Incident.Interval::from));
    List<String> open = openDoors(all, doors);
    boolean back = back(all);
    boolean unended =
        all.stream()
            .anyMatch(f ->
                f.party().sessions().stream()
                    .anyMatch(i -> i.session().endedBy() == Session.EndedBy.STILL_OPEN));
    String inside = unended ? "yes" : back || !open.isEmpty() || evicted == null ? "unknown" : "no";
    String why =
        unended
            ? "a session of the actor's was open when the evidence was taken"
            : back
                ? "the actor came back after being put out"
                : evicted == null
                    ? "no record shows that the actor was put out"
                    : open.isEmpty()
                        ? "every way in that the records show was closed, and nothing of the actor's follows"
                        : "ways back stand open";
    return new Incident.Dwell(
        contact,
        access,
        last,
        detected,
        evicted,
        range(access, contact, detected),
        range(access, contact, evicted),
        List.copyOf(intervals),
        inside,
        why,
        open);
  }

  /**
   * At least from the proven first access; at most from the first contact, if a success before left
   * no record.
   */
  private static Incident.@Nullable Range range(
      @Nullable Stamp access, @Nullable Stamp contact, @Nullable Stamp end) {
    if (access == null || end == null || end.compareTo(access) < 0) {
      return null;
    }
    return new Incident.Range(
        Times.seconds(access, end), contact == null ? null : Times.seconds(contact, end));
  }

  private static boolean back(List<Findings> all) {
    return all.stream()
        .anyMatch(f ->
            f.party().sessions().stream().anyMatch(i -> f.late(Times.stamp(i.session().start()))));
  }

  /** Sessions that touch are one stretch. */
  private static List<Incident.Interval> intervals(Findings findings) {
    List<Incident.Interval> out = new ArrayList<>();
    for (Involved involved : findings.party().sessions()) {
      Session session = involved.session();
      Stamp from = Times.stamp(session.start());
      if (from == null) {
        continue;
      }
      Stamp to = Times.stamp(session.end());
      Stamp proven = to;
      if (proven == null) {
        proven = from;
        for (Deed deed : findings.scene().deeds(session)) {
          Stamp now = Times.max(proven, deed.time());
          proven = now == null ? proven : now;
        }
      }
      String endedBy =
          to == null
              ? null
              : findings.response().endedByPeople(session, to)
                  ? "killed"
                  : session.endedBy().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      Incident.Interval before = out.isEmpty() ? null : out.getLast();
      if (before != null && (before.to() == null || before.to().compareTo(from) >= 0)) {
        boolean longer = before.to() != null && (to == null || to.compareTo(before.to()) > 0);
        Stamp lastProven = Times.max(before.lastProven(), proven);
        out.set(
            out.size() - 1,
            new Incident.Interval(
                before.from(),
                longer ? to : before.to(),
                lastProven == null ? proven : lastProven,
                longer ? endedBy : before.endedBy()));
      } else {
        out.add(new Incident.Interval(from, to, proven, endedBy));
      }
    }
    return out;
  }

  private static List<String> openDoors(List<Findings> all, List<Incident.Persistence> doors) {
    List<String> out = new ArrayList<>();
    for (Incident.Persistence door : doors) {
      if (door.removed() == null) {
        String what = door.path() != null ? door.path() : String.valueOf(door.name());
        out.add(door.kind().id() + " " + what + " on " + door.host());
      }
    }
    for (Findings findings : all) {
      for (Party.Hold hold : findings.party().accounts()) {
        boolean locked =
            findings.response().measures().stream()
                .anyMatch(m ->
                    m.kind() == Response.Kind.LOCKED
                        && m.target().startsWith(hold.account().name()));
        if (!locked
            && !hold.account().name().equals("root")
            && hold.how() != AccountHow.INSIDER
            && !throughShell(findings.party(), hold)) {
          out.add(
              "account "
                  + hold.account().name()
                  + " ("
                  + hold.account().system()
                  + ") on "
                  + hold.account().host()
                  + ": no record shows that it was locked or given a new secret");
        }
      }
    }
    return List.copyOf(out);
  }

  /** Whether an account was reached by a web shell alone: the shell is the door, and told apart. */
  private static boolean throughShell(Party party, Party.Hold hold) {
    return party.visits.stream()
            .anyMatch(v ->
                hold.account().host().equals(v.host()) && hold.account().name().equals(v.account()))
        && party.sessions().stream().noneMatch(i -> i.session().account().equals(hold.account()));
  }
}
