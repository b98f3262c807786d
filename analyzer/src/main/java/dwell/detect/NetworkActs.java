package dwell.detect;

import com.google.re2j.Pattern;
import dwell.event.IpAddress;
import dwell.shell.ShellCommand;
import dwell.shell.ShellCommand.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Going on to other hosts, fetching and sending: ssh(1), scp(1), rsync(1), curl(1), wget(1), nc(1).
 */
final class NetworkActs {
  private static final Set<String> SSH_VALUED =
      Set.of(
          "-b", "-c", "-D", "-E", "-e", "-F", "-I", "-i", "-J", "-L", "-l", "-m", "-O", "-o", "-p",
          "-P", "-Q", "-R", "-S", "-W", "-w", "-B", "-X");
  private static final Set<String> INTERPRETERS =
      Set.of("sh", "bash", "dash", "zsh", "ksh", "python", "python3", "perl", "php", "ruby");

  private NetworkActs() {}

  static void read(
      ShellCommand command, @Nullable ShellCommand before, ActReader.Paths paths, List<Act> acts) {
    for (Redirect redirect : command.redirects()) {
      // bash(1), REDIRECTION: /dev/tcp/host/port opens a connection.
      if (redirect.target().startsWith("/dev/tcp/")) {
        String rest = redirect.target().substring("/dev/tcp/".length());
        acts.add(
            new Act(
                ActKind.REVERSE_SHELL,
                null,
                null,
                rest.substring(0, Math.max(0, rest.indexOf('/')))));
      }
    }
    switch (command.program()) {
      case "ssh", "sftp" -> ssh(command, paths, acts);
      case "scp", "rsync" -> copied(command, paths, acts);
      case "curl", "wget" -> fetched(command, paths, acts);
      case "nc", "ncat", "netcat", "socat" -> connected(command, before, paths, acts);
      case "tar", "zip", "gzip", "7z", "xz", "bzip2", "zstd" -> archived(command, paths, acts);
      default -> run(command, before, acts);
    }
  }

  private static List<String> operands(ShellCommand command) {
    List<String> operands = new ArrayList<>();
    List<String> words = command.arguments();
    for (int i = 0; i < words.size(); i++) {
      if (SSH_VALUED.contains(words.get(i))) {
        i++;
      } else if (!words.get(i).startsWith("-")) {
        operands.add(words.get(i));
      }
    }
    return operands;
  }

  private static void ssh(ShellCommand command, ActReader.Paths paths, List<Act> acts) {
    List<String> operands = operands(command);
    if (operands.isEmpty()) {
      return;
    }
    String target = operands.getFirst();
    int at = target.lastIndexOf('@');
    String login = command.option("-l");
    String user = at < 0 ? login : target.substring(0, at);
    String key = command.option("-i");
    acts.add(
        new Act(
            key == null ? ActKind.SSH_ONWARD : ActKind.KEY_USED_ONWARD,
            key == null ? null : paths.absolute(key),
            user,
            target.substring(at + 1)));
  }

  private static void copied(ShellCommand command, ActReader.Paths paths, List<Act> acts) {
    List<String> operands = operands(command);
    if (operands.size() < 2) {
      return;
    }
    String key = command.program().equals("scp") ? command.option("-i") : null;
    String to = operands.getLast();
    String far = remote(to);
    for (String from : operands.subList(0, operands.size() - 1)) {
      String source = remote(from);
      if (far != null && source == null) {
        acts.add(new Act(ActKind.FILE_SENT, paths.absolute(from), null, far));
      } else if (source != null) {
        acts.add(
            new Act(
                key == null ? ActKind.SSH_ONWARD : ActKind.KEY_USED_ONWARD,
                key == null ? null : paths.absolute(key),
                null,
                source));
        acts.add(
            new Act(
                ActKind.STAGED, paths.absolute(to), null, from.substring(from.indexOf(':') + 1)));
      }
    }
  }

  /** The host of {@code [user@]host:path} or {@code scheme://host/…}; null for a local path. */
  private static @Nullable String remote(String word) {
    int scheme = word.indexOf("://");
    if (scheme > 0) {
      return host(word);
    }
    int colon = word.indexOf(':');
    int slash = word.indexOf('/');
    if (colon <= 0 || (slash >= 0 && slash < colon)) {
      return null;
    }
    String host = word.substring(0, colon);
    return host.substring(host.lastIndexOf('@') + 1);
  }

  /** The host of a URL. */
  static String host(String url) {
    int from = url.indexOf("://") < 0 ? 0 : url.indexOf("://") + 3;
    int to = from;
    while (to < url.length() && "/:?#".indexOf(url.charAt(to)) < 0) {
      to++;
    }
    String host = url.substring(from, to);
    return host.substring(host.lastIndexOf('@') + 1);
  }

