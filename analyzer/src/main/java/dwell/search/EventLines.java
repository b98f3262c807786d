package dwell.search;

import dwell.casefile.EventCursor;
import dwell.correlate.Moment;
import dwell.event.Action;
import dwell.event.Event;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.search.Activity.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines of single events. Attempts, blocked packets and web requests come by the thousand: those of
 * one host that follow each other within {@link #PAUSE} are one line, unless each is asked for.
 * What merely witnesses something else is left out then too.
 */
final class EventLines {
  /** Half an hour of silence ends a run. */
  private static final long PAUSE = 1_800L * 1_000_000_000L;

  /** Requests in a run of so few are shown one by one. */
  private static final int FEW = 20;

  private static final int LISTED = 6;

  /** How many different values of a run are counted. */
  private static final int MANY = 10_000;

  private final Set<String> told;
  private final boolean each;
  private final Function<EventCursor, String> logs;
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Run> runs = new LinkedHashMap<>();

  /**
   * @param told ids of events that need no line
   * @param each whether every event gets a line, whatever it is
   * @param logs names the log that an event is from, its rotations included
   */
  EventLines(Set<String> told, boolean each, Function<EventCursor, String> logs) {
    this.logs = logs;
    this.told = told;
    this.each = each;
  }

  /** Events of one kind at one host, in order of time. */
  private static final class Run {
    private final String what;
    private final String host;
    private final Outcome outcome;
    private final Event firstEvent;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final List<Event> few = new ArrayList<>();
    private long last;

    Run(String what, String host, Outcome outcome, Event firstEvent) {
      this.what = what;
      this.host = host;
      this.outcome = outcome;
      this.firstEvent = firstEvent;
    }
  }

  /** What one log tells of a run. One attempt may stand in several; the fullest log is shown. */
  private static final class Tally {
    private final Map<String, Long> values = new LinkedHashMap<>();
    private long count;
  }

  /** Takes events in order of time. */
  void add(EventCursor cursor) {
    if (each) {
      if (!told.contains(cursor.id())) {
        lines.add(line(cursor.event()));
      }
      return;
    }
    String kind = kind(cursor);
    if (kind != null) {
      run(kind, cursor);
    } else if (alone(cursor.action()) && !told.contains(cursor.id())) {
      lines.add(line(cursor.event()));
    }
  }

  /** The lines, in no order. */
  List<Line> lines() {
    runs.values().forEach(this::end);
    runs.clear();
    return lines;
  }

  private static @Nullable String kind(EventCursor cursor) {
    return switch (cursor.action()) {
      case LOGIN -> cursor.outcome() == Outcome.FAILURE ? "login refused" : null;
      case PROBE -> "probe";
      case BLOCK -> "blocked";
      case REQUEST -> "request";
      default -> null;
    };
  }

  /** Whether it is more than a witness of what a session or a run tells. */
  private static boolean alone(Action action) {
    return switch (action) {
      case LOGIN,
          COMMAND,
          SWITCH_USER,
          ACCOUNT_CREATE,
          ACCOUNT_CHANGE,
          ACCOUNT_DELETE,
          PASSWORD_CHANGE,
          GROUP_CHANGE,
          KEY_ADD,
          QUERY,
          LOG_CLEAR,
          PACKAGE_CHANGE ->
          true;
      default -> false;
    };
  }

  private void run(String what, EventCursor cursor) {
    String host = or(cursor.keyword(Field.HOST));
    String key = what + '\0' + host;
    long now = cursor.nanos();
    Run run = runs.get(key);
    if (run != null && now != EventBatch.ABSENT && now - run.last > PAUSE) {
      end(run);
      run = null;
    }
    if (run == null) {
      run = new Run(what, host, cursor.outcome(), cursor.event());
      runs.put(key, run);
    }
    run.last = now;
    long repeat = cursor.number(Field.REPEAT);
    Tally tally = run.tallies.computeIfAbsent(logs.apply(cursor), log -> new Tally());
    tally.count += repeat == EventBatch.ABSENT ? 1 : Math.max(1, repeat);
    String value = value(what, cursor);
    if (!value.isEmpty() && (tally.values.containsKey(value) || tally.values.size() < MANY)) {
      tally.values.merge(value, 1L, Long::sum);
    }
    if (run.few.size() <= FEW && what.equals("request")) {
      run.few.add(cursor.event());
    }
  }

  private static String value(String what, EventCursor cursor) {
    return switch (what) {
      case "login refused" -> or(cursor.keyword(Field.USER));
      case "request" -> {
        long status = cursor.number(Field.HTTP_STATUS);
        yield status == EventBatch.ABSENT ? "" : "status " + status;
      }
      case "blocked" -> {
        long port = cursor.number(Field.DESTINATION_PORT);
        yield port == EventBatch.ABSENT ? "" : "port " + port;
      }
      default -> "";
    };
  }

  private void end(Run run) {
    if (run.what.equals("request") && run.few.size() <= FEW) {
      run.few.forEach(event -> lines.add(line(event)));
      return;
    }
    Tally fullest =
        run.tallies.values().stream()
            .max(Comparator.comparingLong(tally -> tally.count))
            .orElseGet(Tally::new);
    String listed =
        fullest.values.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .limit(LISTED)
            .map(value -> value.getKey() + " ×" + value.getValue())
            .collect(Collectors.joining(", "));
    int more = fullest.values.size() - LISTED;
    Moment time = Moment.of(run.firstEvent, 0);
    lines.add(
        new Line(
            time,
            fullest.count > 1 && run.last != EventBatch.ABSENT ? EventTime.instant(run.last) : null,
            run.host,
            "",
            run.what,
            run.outcome,
            more > 0 ? listed + ", " + more + " more" : listed,
            fullest.count,
            null,
            0,
            run.firstEvent.id()));
  }

  private static Line line(Event event) {
    String user = or(event.text(Field.USER));
    String effective = event.text(Field.EFFECTIVE_USER);
    String target = event.text(Field.TARGET_USER);
    String other = effective == null ? target : effective;
    Long order = event.number(Field.ORDER);
    Long repeat = event.number(Field.REPEAT);
    return new Line(
        Moment.of(event, order == null ? 0 : order),
        null,
        or(event.text(Field.HOST)),
        other == null || other.equals(user) ? user : user.isEmpty() ? other : user + " → " + other,
        event.action() == Action.LOGIN && event.outcome() == Outcome.FAILURE
            ? "login refused"
            : event.action().id(),
        event.outcome(),
        text(event),
        repeat == null ? 1 : repeat,
        null,
        0,
        event.id());
  }

  private static String text(Event event) {
    if (event.action() == Action.REQUEST) {
      Long status = event.number(Field.HTTP_STATUS);
      Long bytes = event.number(Field.HTTP_BYTES);
      return or(event.text(Field.HTTP_METHOD))
          + ' '
          + or(event.text(Field.URL))
          + (status == null ? "" : " → " + status)
          + (bytes == null ? "" : ", " + bytes + " bytes");
    }
    for (Field field : new Field[] {Field.DB_QUERY, Field.COMMAND_LINE, Field.MESSAGE}) {
      String text = event.text(field);
      if (text != null) {
        return text;
      }
    }
    return "";
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
