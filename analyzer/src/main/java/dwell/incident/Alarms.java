package dwell.incident;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dwell.correlate.Confidence;
import dwell.correlate.EventSource.Selection;
import dwell.correlate.Session;
import dwell.detect.Sign;
import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.IpAddress;
import dwell.incident.Party.From;
import dwell.incident.Party.Hold;
import dwell.incident.StartingPoint.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that people themselves wrote down as an intruder's, in a log, and against which they
 * acted then: who was there knew more than the logs that are left. Words alone are not enough: a
 * note may say that there was no intrusion.
 */
final class Alarms {
  private static final int WEIGHT = 3;

  /** What is done about an intruder is done at once. */
  private static final Duration SOON = Duration.ofDays(1);

  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]{2,44}");

  private final Scene scene;
  private final Changes changes;
  private final Map<String, List<Note>> notes = new HashMap<>();

  private record Note(Instant time, String event) {}

  Alarms(Scene scene, Changes changes) {
    this.scene = scene;
    this.changes = changes;
    scene
        .input()
        .events()
        .timed(
            Selection.of(Set.of(Dataset.SYSLOG), Set.of(Action.MESSAGE, Action.INFO)),
            row -> {
              String text = row.text(Field.MESSAGE);
              // logger(1) gives no process id unless told to; daemons give theirs.
              boolean person = row.number(Field.PID) == EventBatch.ABSENT;
              if (person && text != null && IntrusionWords.in(text)) {
                note(text, new Note(EventTime.instant(row.time()), row.id()));
              }
            });
  }

  private void note(String text, Note note) {
    Matcher found = ADDRESS.matcher(text);
    while (found.find()) {
      String written = found.group();
      String ip = written.endsWith(".") ? written.substring(0, written.length() - 1) : written;
      if (IpAddress.parse(ip) != null) {
        notes.computeIfAbsent(ip, k -> new ArrayList<>()).add(note);
      }
    }
  }

  /** Whether people wrote of an intrusion from an address. */
  boolean names(@Nullable String ip) {
    return ip != null && notes.containsKey(ip);
  }

  /**
   * Adds that people named a session's address, and locked its account, blocked the address or
   * ended the session within a day.
   *
   * @param novel whether the account never came from there: people also note where they come from
   * @return whether they did
   */
  boolean weigh(Session session, boolean novel, List<Reason> reasons) {
    String ip = session.origin().ip();
    if (!novel || ip == null || !notes.containsKey(ip)) {
      return false;
    }
    for (Note note : notes.get(ip)) {
      if (note.time().isAfter(Times.start(session)) && acted(session, ip, note.time())) {
        reasons.add(
            Reason.of(
                Sign.NAMED_BY_PEOPLE,
                WEIGHT,
                "people wrote of an intrusion from " + ip + " and acted against it",
                List.of(note.event())));
        return true;
      }
    }
    return false;
  }

  private boolean acted(Session session, String ip, Instant noted) {
    List<String> evidence = session.evidence().subList(0, 1);
    Party party = new Party(null, false);
    party.add(new Involved(session, null, "", Confidence.POSSIBLE, null, evidence));
    party.add(new From(ip, "", Confidence.POSSIBLE, List.of(), evidence));
    party.add(new Hold(session.account(), null, "", Confidence.POSSIBLE, List.of(), evidence));
    for (Response.Measure measure : new Response(scene, party, changes).measures()) {
      boolean against =
          measure.kind() == Response.Kind.LOCKED
              || measure.kind() == Response.Kind.BLOCKED
              || measure.kind() == Response.Kind.KILLED;
      Duration gap = Duration.between(noted, measure.time().instant()).abs();
      if (against && gap.compareTo(SOON) <= 0) {
        return true;
      }
    }
    return false;
  }
}
