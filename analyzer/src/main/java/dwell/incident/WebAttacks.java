package dwell.incident;

import dwell.correlate.EventRow;
import dwell.correlate.EventSource.Selection;
import dwell.correlate.Session;
import dwell.detect.Act;
import dwell.detect.ActReader;
import dwell.detect.Sign;
import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.incident.WebVisitor.Post;
import dwell.incident.WebVisitor.Shot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Web shells, by their use: a script that answers requests which carry shell commands, and that
 * nobody but the senders of commands ever asked for. A page with visitors is none, whatever they
 * type into it.
 */
final class WebAttacks {
  /** How many requests of a kind are kept of one visitor. */
  private static final int MOST = 1000;

  private final Scene scene;
  private final SqlInjection injection;
  private final ServerCommands server;
  private final WebScans scans = new WebScans();
  private final Map<String, ScriptUse> scripts = new HashMap<>();
  private final Map<String, WebVisitor> visitors = new TreeMap<>();

  WebAttacks(Scene scene) {
    this.scene = scene;
    this.injection = new SqlInjection(scene);
    this.server = new ServerCommands(scene);
    scene
        .input()
        .events()
        .timed(
            Selection.of(Set.of(Dataset.WEB_ACCESS), Set.of(Action.REQUEST)),
            row -> {
              String ip = row.text(Field.SOURCE_IP);
              String url = row.text(Field.URL);
              if (ip == null || url == null || row.time() == EventBatch.ABSENT) {
                return;
              }
              injection.see(row, ip, url);
              server.see(row, ip);
              scans.see(row, ip, url);
              String path = RequestTarget.path(url);
              if (RequestTarget.script(path)) {
                script(row, ip, url, path);
              }
            });
  }

  private void script(EventRow row, String ip, String url, String path) {
    Stamp time = new Stamp(EventTime.instant(row.time()), row.digits());
    long status = row.number(Field.HTTP_STATUS);
    String method = row.text(Field.HTTP_METHOD);
    boolean post = "POST".equals(method) || "PUT".equals(method);
    ScriptUse use = scripts.computeIfAbsent(row.host() + path, k -> new ScriptUse());
    // Scanners that ask for what is not there are no visitors.
    if (status < 400) {
      use.asked(ip, time, post);
    }
    WebVisitor visitor =
        visitors.computeIfAbsent(
            row.host() + '\n' + ip, k -> new WebVisitor(row.host(), ip, time, row.id()));
    visitor.last = time;
    RequestTarget.Parameter command = RequestTarget.command(url);
    String further = command == null ? visitor.further(path, url) : command.value();
    boolean answered = status >= 200 && status < 400;
    String agent = row.text(Field.USER_AGENT);
    if (further != null && answered && (command != null || visitor.shots.size() < MOST)) {
      if (command != null) {
        visitor.told(path, command.name());
      }
      visitor.shots.add(new Shot(path, further, time, row.id(), command != null));
      if (agent != null) {
        visitor.agents.add(agent);
      }
    } else if (status == 200 && RequestTarget.uploadFolder(path) && visitor.shots.size() < MOST) {
      visitor.shots.add(new Shot(path, "", time, row.id(), true));
    } else if (post && answered && visitor.posts.size() < MOST) {
      visitor.posts.add(new Post(path, time, row.id()));
    }
  }

  /** Those who looked for ways in, whether or not they found one. */
  List<WebScans.Scan> scans() {
    return scans.found();
  }

  /** Attacks that worked, by first access. */
  List<WebVisit> visits() {
    List<WebVisit> out = new ArrayList<>();
    Set<String> shells = shells();
    for (WebVisitor visitor : visitors.values()) {
      List<Shot> shots = new ArrayList<>();
      for (Shot shot : visitor.shots) {
        if (shells.contains(visitor.host + shot.path()) && uses(visitor, shot)) {
          shots.add(shot);
        }
      }
      for (Post post : visitor.posts) {
        if (shells.contains(visitor.host + post.path())) {
          shots.add(new Shot(post.path(), "", post.time(), post.event(), true));
        }
      }
      shots.sort(Comparator.comparing(Shot::time).thenComparing(Shot::event));
      if (!shots.isEmpty()) {
        out.add(visit(visitor, shots));
      }
    }
    out.addAll(injection.visits());
    out.addAll(server.visits());
    out.sort(Comparator.comparing(WebVisit::firstAccess).thenComparing(WebVisit::id));
    return List.copyOf(out);
  }