  private static void fetched(ShellCommand command, ActReader.Paths paths, List<Act> acts) {
    String sent =
        firstOption(
            command,
            "-T",
            "--upload-file",
            "-F",
            "--form",
            "-d",
            "--data",
            "--data-binary",
            "--post-file",
            "--body-file",
            "--data-raw");
    String url = null;
    for (String word : command.operands()) {
      if (word.contains("://") || (word.indexOf('.') > 0 && word.indexOf('/') > 0)) {
        url = word;
      }
    }
    if (url == null) {
      url = command.operands().isEmpty() ? null : command.operands().getLast();
    }
    String far = url == null ? null : host(url);
    if (sent != null
        && (sent.contains("@")
            || command.option("-T") != null
            || command.option("--post-file") != null
            || command.option("--upload-file") != null
            || command.option("--body-file") != null)) {
      String file = sent.substring(sent.lastIndexOf('@') + 1);
      acts.add(new Act(ActKind.FILE_SENT, paths.absolute(file), null, far));
    } else if (far != null && !local(far)) {
      acts.add(new Act(ActKind.DOWNLOADED, null, null, far));
    }
  }

  private static @Nullable String firstOption(ShellCommand command, String... names) {
    for (String name : names) {
      for (String word : command.arguments()) {
        if (word.equals(name) || (name.startsWith("--") && word.startsWith(name + "="))) {
          return command.option(name);
        }
      }
    }
    return null;
  }

  private static boolean local(String host) {
    return host.equals("localhost")
        || host.startsWith("127.")
        || host.equals("[::1]")
        || host.equals("::1");
  }

  private static void connected(
      ShellCommand command, @Nullable ShellCommand before, ActReader.Paths paths, List<Act> acts) {
    String far = null;
    for (String word : command.operands()) {
      if (IpAddress.parse(word) != null || (word.indexOf('.') > 0 && !word.startsWith("/"))) {
        far = word;
        break;
      }
    }
    if (command.option("-e") != null
        || command.option("-c") != null
        || String.join(" ", command.words()).toLowerCase(Locale.ROOT).contains("exec:")) {
      acts.add(new Act(ActKind.REVERSE_SHELL, null, null, far));
      return;
    }
    for (Redirect redirect : command.redirects()) {
      if (redirect.operator().equals("<")) {
        acts.add(new Act(ActKind.FILE_SENT, paths.absolute(redirect.target()), null, far));
        return;
      }
    }
    if (command.piped() && before != null && far != null) {
      String file =
          before.operands().isEmpty() ? null : paths.absolute(before.operands().getLast());
      acts.add(new Act(ActKind.FILE_SENT, file, null, far));
    }
  }

  private static void archived(ShellCommand command, ActReader.Paths paths, List<Act> acts) {
    boolean extracts =
        command.program().equals("tar")
            && !command.arguments().isEmpty()
            && command.arguments().getFirst().indexOf('x') >= 0
            && !command.arguments().getFirst().contains("c");
    if (extracts || command.flag('d') || command.operands().isEmpty()) {
      return;
    }
    acts.add(Act.path(ActKind.ARCHIVED, paths.absolute(command.operands().getLast())));
  }

  /** Script text that runs what it decodes: the functions of Python, PHP, Perl and Ruby. */
  private static final Pattern DECODED =
      Pattern.compile(
          "\\b(?:exec|eval|system)\\b.{0,200}(?:b64decode|base64_decode|decode_base64|decode64)");

  /** Programs that come from where only passing files lie, and downloads piped into a shell. */
  private static void run(ShellCommand command, @Nullable ShellCommand before, List<Act> acts) {
    String first = command.words().isEmpty() ? "" : command.words().getFirst();
    if (command.piped() && before != null && INTERPRETERS.contains(command.program())) {
      if (before.program().equals("curl") || before.program().equals("wget")) {
        acts.add(Act.of(ActKind.DOWNLOAD_RUN));
      } else if (before.program().startsWith("base64") || before.program().equals("xxd")) {
        acts.add(Act.of(ActKind.DECODED_RUN));
      }
    }
    if (DECODED.matcher(String.join(" ", command.words())).find()) {
      acts.add(Act.of(ActKind.DECODED_RUN));
    }
    boolean scratch =
        first.startsWith("/tmp/") || first.startsWith("/var/tmp/") || first.startsWith("/dev/shm/");
    if (scratch || (first.startsWith("/") && EvasionActs.isHidden(first))) {
      acts.add(Act.path(ActKind.HIDDEN_PROGRAM_RUN, first));
    }
    if (INTERPRETERS.contains(command.program())) {
      String script = String.join(" ", command.arguments());
      if (script.contains("/dev/tcp/")
          || (script.contains("socket")
              && (script.contains("subprocess")
                  || script.contains("/bin/sh")
                  || script.contains("exec")))) {
        acts.add(Act.of(ActKind.REVERSE_SHELL));
      }
    }
  }
}
