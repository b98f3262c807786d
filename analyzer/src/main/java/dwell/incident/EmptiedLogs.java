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
 * Logs of logins that begin in the middle of a session with root's rights, although sessions before
 * it are known from elsewhere and the same daemon wrote other logs on: somebody emptied that one,
 * and only that session was there to do it. A daemon that stood still writes none of its logs, and
 * a rotation begins a file where the one before it ends.
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

  /** Records of one moment, whole seconds and rounding between two sources. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  private final Scene scene;
  private final Map<String, Emptied> bySession = new HashMap<>();

  /**
   * A log that was emptied.
   *
   * @param path on its host
   * @param begins its first record since
   * @param evidence records that it should have and that others have
   */
  record Emptied(String path, Stamp begins, List<String> evidence) {}

  EmptiedLogs(Scene scene) {
    this.scene = scene;
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
    }
  }

  /** The log that was emptied in a session; null where none was. */
  @Nullable Emptied in(Session session) {
    return bySession.get(session.id());
  }

  private void read(String host, String chain, List<Incident.Source> files) {
    files.sort(Comparator.comparing(Incident.Source::first, Times.ORDER));
    for (int i = 1; i < files.size(); i++) {
      Stamp before = files.get(i - 1).last();
      Stamp begins = files.get(i).first();
      if (before != null && begins != null) {
        weigh(host, chain, before.instant().plus(SLACK), begins);
      }
    }
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
      String path = chain.substring(Math.max(0, chain.indexOf("/var/log/")));
      bySession.put(root.id(), new Emptied(path, first, evidence));
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
