package dwell.detect;

import dwell.shell.ShellCommand;
import java.util.List;
import java.util.Set;

/**
 * Hiding and blinding: logs and histories emptied, daemons that write them stopped, stamps forged.
 */
final class EvasionActs {
  private static final Set<String> LOGGERS =
      Set.of(
          "auditd",
          "rsyslog",
          "rsyslogd",
          "syslog",
          "syslog-ng",
          "systemd-journald",
          "journald",
          "fail2ban",
          "falco",
          "ossec",
          "wazuh-agent",
          "osqueryd",
          "auditbeat",
          "filebeat",
          "crowdsec");

  private EvasionActs() {}

  static void read(ShellCommand command, String user, ActReader.Paths paths, List<Act> acts) {
    List<String> operands = command.operands();
    switch (command.program()) {
      case "truncate", "shred", "wipe", "srm", "unlink" ->
          operands.forEach(path -> removed(paths.absolute(path), true, acts));
      case "rm" -> operands.forEach(path -> removed(paths.absolute(path), false, acts));
      case "cp", "ln" -> {
        if (operands.size() == 2 && operands.getFirst().equals("/dev/null")) {
          removed(paths.absolute(operands.get(1)), true, acts);
        }
      }
      case "sed" -> {
        if (command.flag('i') && operands.size() > 1) {
          operands
              .subList(1, operands.size())
              .forEach(path -> removed(paths.absolute(path), true, acts));
        }
      }
      case "history" -> {
        if (command.flag('c') || command.flag('d')) {
          acts.add(Act.path(ActKind.HISTORY_CLEARED, ActReader.home(user) + "/.bash_history"));
        }
      }
      case "unset", "export", "set", "declare" -> variables(command, user, acts);
      case "touch" -> {
        if (command.option("-t") != null
            || command.option("-d") != null
            || command.option("-r") != null) {
          String path = operands.isEmpty() ? "" : paths.absolute(operands.getLast());
          acts.add(Act.path(ActKind.TIMES_FORGED, path));
        }
      }
      case "journalctl" -> {
        if (command.arguments().stream().anyMatch(word -> word.startsWith("--vacuum"))) {
          acts.add(Act.path(ActKind.LOG_CLEARED, "/var/log/journal"));
        }
      }
      case "systemctl",
          "service",
          "pkill",
          "killall",
          "auditctl",
          "setenforce",
          "ufw",
          "iptables",
          "nft" ->
          stopped(command, acts);
      default -> {}
    }
    // HISTFILE=/dev/null as a command of its own; in front of another it is that one's alone.
    if (command.words().isEmpty()) {
      command.assignments().forEach(word -> histfile(word, user, acts));
    }
  }

  private static void removed(String path, boolean emptied, List<Act> acts) {
    if (SensitiveFile.of(path) == SensitiveFile.HISTORY) {
      acts.add(Act.path(ActKind.HISTORY_CLEARED, path));
    } else if (isLog(path)) {
      acts.add(Act.path(ActKind.LOG_CLEARED, path));
    } else if (!emptied
        && (path.startsWith("/tmp/") || path.startsWith("/var/tmp/") || isHidden(path))) {
      acts.add(Act.path(ActKind.TRACE_REMOVED, path));
    }
  }

  private static void variables(ShellCommand command, String user, List<Act> acts) {
    for (String word : command.operands()) {
      if (command.program().equals("unset")
          && (word.equals("HISTFILE") || word.equals("HISTSIZE"))) {
        acts.add(Act.path(ActKind.HISTORY_CLEARED, ActReader.home(user) + "/.bash_history"));
      }
      histfile(word, user, acts);
    }
    if (command.program().equals("set") && command.has("+o") && command.has("history")) {
      acts.add(Act.path(ActKind.HISTORY_CLEARED, ActReader.home(user) + "/.bash_history"));
    }
  }

  private static void histfile(String word, String user, List<Act> acts) {
    if (word.equals("HISTFILE=/dev/null")
        || word.equals("HISTFILE=")
        || word.equals("HISTSIZE=0")
        || word.equals("HISTFILESIZE=0")) {
      acts.add(Act.path(ActKind.HISTORY_CLEARED, ActReader.home(user) + "/.bash_history"));
    }
  }

  private static void stopped(ShellCommand command, List<Act> acts) {
    String program = command.program();
    List<String> words = command.arguments();
    boolean stops =
        words.contains("stop")
            || words.contains("disable")
            || words.contains("mask")
            || words.contains("kill")
            || program.equals("pkill")
            || program.equals("killall");
    for (String word : words) {
      String unit = word.endsWith(".service") ? word.substring(0, word.length() - 8) : word;
      if (stops && LOGGERS.contains(unit)) {
        acts.add(Act.name(ActKind.LOGGING_STOPPED, unit));
      }
    }
    if (program.equals("auditctl")
        && (words.contains("-D") || (words.contains("-e") && words.contains("0")))) {
      acts.add(Act.name(ActKind.LOGGING_STOPPED, "auditd"));
    }
    boolean opens =
        (program.equals("iptables") && (words.contains("-F") || words.contains("ACCEPT")))
            || (program.equals("ufw") && words.contains("disable"))
            || (program.equals("nft") && words.contains("flush"))
            || (program.equals("setenforce") && words.contains("0"));
    if (opens) {
      acts.add(Act.of(ActKind.FIREWALL_OPENED));
    }
  }

  /** Whether a path is where daemons keep their logs. */
  static boolean isLog(String path) {
    return path.startsWith("/var/log/")
        || path.startsWith("/run/log/")
        || path.equals("/var/run/utmp")
        || path.equals("/run/utmp");
  }

  /** Whether a command prints nothing, so that a redirection of it leaves an empty file. */
  static boolean writesNothing(ShellCommand command) {
    return command.words().isEmpty()
        || command.program().equals(":")
        || command.program().equals("true")
        || command.words().contains("/dev/null")
        || (command.program().equals("echo") && String.join("", command.operands()).isEmpty());
  }

  /** A file or folder with a dot in front where none belongs: outside of homes. */
  static boolean isHidden(String path) {
    if (!path.contains("/.") || path.startsWith("/home/") || path.startsWith("/root/")) {
      return false;
    }
    int at = path.indexOf("/.");
    return at + 2 < path.length() && path.charAt(at + 2) != '/' && path.charAt(at + 2) != '.';
  }
}
