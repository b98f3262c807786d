package dwell.incident;

import dwell.correlate.EventSource.Selection;
import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Counts by hour, for charts. */
final class Curves {
  private Curves() {}

  static List<Incident.Series> of(Scene scene, List<Findings> all) {
    List<Incident.Series> out = new ArrayList<>();
    attempts(scene, out);
    Map<Instant, Long> statements = new TreeMap<>();
    Map<Instant, Long> rows = new TreeMap<>();
    Map<Instant, Long> deeds = new TreeMap<>();
    for (Findings findings : all) {
      for (Involved involved : findings.party().sessions()) {
        involved
            .session()
            .statements()
            .forEach(statement -> {
              Instant time = statement.time().instant();
              if (time != null) {
                statements.merge(hour(time), 1L, Long::sum);
                if (statement.rows() > 0) {
                  rows.merge(hour(time), statement.rows(), Long::sum);
                }
              }
            });
        involved
            .session()
            .commands()
            .forEach(command -> {
              if (command.time().instant() != null) {
                deeds.merge(hour(command.time().instant()), 1L, Long::sum);
              }
            });
      }
    }
    add(out, "actor commands", "commands an hour", deeds);
    add(out, "actor statements", "statements an hour", statements);
    add(out, "actor rows", "rows an hour", rows);
    return List.copyOf(out);
  }

  /** Attempts at the doors: witnesses of one attempt within one second count once. */
  private static void attempts(Scene scene, List<Incident.Series> out) {
    Map<Instant, Long> failures = new TreeMap<>();
    Map<Instant, Long> successes = new TreeMap<>();
    Set<Integer> seen = new HashSet<>();
    long[] hour = {Long.MIN_VALUE};
    scene
        .input()
        .events()
        .timed(
            Selection.of(
                Set.of(Dataset.SSH, Dataset.MYSQL_GENERAL, Dataset.POSTGRESQL),
                Set.of(Action.LOGIN)),
            row -> {
              if (row.time() == EventBatch.ABSENT) {
                return;
              }
              Instant time = EventTime.instant(row.time());
              long now = time.getEpochSecond() / 3600;
              if (now != hour[0]) {
                seen.clear();
                hour[0] = now;
              }
              int key =
                  Objects.hash(
                      row.host(),
                      row.number(Field.PID),
                      time.getEpochSecond(),
                      row.text(Field.USER),
                      row.outcome(),
                      row.number(Field.SOURCE_PORT));
              long count =
                  Math.max(
                      1,
                      row.number(Field.REPEAT) == EventBatch.ABSENT ? 1 : row.number(Field.REPEAT));
              if (seen.add(key) && row.outcome() != Outcome.UNKNOWN) {
                (row.outcome() == Outcome.FAILURE ? failures : successes)
                    .merge(hour(time), count, Long::sum);
              }
            });
    add(out, "failed logins", "logins an hour", failures);
    add(out, "successful logins", "logins an hour", successes);
  }

  private static Instant hour(Instant time) {
    return time.truncatedTo(ChronoUnit.HOURS);
  }

  private static void add(
      List<Incident.Series> out, String name, String unit, Map<Instant, Long> counts) {
    if (!counts.isEmpty()) {
      List<Incident.Point> points = new ArrayList<>();
      counts.forEach((time, count) -> points.add(new Incident.Point(new Stamp(time, 0), count)));
      out.add(new Incident.Series(name, unit, List.copyOf(points)));
    }
  }
}
