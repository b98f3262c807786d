package dwell.incident;

import dwell.correlate.AccountKey;
import dwell.correlate.Command;
import dwell.correlate.Confidence;
import dwell.correlate.Correlation;
import dwell.correlate.EventSource;
import dwell.correlate.Link;
import dwell.correlate.Moment;
import dwell.correlate.NetworkAttempts;
import dwell.correlate.Session;
import dwell.correlate.SourceAttempts;
import dwell.correlate.SqlAnalyzer;
import dwell.correlate.Statement;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A small case told in code: who failed, who logged in, what they typed. Times are {@code "DAY
 * HH:MM:SS"}, day 1 being 2026-03-01, UTC. Every part leaves an event, so that evidence can be
 * looked up.
 */
final class Story implements EventSource {
  private static final StoryAttempts NO_ATTEMPTS = new StoryAttempts(List.of(), List.of());

  private final List<Event> events = new ArrayList<>();
  private final List<Stay> stays = new ArrayList<>();
  private final Map<String, String> addresses = new TreeMap<>();
  private final List<Try> tries = new ArrayList<>();
  private final SqlAnalyzer sql = new SqlAnalyzer();
  private KnownFacts facts = KnownFacts.NONE;
  private final Map<String, Instant> modified = new TreeMap<>();
  private long next = 1;

  record Try(
      String ip,
      String host,
      String system,
      String user,
      Instant at,
      boolean success,
      String event) {}

  /** A session while it is told. */
  final class Stay {
    private final String id;
    private final Session.Kind kind;
    private final String host;
    private final String system;
    private final String user;
    private final @Nullable String ip;
    private final Instant start;
    private final long pid = 1000 + next;
    private String method = "password";
    private @Nullable String key;
    private @Nullable Instant end;
    private Session.EndedBy endedBy = Session.EndedBy.CLOSED;
    private @Nullable Stay parent;
    private boolean application;
    private @Nullable String namespace;
    private final TreeSet<String> became = new TreeSet<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();

    private Stay(
        Session.Kind kind,
        String host,
        String system,
        String user,
        @Nullable String ip,
        Instant start) {
      this.kind = kind;
      this.host = host;
      this.system = system;
      this.user = user;
      this.ip = ip;
      this.start = start;
      this.id =
          event(
              Dataset.SSH,
              Action.LOGIN,
              Outcome.SUCCESS,
              host,
              start,
              Map.of(Field.USER, user, Field.PID, pid),
              ip);
    }

    Stay byKey(String fingerprint) {
      method = "publickey";
      key = fingerprint;
      return this;
    }

    Stay from(Stay session) {
      parent = session;
      return this;
    }

    Stay application() {
      application = true;
      return this;
    }

    Stay in(String database) {
      namespace = database;
      return this;
    }

    Stay until(String time) {
      end = Story.at(time);
      return this;
    }

    Stay killed(String time) {
      endedBy = Session.EndedBy.KILLED;
      return until(time);
    }

    long pid() {
      return pid;
    }

    /** A command as the session's own user. */
    Stay types(String time, String text) {
      return types(time, user, text);
    }

    /** A command with the rights of another. */
    Stay types(String time, String as, String text) {
      Instant at = Story.at(time);
      if (!as.equals(user)) {
        became.add(as);
      }
      String event =
          event(
              Dataset.SHELL,
              Action.COMMAND,
              Outcome.SUCCESS,
              host,
              at,
              Map.of(Field.USER, user),
              null);
      commands.add(
          new Command(
              Moment.at(at, 3),
              text,
              as,
              as,
              null,
              null,
              Outcome.SUCCESS,
              Set.of(Command.Source.HISTORY),
              0,
              false,
              List.of(event)));
      return this;
    }

    Stay asks(String time, String text, long rows) {
      return asks(time, text, rows, Outcome.SUCCESS);
    }

    Stay asks(String time, String text, long rows, Outcome outcome) {
      Instant at = Story.at(time);
      String event =
          event(
              Dataset.MYSQL_GENERAL, Action.QUERY, outcome, host, at, Map.of(Field.USER, user), ip);
      int space = text.indexOf(' ');
      statements.add(
          new Statement(
              Moment.at(at, 6),
              text,
              text.substring(0, space < 0 ? text.length() : space),
              namespace,
              outcome,
              null,
              rows,
              sql.analyze(text, system, namespace),
              1,
              List.of(event)));
      return this;
    }
  }

  static Instant at(String time) {
    int space = time.indexOf(' ');
    int day = Integer.parseInt(time.substring(0, space));
    return Instant.parse("2026-03-%02dT%sZ".formatted(day, time.substring(space + 1)));
  }

  private String event(
      Dataset dataset,
      Action action,
      Outcome outcome,
      String host,
      Instant at,
      Map<Field, Object> values,
      @Nullable String ip) {
    ArtifactKey artifact = ArtifactKey.of(host, "var/log/story.log", host + "/var/log/story.log");
    Event.Builder builder =
        new Event.Builder(
            artifact,
            new Place("var/log/story.log", next * 100, 100, next, 0),
            action,
            outcome,
            dataset,
            new EventTime(at, 3, EventTime.Basis.RECORDED, null),
            0);
    next++;
    builder.put(Field.HOST, host);
    values.forEach(builder::put);
    builder.put(Field.SOURCE_IP, ip);
    Event event = builder.build();
    events.add(event);
    return event.id();
  }

  Story address(String ip, String host) {
    addresses.put(ip, host);
    return this;
  }

  /** A file of a host was last written then. */
  Story written(String host, String path, String time) {
    modified.put(CaseInput.file(host, path), at(time));
    return this;
  }

  Story facts(KnownFacts known) {
    facts = known;
    return this;
  }

  Stay ssh(String host, String user, String ip, String start) {
    Stay stay = new Stay(Session.Kind.SSH, host, AccountKey.OS, user, ip, at(start));
    tries.add(new Try(ip, host, AccountKey.OS, user, at(start), true, stay.id));
    stays.add(stay);
    return stay;
  }

  Stay database(String host, String system, String user, String ip, String start) {
    Stay stay = new Stay(Session.Kind.DATABASE, host, system, user, ip, at(start));
    tries.add(new Try(ip, host, system, user, at(start), true, stay.id));
    stays.add(stay);
    return stay;
  }

  /** Refused attempts, one every minute from {@code start}, over the names in turn. */
  Story fails(String host, String ip, String start, int count, String... users) {
    return fails(host, AccountKey.OS, ip, start, count, users);
  }

  Story fails(String host, String system, String ip, String start, int count, String... users) {
    for (int i = 0; i < count; i++) {
      Instant at = at(start).plusSeconds(60L * i);
      String user = users[i % users.length];
      String id =
          event(
              Dataset.SSH,
              Action.LOGIN,
              Outcome.FAILURE,
              host,
              at,
              Map.of(Field.USER, user, Field.PID, 50_000 + next),
              ip);
      tries.add(new Try(ip, host, system, user, at, false, id));
    }
    return this;
  }

  /** What crontab(1) logs when a table of jobs is put in place of another. */
  Story replacesCrontab(String host, String time, String who, String whose) {
    event(
        Dataset.CRON,
        Action.COMMAND,
        Outcome.SUCCESS,
        host,
        at(time),
        Map.of(
            Field.USER,
            who,
            Field.TARGET_USER,
            whose,
            Field.MESSAGE,
            "(" + who + ") REPLACE (" + whose + ")"),
        null);
    return this;
  }

  /** A program that the kernel saw begin, in no login's session. */
  Story runs(String host, String time, String user, String text) {
    event(
        Dataset.AUDIT,
        Action.COMMAND,
        Outcome.SUCCESS,
        host,
        at(time),
        Map.of(Field.USER, user, Field.COMMAND_LINE, text),
        null);
    return this;
  }

  /** A request that was answered with so many bytes. */
  Story gets(String host, String ip, String time, String url, long bytes) {
    event(
        Dataset.WEB_ACCESS,
        Action.REQUEST,
        Outcome.SUCCESS,
        host,
        at(time),
        Map.of(
            Field.URL,
            url,
            Field.HTTP_METHOD,
            "GET",
            Field.HTTP_STATUS,
            200L,
            Field.HTTP_BYTES,
            bytes),
        ip);
    return this;
  }

  Story request(String host, String ip, String time, String method, String url, long status) {
    event(
        Dataset.WEB_ACCESS,
        Action.REQUEST,
        status < 400 ? Outcome.SUCCESS : Outcome.FAILURE,
        host,
        at(time),
        Map.of(Field.URL, url, Field.HTTP_METHOD, method, Field.HTTP_STATUS, status),
        ip);
    return this;
  }

  Story message(String host, String time, String text) {
    event(
        Dataset.SYSLOG,
        Action.MESSAGE,
        Outcome.UNKNOWN,
        host,
        at(time),
        Map.of(Field.MESSAGE, text),
        null);
    return this;
  }

  Incident incident() {
    events.sort(Comparator.comparingLong(Event::nanos).thenComparing(e -> e.place().offset()));
    List<Session> sessions = new ArrayList<>();
    stays.sort(Comparator.comparing((Stay s) -> s.start).thenComparing(s -> s.id));
    stays.forEach(stay -> sessions.add(session(stay)));
    Correlation correlation =
        new Correlation(
            sessions,
            List.of(),
            attempts(),
            new StoryHistories(sessions),
            List.of(),
            List.of(),
            addresses,
            events.isEmpty() ? null : events.getFirst().time().instant(),
            events.isEmpty() ? null : events.getLast().time().instant());
    Incident.CaseInfo info =
        new Incident.CaseInfo(null, null, "dwell", "test", null, null, null, null);
    return Reconstruction.run(
        new CaseInput(
            info,
            correlation,
            this,
            List.of(),
            facts,
            Map.of(CaseInput.file("data1", "/tmp/.c.sql"), 4711L),
            modified));
  }

  private Session session(Stay stay) {
    long fromSource =
        tries.stream()
            .filter(t ->
                !t.success()
                    && t.ip().equals(stay.ip)
                    && t.host().equals(stay.host)
                    && t.at().isBefore(stay.start))
            .count();
    long onAccount =
        tries.stream()
            .filter(t ->
                !t.success()
                    && t.user().equals(stay.user)
                    && t.host().equals(stay.host)
                    && t.at().isBefore(stay.start))
            .count();
    Link link =
        stay.parent == null
            ? null
            : new Link(
                stay.parent.id,
                "ssh-command",
                "opened from " + stay.parent.host,
                Confidence.PROVEN,
                null,
                List.of(stay.id));
    return new Session(
        stay.id,
        stay.kind,
        stay.host,
        stay.system,
        stay.user,
        new Session.Origin(
            stay.ip, null, 40_000, stay.ip == null ? null : addresses.get(stay.ip), null),
        new Session.Login(
            stay.method, stay.key, stay.pid, null, Set.of(), 0, fromSource, onAccount),
        Moment.at(stay.start, 3),
        stay.end == null ? Moment.UNKNOWN : Moment.at(stay.end, 3),
        stay.end == null ? Session.EndedBy.UNKNOWN : stay.endedBy,
        Set.of(),
        stay.namespace,
        link,
        stay.application,
        List.copyOf(stay.became),
        stay.commands,
        stay.statements,
        0,
        List.of(stay.id));
  }

  private StoryAttempts attempts() {
    Map<String, List<Try>> groups = new TreeMap<>();
    Map<String, List<Try>> networks = new TreeMap<>();
    for (Try attempt : tries) {
      groups
          .computeIfAbsent(
              attempt.ip() + ' ' + attempt.host() + ' ' + attempt.system(), k -> new ArrayList<>())
          .add(attempt);
      networks.computeIfAbsent(Networks.of(attempt.ip()), k -> new ArrayList<>()).add(attempt);
    }
    List<SourceAttempts> sources = new ArrayList<>();
    groups.values().forEach(list -> sources.add(StoryAttempts.source(list)));
    List<NetworkAttempts> nets = new ArrayList<>();
    networks.forEach((network, list) ->
        nets.add(
            new NetworkAttempts(
                network,
                (int) list.stream().map(Try::ip).distinct().count(),
                list.stream().filter(t -> !t.success()).count(),
                list.stream().filter(Try::success).count(),
                list.stream().map(Try::at).min(Comparator.naturalOrder()).orElseThrow(),
                list.stream().map(Try::at).max(Comparator.naturalOrder()).orElseThrow())));
    return sources.isEmpty() ? NO_ATTEMPTS : new StoryAttempts(sources, nets);
  }

  @Override
  public void timed(Selection selection, Visitor visitor) {
    for (Event event : events) {
      boolean in =
          (selection.datasets().isEmpty() || selection.datasets().contains(event.dataset()))
              && (selection.actions().isEmpty() || selection.actions().contains(event.action()))
              && event.nanos() >= selection.from()
              && event.nanos() < selection.to()
              && (selection.sourceIp() == null
                  || selection.sourceIp().equals(event.text(Field.SOURCE_IP)));
      if (in) {
        visitor.visit(new StoryRow(event));
      }
    }
  }

  @Override
  public void untimed(Selection selection, Visitor visitor) {}

  @Override
  public @Nullable Event byId(String id) {
    return events.stream().filter(e -> e.id().equals(id)).findFirst().orElse(null);
  }
}
