package dwell.incident;

import dwell.shell.ShellCommand;
import dwell.shell.ShellLexer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one address asked the scripts of one host for. Mutable while records are read. */
final class WebVisitor {
  /** A file is used soon after it was put there; what was sent long before is another matter. */
  private static final Duration UPLOADED_WITHIN = Duration.ofMinutes(30);

  final String host;
  final String ip;
  final List<Shot> shots = new ArrayList<>();
  final List<Post> posts = new ArrayList<>();
  final Set<String> agents = new TreeSet<>();

  /** The parameters that carried commands, by script. */
  private final Map<String, String> parameters = new HashMap<>();

  final Stamp first;
  final String firstEvent;
  Stamp last;

  WebVisitor(String host, String ip, Stamp time, String event) {
    this.host = host;
    this.ip = ip;
    this.first = time;
    this.last = time;
    this.firstEvent = event;
  }

  /**
   * A request that a script answered.
   *
   * @param command empty where the log shows none
   * @param known whether it reads as a command by itself, not by the parameter alone
   */
  record Shot(String path, String command, Stamp time, String event, boolean known) {

    /**
     * Whether it can be nothing but a command: a word such as {@code id} or {@code find me} may be
     * a search.
     */
    boolean plain() {
      if (!known) {
        return false;
      }
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

  /**
   * What a request says in the parameter that carried a command to the script before: there
   * whatever it says is one. Null where none did.
   */
  @Nullable String further(String path, String url) {
    String parameter = parameters.get(path);
    return parameter == null ? null : RequestTarget.value(url, parameter);
  }

  /** A command came to a script in a parameter. */
  void told(String path, String parameter) {
    parameters.putIfAbsent(path, parameter);
  }

  /** A request with a body, which no log shows. */
  record Post(String path, Stamp time, String event) {}

  /** The request that may have put a script where it was asked for; null where none did. */
  @Nullable Post upload(Shot shot) {
    Post found = null;
    for (Post post : posts) {
      Duration gap = Duration.between(post.time().instant(), shot.time().instant());
      if (!gap.isNegative()
          && gap.compareTo(UPLOADED_WITHIN) <= 0
          && !post.path().equals(shot.path())) {
        found = post;
      }
    }
    return found;
  }
}
