package dwell.export;

import dwell.event.Action;
import dwell.event.ArtifactKey;
import dwell.event.Dataset;
import dwell.event.Event;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.event.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of every kind, with texts that an intruder would choose. */
final class HostileEvents {
  /** Each would do harm somewhere: in a spreadsheet, a terminal, a page, a form of one line. */
  static final List<String> TEXTS =
      List.of(
          "=cmd|'/c calc'!A1",
          "+1+1",
          "-2+3",
          "@SUM(A1)",
          "\t=1",
          "\r=1",
          "two\nlines",
          "quote\"comma,pipe|semi;colon",
          "\u202egnp.exe",
          "\u001b[31mred",
          "nul\u0000",
          "\ud800 half",
          "‘ok’ 漢字 🙂",
          "</script><script>alert(1)</script>",
          "'; DROP TABLE x; --",
          "x".repeat(40_000));

  private static final Instant START = Instant.parse("2026-02-03T04:05:06.123456789Z");

  private HostileEvents() {}

  /** For each text and action one event, and one without a time. */
  static List<Event> all() {
    List<Event> all = new ArrayList<>();
    int number = 0;
    for (String text : TEXTS) {
      for (Action action : Action.values()) {
        all.add(event(number++, action, START.plusMillis(number), text));
      }
    }
    all.add(event(number, Action.LOGIN, null, "no time"));
    return all;
  }

  static Event event(int number, Action action, @Nullable Instant instant, String text) {
    ArtifactKey key =
        new ArtifactKey("kiosk1", "/var/log/auth.log", "kiosk1/var/log/" + text, "aa");
    EventTime time =
        instant == null
            ? EventTime.NONE
            : new EventTime(instant, 9, EventTime.Basis.HOST, EventTime.YearBasis.INFERRED);
    Event.Builder builder =
        new Event.Builder(
            key,
            new Place("kiosk1/var/log/" + text, number * 100L, 99, number + 1, 0),
            action,
            Outcome.values()[number % 3],
            Dataset.values()[number % Dataset.values().length],
            time,
            0);
    builder.put(Field.MESSAGE, text).put(Field.HOST, text).put(Field.USER, text);
    builder.put(Field.USER_ID, 1000L).put(Field.EFFECTIVE_USER, text).put(Field.TARGET_USER, text);
    builder.put(Field.SOURCE_IP, "203.0.113.77").put(Field.SOURCE_PORT, 40022L);
    builder.put(Field.SOURCE_DOMAIN, text).put(Field.PROCESS, text).put(Field.PID, 4711L);
    builder.put(Field.EXECUTABLE, "/usr/bin/" + text).put(Field.COMMAND_LINE, text);
    builder.put(Field.SESSION, text).put(Field.URL, text).put(Field.HTTP_METHOD, "GET");
    builder.put(Field.HTTP_STATUS, 200L).put(Field.HTTP_BYTES, 5L).put(Field.USER_AGENT, text);
    builder.put(Field.HTTP_REFERRER, text).put(Field.REASON, text).put(Field.AUTH_METHOD, text);
    builder.put(Field.WORKING_DIRECTORY, text).put(Field.TIME_ORIGINAL, text);
    builder.put(Field.START, 1_770_000_000_000_000_000L).put(Field.DURATION, 5L);
    if (action == Action.QUERY) {
      builder.put(Field.DB_SYSTEM, "mariadb").put(Field.DB_QUERY, text);
      builder.put(Field.DB_NAMESPACE, text).put(Field.DB_COLLECTION, List.of(text, "b"));
      builder.put(Field.DB_OPERATION, "SELECT").put(Field.DB_RETURNED_ROWS, 3L);
    }
    return builder.build();
  }

  /** The same events with harmless texts. */
  static List<Event> plain() {
    List<Event> all = new ArrayList<>();
    int number = 0;
    for (Action action : Action.values()) {
      all.add(event(number++, action, START.plusSeconds(number), "word" + number));
    }
    return all;
  }
}
