package dwell.incident;

import dwell.correlate.EventSource.Selection;
import dwell.detect.Act;
import dwell.detect.ActReader;
import dwell.detect.Sign;
import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.shell.ShellCommand;
import dwell.shell.ShellLexer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
 * Web shells, by their use: a script that answers requests which carry shell commands, and that
 * nobody but the senders of commands ever asked for. A page with visitors is none, whatever they
 * type into it.
 */
final class WebAttacks {
  private static final Set<String> SCRIPTS =
      Set.of(
          "php", "php3", "php5", "php7", "phtml", "phar", "jsp", "jspx", "asp", "aspx", "cgi", "pl",
          "py");

  /** A file is used soon after it was put there; what was sent long before is another matter. */
  private static final Duration UPLOADED_WITHIN = Duration.ofMinutes(30);

  private static final Set<String> UPLOAD_FOLDERS =
      Set.of(
          "upload",
          "uploads",
          "uploaded",
          "files",
          "images",
          "img",
          "media",
          "avatars",
          "attachments",
          "userfiles",
          "pictures",
          "photos",
          "documents");

  /** How many requests of a kind are kept of one visitor. */
  private static final int MOST = 1000;

  private final Scene scene;
  private final SqlInjection injection;
  private final WebScans scans = new WebScans();
  private final Map<String, Set<String>> askers = new HashMap<>();
  private final Map<String, Visitor> visitors = new TreeMap<>();

  private record Shot(String path, String command, Stamp time, String event) {

    /**
     * Whether it can be nothing but a command: a word such as {@code id} or {@code find me} may be
     * a search.
     */
    boolean plain() {
      List<ShellCommand> commands = ShellLexer.read(command);
      boolean paths =
          commands.stream()
              .anyMatch(c ->
                  c.arguments().stream()
                      .anyMatch(w -> w.startsWith("/") || w.startsWith("-") || w.startsWith("./")));
      return paths
          || commands.size() > 1
          || Set.of("whoami", "uname", "ifconfig", "netstat", "wget", "curl", "hostname")
              .contains(commands.getFirst().program());
    }
  }

  private record Post(String path, Stamp time, String event) {}

  private static final class Visitor {
    final String host;
    final String ip;
    final List<Shot> shots = new ArrayList<>();
    final List<Post> posts = new ArrayList<>();
    final Set<String> agents = new TreeSet<>();
    Stamp first;
    Stamp last;
    String firstEvent;

    Visitor(String host, String ip, Stamp time, String event) {
      this.host = host;
      this.ip = ip;
      this.first = time;
      this.last = time;
      this.firstEvent = event;
    }
  }

