package dwell.incident;

import dwell.correlate.EventSource.Selection;
import dwell.correlate.Session;
import dwell.detect.ActKind;
import dwell.event.Event;
import dwell.event.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Logs of logins that were written anew in a session with root's rights ({@link RewrittenLogs}), or
 * that begin in the middle of one, although sessions before it are known from elsewhere and the
 * same daemon wrote other logs on: somebody emptied that one, and only that session was there to do
 * it. A daemon that stood still writes none of its logs, and a rotation begins a file where the one
 * before it ends.
 */
final class EmptiedLogs {
  private static final Set<String> OF_LOGINS = Set.of("auth.log", "secure");

  /** What the rules of Debian and Red Hat let the same daemon write beside it (rsyslog.conf(5)). */
  private static final Set<String> BESIDE =
      Set.of(
          "syslog",
          "messages",
          "cron.log",
          "cron",
          "daemon.log",
          "user.log",
          "mail.log",
          "maillog");

  /** So many sessions before show that logins were recorded. */
  private static final int USUAL = 3;

  /** Records of one moment, whole seconds and rounding between two sources. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  private final Scene scene;
  private final RewrittenLogs rewritten;
  private final Map<String, List<Emptied>> bySession = new HashMap<>();

  /**
   * A log that was emptied.
   *
   * @param path on its host
   * @param begins its first record since, or when it was written anew
   * @param why in words
   * @param evidence records that it should have and that others have
   */
  record Emptied(String path, Stamp begins, String why, List<String> evidence) {}

  EmptiedLogs(Scene scene) {
    this.scene = scene;
    this.rewritten = new RewrittenLogs(scene);
    for (Incident.Host host : scene.input().hosts()) {
      Map<String, List<Incident.Source>> chains = new TreeMap<>();
      for (Incident.Source source : host.sources()) {
        String chain = Coverage.chain(source.path());
        boolean timed = source.first() != null && source.last() != null;
        if (timed && source.copyOf() == null && OF_LOGINS.contains(name(chain))) {
          chains.computeIfAbsent(chain, k -> new ArrayList<>()).add(source);
        }
      }
      chains.forEach((chain, files) -> read(host.name(), chain, files));
      logins(host);
    }
  }

  /**
   * The table of logins (wtmp(5)) that begins in a session with root's rights without that
   * session's login, where no rotation explains it: other logs' rotations are there, none of its
   * own.
   */
  private void logins(Incident.Host host) {
    List<Incident.Source> tables = new ArrayList<>();
    boolean rotations = false;
    for (Incident.Source source : host.sources()) {
      String chain = Coverage.chain(source.path());
      boolean table = name(chain).equals("wtmp") && source.copyOf() == null;
      if (table) {
        tables.add(source);
      }
      rotations |= !chain.equals(source.path()) && chain.contains("/var/log/") && !table;
    }
    Stamp first = tables.size() == 1 ? tables.getFirst().first() : null;
    if (first == null || !rotations) {
      return;
    }
    Session root = alone(host.name(), first.instant());
    int before = 0;
    for (Session session : scene.sessions()) {
      boolean login = session.kind() == Session.Kind.SSH && session.host().equals(host.name());
      before += login && root != null && Times.start(session).isBefore(Times.start(root)) ? 1 : 0;
    }
    if (root != null && before >= USUAL && first.instant().isAfter(Times.start(root).plus(SLACK))) {
      String why = "begins in the session, without its login";
      List<String> evidence = List.of(root.evidence().getFirst());
      found(root, new Emptied(path(tables.getFirst().path()), first, why, evidence));
    }
  }

  /** The only session with root's rights at a moment; null where there is none, or more. */
  private @Nullable Session alone(String host, Instant moment) {
    Session root = null;
    for (Session session : scene.sessions()) {
      boolean login = session.kind() == Session.Kind.SSH || session.kind() == Session.Kind.LOCAL;
      if (login && session.host().equals(host) && session.covers(moment) && root(session)) {
        if (root != null || session.end().latest() == null) {
          return null;
        }
        root = session;
      }
    }
    return root;
  }

