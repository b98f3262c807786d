package dwell.incident;

import dwell.correlate.AccountHistory;
import dwell.correlate.Confidence;
import dwell.correlate.EventRow;
import dwell.correlate.Session;
import dwell.correlate.SqlAnalysis;
import dwell.correlate.SqlValue;
import dwell.correlate.Statement;
import dwell.correlate.TableUse;
import dwell.detect.Sign;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * SQL sent in a web request's parameter that the application's database took for SQL: the same text
 * stands in a statement of that moment, outside of its literals, and the account never sent a
 * statement of that form before. What was escaped never shows, so a scan by itself is none.
 */
final class SqlInjection {
  /** A request is logged at its end or its beginning, and two hosts' clocks differ. */
  private static final Duration NEAR = Duration.ofSeconds(60);

  /** How many requests are kept; a tool sends a few thousand for a whole database. */
  private static final int MOST = 20_000;

  private record Shot(
      String host, String ip, String path, String value, Stamp time, String event, String agent) {}

  private record Hit(Shot shot, Statement statement) {}

  private final Scene scene;
  private final List<Shot> shots = new ArrayList<>();

  SqlInjection(Scene scene) {
    this.scene = scene;
  }

  /** Takes a request; most carry nothing. */
  void see(EventRow row, String ip, String url) {
    int query = url.indexOf('?');
    if (query < 0 || shots.size() >= MOST) {
      return;
    }
    for (String parameter : Texts.split(url.substring(query + 1), '&')) {
      String value = RequestTarget.decode(parameter.substring(parameter.indexOf('=') + 1));
      if (SqlValue.suspect(value)) {
        String agent = row.text(Field.USER_AGENT);
        Stamp time = new Stamp(EventTime.instant(row.time()), row.digits());
        shots.add(
            new Shot(
                row.host(),
                ip,
                RequestTarget.path(url),
                value,
                time,
                row.id(),
                agent == null ? "" : agent));
      }
    }
  }

  /** One visit for each address whose SQL ran. */
  List<WebVisit> visits() {
    shots.sort(Comparator.comparing(Shot::time).thenComparing(Shot::event));
    Map<String, Map<Session, List<Hit>>> found = new TreeMap<>();
    for (Session session : shots.isEmpty() ? List.<Session>of() : scene.sessions()) {
      if (session.kind() == Session.Kind.DATABASE && session.parent() == null) {
        for (Statement statement : session.statements()) {
          Shot shot = shot(session, statement);
          if (shot != null) {
            found
                .computeIfAbsent(shot.host() + '\n' + shot.ip(), k -> new LinkedHashMap<>())
                .computeIfAbsent(session, k -> new ArrayList<>())
                .add(new Hit(shot, statement));
          }
        }
      }
    }
    return found.values().stream().map(this::visit).toList();
  }

  private @Nullable Shot shot(Session session, Statement statement) {
    Stamp time = Times.stamp(statement.time());
    if (time == null || statement.outcome() == Outcome.FAILURE) {
      return null;
    }
    Instant at = time.instant();
    for (int i = firstFrom(at.minus(NEAR)); i < shots.size(); i++) {
      Shot shot = shots.get(i);
      if (shot.time().instant().isAfter(at.plus(NEAR))) {
        break;
      }
      if (SqlValue.took(statement.text(), shot.value(), session.system())
          && fresh(session, statement, shot)) {
        return shot;
      }
    }
    return null;
  }

  private int firstFrom(Instant instant) {
    int from = 0;
    int to = shots.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      boolean before = shots.get(middle).time().instant().isBefore(instant);
      from = before ? middle + 1 : from;
      to = before ? to : middle;
    }
    return from;
  }

  /** Whether the account sent no statement of that form before the visitor came. */
  private boolean fresh(Session session, Statement statement, Shot shot) {
    Instant came = shot.time().instant();
    for (Shot other : shots) {
      if (other.ip().equals(shot.ip())) {
        came = other.time().instant();
        break;
      }
    }
    AccountHistory before =
        scene.correlation().histories().before(session.account(), came.minus(NEAR));
    return !before.fingerprints().containsKey(statement.analysis().fingerprint());
  }

  private WebVisit visit(Map<Session, List<Hit>> bySession) {
    List<Hit> hits = new ArrayList<>();
    bySession.values().forEach(hits::addAll);
    hits.sort(Comparator.comparing(hit -> hit.shot().time()));
    Shot first = hits.getFirst().shot();
    Set<String> evidence = new LinkedHashSet<>();
    Set<String> paths = new LinkedHashSet<>();
    TreeSet<String> agents = new TreeSet<>();
    for (Hit hit : hits) {
      paths.add(hit.shot().path());
      if (!hit.shot().agent().isEmpty()) {
        agents.add(hit.shot().agent());
      }
      if (evidence.size() < 12) {
        evidence.add(hit.shot().event());
        evidence.add(hit.statement().event());
      }
    }
    List<Involved> sessions = new ArrayList<>();
    bySession.forEach((session, own) -> sessions.add(involved(session, own)));
    Stamp came =
        shots.stream().filter(s -> s.ip().equals(first.ip())).findFirst().orElse(first).time();
    return new WebVisit(
        first.event(),
        first.host(),
        first.ip(),
        null,
        List.copyOf(agents),
        came,
        first.time(),
        hits.getLast().shot().time(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.copyOf(sessions),
        "sent SQL to " + String.join(", ", paths) + ", which the database ran",
        Sign.SQL_INJECTED,
        List.copyOf(evidence));
  }

  /** The application's session with what was the visitor's in it alone. */
  private static Involved involved(Session session, List<Hit> hits) {
    List<Statement> statements = new ArrayList<>();
    Set<String> evidence = new LinkedHashSet<>();
    for (Hit hit : hits) {
      statements.add(narrowed(hit));
      if (evidence.size() < 12) {
        evidence.add(hit.shot().event());
        evidence.add(hit.statement().event());
      }
    }
    return new Involved(
        session.with(statements),
        AccountHow.REACHED,
        "the application's session ran SQL that came in a web request of "
            + hits.getFirst().shot().ip(),
        Confidence.PROVEN,
        null,
        List.copyOf(evidence));
  }

  /** Where the value names tables, those it added; the others are the application's own. */
  private static Statement narrowed(Hit hit) {
    SqlAnalysis analysis = hit.statement().analysis();
    String value = hit.shot().value().toLowerCase(Locale.ROOT);
    Set<TableUse> named = new HashSet<>();
    for (TableUse table : analysis.tables()) {
      if (value.contains(table.name().toLowerCase(Locale.ROOT))) {
        named.add(table);
      }
    }
    boolean looks = value.contains("or ") || value.contains("||");
    List<TableUse> tables =
        named.isEmpty() && looks
            ? analysis.tables()
            : analysis.tables().stream().filter(named::contains).toList();
    return hit.statement().with(analysis.with(tables));
  }
}