  /** The scripts that are shells: host and path. */
  private Set<String> shells() {
    Set<String> senders = new HashSet<>();
    Map<String, Stamp> since = new TreeMap<>();
    for (WebVisitor visitor : visitors.values()) {
      for (Shot shot : visitor.shots) {
        boolean bare = shot.command().isEmpty();
        // What was sent in the body is not logged: there the folder and the upload before it tell.
        boolean told =
            bare
                ? visitor.upload(shot) != null && use(visitor, shot).onlyBy(visitor.ip)
                : shot.plain();
        if (told || !bare) {
          senders.add(visitor.ip);
        }
        if (told) {
          since.merge(
              visitor.host + shot.path(), shot.time(), (x, y) -> x.compareTo(y) < 0 ? x : y);
        }
      }
    }
    Set<String> out = new HashSet<>();
    since.forEach((script, time) -> {
      ScriptUse use = scripts.get(script);
      if (use != null && use.isShell(senders, time, this::ours)) {
        out.add(script);
      }
    });
    return out;
  }

  private ScriptUse use(WebVisitor visitor, Shot shot) {
    return scripts.getOrDefault(visitor.host + shot.path(), new ScriptUse());
  }

  /** Whether a request to a shell is a use of it: one of ours may have looked at what was found. */
  private boolean uses(WebVisitor visitor, Shot shot) {
    return !ours(visitor.ip)
        || visitor.shots.stream()
            .anyMatch(s -> s.path().equals(shot.path()) && !s.command().isEmpty())
        || use(visitor, shot).bodiesOnly(visitor.ip);
  }

  /** Whether people of ours come from an address: it logs in to hosts of the evidence. */
  private boolean ours(String ip) {
    return scene.internal(ip)
        || scene.from(ip).stream().anyMatch(s -> s.kind() == Session.Kind.SSH);
  }

  private WebVisit visit(WebVisitor visitor, List<Shot> shots) {
    String account = account(visitor.host);
    List<Incident.Command> commands = new ArrayList<>();
    List<Deed> deeds = new ArrayList<>();
    Map<String, WebVisit.Shell> shells = new LinkedHashMap<>();
    Set<String> evidence = new LinkedHashSet<>();
    Stamp access = shots.getFirst().time();
    for (Shot shot : shots) {
      if (!shot.command().isEmpty()) {
        commands.add(command(shot, account));
        deeds.addAll(deeds(shot, shots.getFirst().event(), visitor.host, account));
      }
      Post upload = visitor.upload(shot);
      if (upload != null && !shells.containsKey(shot.path())) {
        evidence.add(upload.event());
        access = upload.time().compareTo(access) < 0 ? upload.time() : access;
      }
      Stamp placed = upload == null ? null : upload.time();
      shells.putIfAbsent(
          shot.path(),
          new WebVisit.Shell(
              shot.path(),
              placed,
              upload == null ? List.of(shot.event()) : List.of(upload.event(), shot.event())));
      if (evidence.size() < 12) {
        evidence.add(shot.event());
      }
    }
    boolean known = shots.stream().noneMatch(shot -> use(visitor, shot).onlyBy(visitor.ip));
    evidence.add(visitor.firstEvent);
    return new WebVisit(
        shots.getFirst().event(),
        visitor.host,
        visitor.ip,
        account,
        List.copyOf(visitor.agents),
        visitor.first,
        access,
        shots.getLast().time(),
        commands,
        deeds,
        List.copyOf(shells.values()),
        shots.stream().map(shot -> shot.time().instant()).toList(),
        List.of(),
        commands.isEmpty() && known
            ? "sent what no log shows to "
                + String.join(", ", shells.keySet())
                + ", a web shell that others sent commands to"
            : "sent shell commands to "
                + String.join(", ", shells.keySet())
                + ", which answered, and which nobody else asked for",
        Sign.WEB_SHELL_USED,
        List.copyOf(evidence));
  }

  private static Incident.Command command(Shot shot, String account) {
    return new Incident.Command(
        shot.time(), null, null, null, shot.command(), account, Outcome.UNKNOWN.id(), shot.event());
  }

  private static List<Deed> deeds(Shot shot, String session, String host, String account) {
    List<Deed> out = new ArrayList<>();
    List<String> evidence = List.of(shot.event());
    for (Act act : ActReader.read(shot.command(), account, null)) {
      out.add(new Deed(act, session, host, account, shot.time(), null, null, false, evidence));
    }
    return out;
  }

  /**
   * The account that web servers run as: as commands show, else as the distribution has it by its
   * logs.
   */
  private String account(String host) {
    for (var orphan : scene.correlation().orphanCommands()) {
      if (orphan.account().host().equals(host)
          && ServerCommands.ACCOUNTS.contains(orphan.account().name())) {
        return orphan.account().name();
      }
    }
    for (Incident.Host known : scene.input().hosts()) {
      boolean red =
          known.sources().stream()
              .anyMatch(
                  s -> s.path().contains("var/log/secure") || s.path().contains("var/log/httpd"));
      boolean nginx = known.sources().stream().anyMatch(s -> s.path().contains("var/log/nginx"));
      if (known.name().equals(host) && red) {
        return nginx ? "nginx" : "apache";
      }
    }
    return "www-data";
  }
}