  WebAttacks(Scene scene) {
    this.scene = scene;
    this.injection = new SqlInjection(scene);
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
              scans.see(row, ip, url);
              String path = path(url);
              if (!script(path)) {
                return;
              }
              Stamp time = new Stamp(EventTime.instant(row.time()), row.digits());
              long status = row.number(Field.HTTP_STATUS);
              Set<String> known = askers.computeIfAbsent(row.host() + path, k -> new HashSet<>());
              // Scanners that ask for what is not there are no visitors.
              if (status < 400) {
                known.add(ip);
              }
              Visitor visitor =
                  visitors.computeIfAbsent(
                      row.host() + '\n' + ip, k -> new Visitor(row.host(), ip, time, row.id()));
              visitor.last = time;
              String command = command(url);
              boolean post =
                  "POST".equals(row.text(Field.HTTP_METHOD))
                      || "PUT".equals(row.text(Field.HTTP_METHOD));
              if (command != null && status >= 200 && status < 400) {
                visitor.shots.add(new Shot(path, command, time, row.id()));
                String agent = row.text(Field.USER_AGENT);
                if (agent != null) {
                  visitor.agents.add(agent);
                }
              } else if (status == 200 && uploadFolder(path) && visitor.shots.size() < MOST) {
                visitor.shots.add(new Shot(path, "", time, row.id()));
              } else if (post && status >= 200 && status < 400 && visitor.posts.size() < MOST) {
                visitor.posts.add(new Post(path, time, row.id()));
              }
            });
  }

  /** Those who looked for ways in, whether or not they found one. */
  List<WebScans.Scan> scans() {
    return scans.found();
  }

  /** Attacks that worked, by first access. */
  List<WebVisit> visits() {
    List<WebVisit> out = new ArrayList<>();
    Set<String> shooters = new HashSet<>();
    for (Visitor visitor : visitors.values()) {
      if (visitor.shots.stream().anyMatch(shot -> !shot.command().isEmpty())) {
        shooters.add(visitor.ip);
      }
    }
    for (Visitor visitor : visitors.values()) {
      List<Shot> shots = new ArrayList<>();
      Set<String> plain = new HashSet<>();
      for (Shot shot : visitor.shots) {
        // What was sent in the body is not logged: there the folder and the upload before it tell.
        boolean told =
            shot.command().isEmpty()
                ? upload(visitor, shot) != null && askers(visitor, shot).size() == 1
                : shot.plain();
        if (told) {
          plain.add(shot.path());
        }
      }
      for (Shot shot : visitor.shots) {
        Set<String> askers = askers(visitor, shot);
        boolean only = askers.size() == 1 || shooters.containsAll(askers);
        if (plain.contains(shot.path()) && only) {
          shots.add(shot);
        }
      }
      if (!shots.isEmpty()) {
        out.add(visit(visitor, shots));
      }
    }
    out.addAll(injection.visits());
    out.sort(Comparator.comparing(WebVisit::firstAccess).thenComparing(WebVisit::id));
    return List.copyOf(out);
  }

  private Set<String> askers(Visitor visitor, Shot shot) {
    return askers.getOrDefault(visitor.host + shot.path(), Set.of());
  }

  private WebVisit visit(Visitor visitor, List<Shot> shots) {
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
      Post upload = upload(visitor, shot);
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
        List.of(),
        "sent shell commands to "
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

  private static @Nullable Post upload(Visitor visitor, Shot first) {
    Post found = null;
    for (Post post : visitor.posts) {
      Duration gap = Duration.between(post.time().instant(), first.time().instant());
      if (!gap.isNegative()
          && gap.compareTo(UPLOADED_WITHIN) <= 0
          && !post.path().equals(first.path())) {
        found = post;
      }
    }
    return found;
  }

  /**
   * The account that web servers run as: as commands show, else as the distribution has it by its
   * logs.
   */
  private String account(String host) {
    Set<String> accounts =
        Set.of("www-data", "apache", "nginx", "http", "httpd", "wwwrun", "tomcat");
    for (var orphan : scene.correlation().orphanCommands()) {
      if (orphan.account().host().equals(host) && accounts.contains(orphan.account().name())) {
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

  static String path(String url) {
    int end = 0;
    while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
      end++;
    }
    return url.substring(0, end);
  }

  /** Whether a path leads through a folder that holds what visitors sent: files, never scripts. */
  private static boolean uploadFolder(String path) {
    List<String> parts = Texts.split(path, '/');
    for (String part : parts.subList(0, Math.max(0, parts.size() - 1))) {
      if (UPLOAD_FOLDERS.contains(part.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  private static boolean script(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return SCRIPTS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
        && name.indexOf('.') > 0;
  }

  /** The shell command that a parameter carries; null where none does. */
  static @Nullable String command(String url) {
    int query = url.indexOf('?');
    if (query < 0) {
      return null;
    }
    for (String parameter : Texts.split(url.substring(query + 1), '&')) {
      int equals = parameter.indexOf('=');
      String value = decode(parameter.substring(equals + 1));
      if (!value.isEmpty() && isCommand(value)) {
        return value;
      }
    }
    return null;
  }

  private static boolean isCommand(String value) {
    List<ShellCommand> commands = ShellLexer.read(value);
    if (commands.isEmpty() || value.length() > 16_384) {
      return false;
    }
    String program = commands.getFirst().program();
    boolean plain =
        Set.of(
                "pwd", "echo", "ls", "cat", "cd", "rm", "mkdir", "chmod", "python3", "php", "bash",
                "sh", "perl")
            .contains(program);
    return (plain && commands.getFirst().words().size() + commands.size() > 2)
        || !ActReader.read(value, "", null).isEmpty();
  }

  static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
