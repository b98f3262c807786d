package dwell.detect;

import dwell.shell.ShellCommand;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looking around: hosts, people, files, and where secrets may lie. */
final class DiscoveryActs {
  private static final Set<String> SYSTEM =
      Set.of(
          "uname",
          "hostname",
          "hostnamectl",
          "lsb_release",
          "lscpu",
          "dmidecode",
          "uptime",
          "df",
          "mount",
          "lsblk",
          "env",
          "printenv");
  private static final Set<String> USERS =
      Set.of("id", "whoami", "w", "who", "last", "lastlog", "lastb", "groups", "users", "finger");
  private static final Set<String> NETWORK =
      Set.of(
          "ip",
          "ifconfig",
          "netstat",
          "ss",
          "arp",
          "route",
          "host",
          "dig",
          "nslookup",
          "ping",
          "traceroute",
          "tracepath");
  private static final Set<String> PROCESSES = Set.of("ps", "top", "htop", "pstree", "lsof");
  private static final Set<String> SCANNERS =
      Set.of("nmap", "masscan", "zmap", "fping", "arp-scan", "nikto", "hydra", "medusa");

  private DiscoveryActs() {}

  static void read(ShellCommand command, ActReader.Paths paths, List<Act> acts) {
    String program = command.program();
    if (SYSTEM.contains(program)) {
      acts.add(Act.of(ActKind.SYSTEM_DISCOVERY));
    } else if (USERS.contains(program)) {
      acts.add(Act.of(ActKind.USER_DISCOVERY));
    } else if (NETWORK.contains(program)) {
      acts.add(Act.of(ActKind.NETWORK_DISCOVERY));
    } else if (PROCESSES.contains(program)) {
      acts.add(Act.of(ActKind.PROCESS_DISCOVERY));
    } else if (SCANNERS.contains(program)) {
      String target = command.operands().isEmpty() ? null : command.operands().getLast();
      acts.add(new Act(ActKind.SCANNING, null, null, target));
    } else if (program.equals("getent")) {
      acts.add(
          Act.of(command.has("hosts") ? ActKind.NETWORK_DISCOVERY : ActKind.ACCOUNT_DISCOVERY));
    } else if (program.equals("ls") || program.equals("tree") || program.equals("du")) {
      acts.add(Act.of(ActKind.FILE_DISCOVERY));
    } else if (program.equals("journalctl") && command.option("--vacuum-time") == null) {
      acts.add(Act.of(ActKind.LOG_READING));
    } else if (program.equals("find") || program.equals("locate")) {
      searched(command, acts);
    } else if (program.endsWith("grep")) {
      grepped(command, paths, acts);
    }
  }

  private static void searched(ShellCommand command, List<Act> acts) {
    List<String> words = command.arguments();
    ActKind kind = ActKind.FILE_DISCOVERY;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).toLowerCase(Locale.ROOT);
      String before = i == 0 ? "" : words.get(i - 1);
      if (before.equals("-perm")
          && (word.contains("4000") || word.contains("6000") || word.contains("u=s"))) {
        kind = ActKind.SETUID_SEARCH;
      } else if (word.startsWith("id_")
          || word.startsWith("*id_")
          || word.endsWith(".pem")
          || word.endsWith(".ppk")
          || word.endsWith(".key")) {
        kind = ActKind.KEY_SEARCH;
      } else if (word.contains("passw")
          || word.contains("secret")
          || word.contains("credential")
          || word.contains("pgpass")
          || word.contains("my.cnf")
          || word.contains("wp-config")
          || word.equals(".env")) {
        kind = ActKind.PASSWORD_SEARCH;
      }
    }
    acts.add(Act.of(kind));
  }

  private static void grepped(ShellCommand command, ActReader.Paths paths, List<Act> acts) {
    List<String> operands = command.operands();
    if (operands.isEmpty() || !(command.flag('r') || command.flag('R'))) {
      return;
    }
    String pattern = operands.getFirst().toLowerCase(Locale.ROOT);
    if (pattern.contains("pass")
        || pattern.contains("secret")
        || pattern.contains("private key")
        || pattern.contains("token")) {
      String path = operands.size() > 1 ? paths.absolute(operands.getLast()) : null;
      acts.add(new Act(ActKind.PASSWORD_SEARCH, path, null, null));
    }
  }
}
