package dwell.cli;

import dwell.casefile.OpenCase;
import dwell.correlate.Moment;
import dwell.correlate.Session;
import dwell.event.EventJson;
import dwell.event.Outcome;
import dwell.incident.CaseReconstruction;
import dwell.search.Activity;
import dwell.search.ActivityReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code ip} and {@code user} have in common: how an activity is asked for and shown. */
final class ActivityOptions {
  @Mixin private CaseOption caseOption;
  @Mixin private QuestionOptions narrowed;
  @Mixin private OutputOptions output;
  @Mixin private RedactOption redact;

  @Option(
      names = "--all",
      description =
          "Every event on a line of its own: also attempts and requests in long runs, and what "
              + "merely witnesses something else.")
  private boolean all;

  /** Asks one question. */
  @FunctionalInterface
  interface Asking {
    Activity ask(ActivityReader reader) throws IOException;
  }

  /** Answers on {@code out}; false where the case knows nothing of the subject. */
  boolean show(String subject, Asking asking, PrintWriter out) throws IOException {
    Activity activity;
    try (OpenCase openCase = caseOption.open()) {
      activity =
          asking.ask(
              new ActivityReader(
                  openCase, CaseReconstruction.correlation(openCase), narrowed.question(""), all));
    }
    switch (output.form) {
      case table -> print(subject, activity, out);
      case csv -> lines(activity, false).csv(out);
      case jsonl -> JsonDocument.lines(lineMaps(activity), out);
      case json -> JsonDocument.print(document(subject, activity), out);
    }
    out.flush();
    return activity.events() > 0 || !activity.lines().isEmpty();
  }

  private void print(String subject, Activity activity, PrintWriter out) {
    int width = output.width();
    out.println(PlainText.of(subject) + ": " + activity.events() + " events" + span(activity));
    if (!activity.doors().isEmpty()) {
      out.println();
      out.println("ATTEMPTS");
      doors(activity).print(out, width);
    }
    if (!activity.stays().isEmpty()) {
      out.println();
      out.println("SESSIONS, and those that came out of them");
      stays(activity).print(out, width);
    }
    if (!activity.lines().isEmpty()) {
      out.println();
      out.println("TIMELINE");
      lines(activity, true).print(out, width);
    }
  }

  private static String span(Activity activity) {
    return activity.first() == null ? "" : ", " + activity.first() + " to " + activity.last();
  }

  private static Table doors(Activity activity) {
    Table table =
        new Table("host", "at", "from", "refused", "let in", "probes", "accounts", "first", "last");
    for (Activity.Door door : activity.doors()) {
      table.row(
          door.host(),
          door.system(),
          door.source(),
          door.failures(),
          door.successes(),
          door.probes(),
          door.accounts(),
          or(door.first()),
          or(door.last()));
    }
    return table;
  }

  private static Table stays(Activity activity) {
    Table table =
        new Table(
            "session",
            "kind",
            "host",
            "account",
            "from",
            "start",
            "end",
            "commands",
            "statements",
            "requests");
    for (Activity.Stay stay : activity.stays()) {
      Session session = stay.session();
      table.row(
          "  ".repeat(stay.depth()) + (stay.depth() > 0 ? "└ " : "") + session.id(),
          session.kind().id(),
          session.host(),
          account(session),
          from(session),
          time(session.start()),
          time(session.end()),
          session.commands().size(),
          session.statements().size(),
          session.requests());
    }
    return table;
  }

  private static String account(Session session) {
    return session.became().isEmpty()
        ? session.user()
        : session.user() + " → " + String.join(" → ", session.became());
  }

  private static String from(Session session) {
    String ip = session.origin().ip();
    String from = ip != null ? ip : or(session.origin().domain());
    String host = session.origin().evidenceHost();
    return host == null ? from : from + " (" + host + ")";
  }

  private Table lines(Activity activity, boolean indented) {
    Table table = new Table("time (UTC)", "host", "who", "what", "text", "id");
    for (Activity.Line line : activity.lines()) {
      String indent = indented ? "  ".repeat(line.depth()) : "";
      String text = redact.apply(line.text());
      if (line.until() != null) {
        text = text + (text.isEmpty() ? "until " : "; until ") + line.until();
      }
      table.row(
          time(line.time()), line.host(), line.who(), indent + what(line), text, line.event());
    }
    return table;
  }

  private static String what(Activity.Line line) {
    boolean refused =
        line.outcome() == Outcome.FAILURE
            && (line.what().equals("command") || line.what().equals("query"));
    return line.what()
        + (refused ? " refused" : "")
        + (line.count() > 1 ? " ×" + line.count() : "");
  }

  private static String time(Moment moment) {
    if (moment.instant() != null) {
      return EventJson.stamp(moment.instant(), Math.min(3, moment.digits()));
    }
    return moment.notBefore() != null
        ? "after " + moment.notBefore()
        : moment.notAfter() != null ? "before " + moment.notAfter() : "";
  }

  private Map<String, Object> document(String subject, Activity activity) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("subject", subject);
    map.put("events", activity.events());
    put(map, "first", activity.first());
    put(map, "last", activity.last());
    List<Map<String, Object>> doors = new ArrayList<>();
    for (Activity.Door door : activity.doors()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("host", door.host());
      one.put("system", door.system());
      one.put("source", door.source());
      one.put("failures", door.failures());
      one.put("successes", door.successes());
      one.put("probes", door.probes());
      one.put("accounts", door.accounts());
      put(one, "first", door.first());
      put(one, "last", door.last());
      doors.add(one);
    }
    map.put("attempts", doors);
    List<Map<String, Object>> sessions = new ArrayList<>();
    for (Activity.Stay stay : activity.stays()) {
      Session session = stay.session();
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", session.id());
      put(one, "parent", session.parent() == null ? null : session.parent().session());
      one.put("kind", session.kind().id());
      one.put("host", session.host());
      one.put("user", session.user());
      one.put("became", session.became());
      put(one, "sourceIp", session.origin().ip());
      put(one, "start", moment(session.start()));
      put(one, "end", moment(session.end()));
      one.put("commands", session.commands().size());
      one.put("queries", session.statements().size());
      one.put("requests", session.requests());
      one.put("evidence", session.evidence());
      sessions.add(one);
    }
    map.put("sessions", sessions);
    map.put("timeline", lineMaps(activity));
    return map;
  }

  private List<Map<String, Object>> lineMaps(Activity activity) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (Activity.Line line : activity.lines()) {
      Map<String, Object> map = new LinkedHashMap<>();
      put(map, "time", moment(line.time()));
      if (line.time().instant() == null) {
        put(map, "notBefore", line.time().notBefore());
        put(map, "notAfter", line.time().notAfter());
      }
      put(map, "until", line.until());
      map.put("host", line.host());
      map.put("who", line.who());
      map.put("what", line.what());
      map.put("outcome", line.outcome().id());
      map.put("text", redact.apply(line.text()));
      map.put("count", line.count());
      put(map, "session", line.session());
      map.put("depth", line.depth());
      if (!line.event().isEmpty()) {
        map.put("event", line.event());
      }
      lines.add(map);
    }
    return lines;
  }

  private static @Nullable String moment(Moment moment) {
    Instant instant = moment.instant();
    return instant == null ? null : EventJson.stamp(instant, moment.digits());
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value.toString());
    }
  }

  private static String or(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
