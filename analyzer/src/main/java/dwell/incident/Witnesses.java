package dwell.incident;

import dwell.correlate.Session;
import dwell.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sessions of the actor that one log does not tell of, although it tells of those before and after,
 * and although another source of the same host still does: the log was edited or emptied in
 * between.
 */
final class Witnesses {
  /** How many sessions before and after are looked at: enough to see what is usual. */
  private static final int NEIGHBOURS = 40;

  /** So many on either side make the log a witness of sessions in general. */
  private static final int USUAL = 3;

  /** A login's records lie within this time. */
  private static final Duration OPENING = Duration.ofSeconds(10);

  private final Findings findings;
  private final Map<String, Set<String>> logs = new HashMap<>();

  private Witnesses(Findings findings) {
    this.findings = findings;
  }

  static List<Incident.Tampering> of(Findings findings) {
    Witnesses witnesses = new Witnesses(findings);
    List<Incident.Tampering> out = new ArrayList<>();
    Set<String> told = new HashSet<>();
    findings
        .scene()
        .byHost()
        .forEach((host, all) -> {
          List<Session> sessions = all.stream().filter(s -> s.kind() == Session.Kind.SSH).toList();
          for (int i = 0; i < sessions.size(); i++) {
            if (findings.party().has(sessions.get(i))) {
              witnesses.missing(sessions, i, told, out);
            }
          }
        });
    return out;
  }

  private void missing(
      List<Session> sessions, int at, Set<String> told, List<Incident.Tampering> out) {
    Set<String> usual = new HashSet<>();
    int last = Math.min(sessions.size(), at + NEIGHBOURS);
    for (int i = Math.max(0, at - NEIGHBOURS); i < last; i++) {
      usual.addAll(logs(sessions.get(i)));
    }
    for (String log : usual) {
      int from = at;
      while (from >= 0 && !logs(sessions.get(from)).contains(log)) {
        from--;
      }
      int to = at;
      while (to < sessions.size() && !logs(sessions.get(to)).contains(log)) {
        to++;
      }
      boolean between =
          from < at
              && count(sessions, from, -1, log) >= USUAL
              && count(sessions, to, 1, log) >= USUAL;
      if (between && told.add(sessions.get(from + 1).id() + log)) {
        out.add(
            new Incident.Tampering(
                "records-removed",
                sessions.get(at).host(),
                log,
                Times.stamp(sessions.get(from + 1).start()),
                Times.stamp(sessions.get(to - 1).start()),
                "the log tells of the sessions before and after, and of none of the "
                    + (to - from - 1)
                    + " in between that another source tells of",
                sessions.get(at).evidence()));
      }
    }
  }

  /** How many sessions in a row from there the log tells of, up to {@link #USUAL}. */
  private int count(List<Session> sessions, int from, int step, String log) {
    int count = 0;
    for (int i = from; i >= 0 && i < sessions.size() && count < USUAL; i += step) {
      if (!logs(sessions.get(i)).contains(log)) {
        break;
      }
      count++;
    }
    return count;
  }

  /** Whether a record is of the session's beginning: a log emptied in between still has its end. */
  private static boolean opening(Session session, Event event) {
    Instant start = session.start().instant();
    Instant time = event.time().instant();
    return start == null
        || time == null
        || Duration.between(start, time).abs().compareTo(OPENING) <= 0;
  }

  /**
   * The text logs of logins that tell of a session's beginning, each by the name of its chain of
   * rotations.
   */
  private Set<String> logs(Session session) {
    Set<String> known = logs.get(session.id());
    if (known != null) {
      return known;
    }
    Set<String> out = new HashSet<>();
    for (String id : session.evidence()) {
      Event event = findings.scene().input().events().byId(id);
      if (event != null && opening(session, event)) {
        String chain = Coverage.chain(event.place().path());
        if (chain.endsWith("/auth.log") || chain.endsWith("/secure")) {
          out.add(chain.substring(Math.max(0, chain.indexOf("/var/log/"))));
        }
      }
    }
    logs.put(session.id(), out);
    return out;
  }
}