  /** The first log that was emptied in a session; null where none was. */
  @Nullable Emptied in(Session session) {
    List<Emptied> logs = all(session);
    return logs.isEmpty() ? null : logs.getFirst();
  }

  /** Every log that was emptied in a session. */
  List<Emptied> all(Session session) {
    return bySession.getOrDefault(session.id(), List.of());
  }

  private void found(Session session, Emptied log) {
    List<Emptied> logs = bySession.computeIfAbsent(session.id(), k -> new ArrayList<>());
    if (logs.stream().noneMatch(known -> known.path().equals(log.path()))) {
      logs.add(log);
    }
  }

  private void read(String host, String chain, List<Incident.Source> files) {
    files.sort(Comparator.comparing(Incident.Source::first, Times.ORDER));
    for (int i = 0; i < files.size(); i++) {
      Instant written = rewritten.written(host, files, i);
      if (written != null) {
        rewritten(host, chain, written);
      }
    }
    for (int i = 1; i < files.size(); i++) {
      Stamp before = files.get(i - 1).last();
      Stamp begins = files.get(i).first();
      if (before != null && begins != null) {
        weigh(host, chain, before.instant().plus(SLACK), begins);
      }
    }
  }

  /** The only session with root's rights at that moment, of which the log has nothing. */
  private void rewritten(String host, String chain, Instant written) {
    Session root = alone(host, written);
    Stamp time = Times.bound(written);
    if (root != null && time != null && !rewritten.tells(chain, root)) {
      String why = "was written anew long after its last record, and does not tell of the session";
      List<String> evidence = List.of(root.evidence().getFirst());
      found(root, new Emptied(path(chain), time, why, evidence));
    }
  }

  private static String path(String chain) {
    return chain.substring(Math.max(0, chain.indexOf("/var/log/")));
  }

  private void weigh(String host, String chain, Instant from, Stamp first) {
    Instant begins = first.instant();
    Session root = null;
    Session lost = null;
    for (Session session : scene.sessions()) {
      boolean login = session.kind() == Session.Kind.SSH || session.kind() == Session.Kind.LOCAL;
      if (!login || !session.host().equals(host)) {
        continue;
      }
      Instant start = Times.start(session);
      boolean silent = start.isAfter(from) && start.isBefore(begins.minus(SLACK));
      if (silent && (lost == null || start.isBefore(Times.start(lost)))) {
        lost = session;
      }
      if (session.covers(begins) && root(session)) {
        if (root != null || !silent || session.end().latest() == null) {
          return;
        }
        root = session;
      }
    }
    String witness = root == null || lost == null ? null : beside(host, chain, lost, begins);
    if (root != null && lost != null && witness != null) {
      List<String> evidence = List.of(lost.evidence().getFirst(), witness);
      String why = "begins in the session, without what it had before";
      found(root, new Emptied(path(chain), first, why, evidence));
    }
  }

  private boolean root(Session session) {
    return session.user().equals("root")
        || session.became().contains("root")
        || scene.deeds(session).stream().anyMatch(EmptiedLogs::rootShell);
  }

  private static boolean rootShell(Deed deed) {
    return deed.kind() == ActKind.ROOT_SHELL && !deed.failed();
  }

  /** A record that the same daemon wrote beside it after a session that the log does not have. */
  private @Nullable String beside(String host, String chain, Session lost, Instant begins) {
    String folder = chain.substring(0, chain.lastIndexOf('/') + 1);
    Set<String> others = new HashSet<>();
    List<String> found = new ArrayList<>();
    scene
        .input()
        .events()
        .timed(
            new Selection(
                Set.of(),
                Set.of(),
                EventTime.nanos(Times.start(lost).plus(SLACK)),
                EventTime.nanos(begins.minus(SLACK)),
                host,
                null,
                null),
            row -> {
              if (!found.isEmpty() || others.contains(row.artifact())) {
                return;
              }
              Event event = scene.input().events().byId(row.id());
              String log = event == null ? "" : Coverage.chain(event.place().path());
              if (log.startsWith(folder) && BESIDE.contains(name(log))) {
                found.add(row.id());
              } else {
                others.add(row.artifact());
              }
            });
    return found.isEmpty() ? null : found.getFirst();
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
