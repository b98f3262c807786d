package dwell.detect;

import dwell.shell.ShellCommand;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, groups and rights: useradd(8), usermod(8), passwd(1), sudo(8), su(1), crontab(1),
 * at(1).
 */
final class AccountActs {
  private static final Set<String> ADMIN_GROUPS =
      Set.of("sudo", "wheel", "root", "admin", "adm", "docker", "lxd", "shadow", "disk");

  private AccountActs() {}

  static void read(ShellCommand command, String user, String invoker, List<Act> acts) {
    List<String> operands = command.operands();
    String last = operands.isEmpty() ? null : operands.getLast();
    switch (command.program()) {
      case "useradd", "adduser" -> created(command, operands, acts);
      case "usermod" -> changed(command, last, acts);
      case "gpasswd" -> {
        if (command.option("-a") != null) {
          acts.add(new Act(ActKind.GROUP_GIVEN, null, command.option("-a"), last));
        }
      }
      case "chpasswd" -> acts.add(Act.name(ActKind.PASSWORD_SET, null));
      case "passwd" -> {
        if (!command.flag('l') && !command.flag('S') && last != null && !last.equals(invoker)) {
          acts.add(Act.name(ActKind.PASSWORD_SET, last));
        }
      }
      case "sudo", "doas" -> sudo(command, acts);
      case "su" -> switched(last == null ? "root" : last, acts);
      case "crontab" -> {
        if (!command.flag('l') && !command.flag('r')) {
          String name = command.option("-u");
          String of = name == null ? user : name;
          acts.add(new Act(ActKind.CRON_WRITTEN, "/var/spool/cron/crontabs/" + of, of, null));
        }
      }
      case "at", "batch" -> {
        if (!command.flag('l')) {
          acts.add(Act.name(ActKind.JOB_QUEUED, user));
        }
      }
      case "systemctl" -> {
        if (command.has("enable") && last != null && !last.equals("enable")) {
          acts.add(Act.name(ActKind.UNIT_WRITTEN, last));
        }
      }
      case "ssh-copy-id" -> acts.add(Act.name(ActKind.KEY_ADDED, last));
      case "chmod" -> setuid(operands, acts);
      default -> shell(command, user, invoker, acts);
    }
  }

  private static void created(ShellCommand command, List<String> operands, List<Act> acts) {
    // adduser NAME GROUP adds to a group (Debian's adduser(8)); useradd takes its name last.
    boolean adduser = command.program().equals("adduser");
    if (operands.isEmpty()) {
      return;
    }
    if (adduser && operands.size() == 2 && plain(command)) {
      acts.add(new Act(ActKind.GROUP_GIVEN, null, operands.getFirst(), operands.get(1)));
      return;
    }
    String name = adduser && plain(command) ? operands.getFirst() : operands.getLast();
    acts.add(Act.name(ActKind.ACCOUNT_CREATED, name));
    String groups = command.option("-G");
    if (groups != null) {
      acts.add(new Act(ActKind.GROUP_GIVEN, null, name, groups));
    }
  }

  private static boolean plain(ShellCommand command) {
    return command.arguments().stream().noneMatch(word -> word.startsWith("-"));
  }

  private static void changed(ShellCommand command, @Nullable String name, List<Act> acts) {
    String groups = null;
    for (String word : command.arguments()) {
      boolean option = word.startsWith("-") && !word.startsWith("--") && word.endsWith("G");
      if (option || word.equals("--groups")) {
        groups = command.option(word);
      }
    }
    if (groups != null && name != null) {
      acts.add(new Act(ActKind.GROUP_GIVEN, null, name, groups));
    }
    if (command.option("-p") != null && name != null) {
      acts.add(Act.name(ActKind.PASSWORD_SET, name));
    }
  }

  /** Whether members of the group can become root. */
  static boolean admits(String group) {
    return ADMIN_GROUPS.contains(group);
  }

  private static void sudo(ShellCommand command, List<Act> acts) {
    // Only a sudo that runs no program comes here; the lexer takes it off in front of others.
    if (command.flag('l') || command.has("--list")) {
      acts.add(Act.of(ActKind.RIGHTS_LISTED));
    } else if (command.flag('i') || command.flag('s') || command.has("--login")) {
      String name = command.option("-u");
      acts.add(Act.name(ActKind.ROOT_SHELL, name == null ? "root" : name));
    }
  }

  private static void switched(String name, List<Act> acts) {
    String to = name.equals("-") ? "root" : name;
    acts.add(Act.name(to.equals("root") ? ActKind.ROOT_SHELL : ActKind.ACCOUNT_SWITCHED, to));
  }

  private static void shell(ShellCommand command, String user, String invoker, List<Act> acts) {
    boolean raised = command.runAs() != null && !user.equals(invoker);
    if (raised && command.shell()) {
      acts.add(Act.name(user.equals("root") ? ActKind.ROOT_SHELL : ActKind.ACCOUNT_SWITCHED, user));
    }
  }

  private static void setuid(List<String> operands, List<Act> acts) {
    if (operands.size() < 2) {
      return;
    }
    String mode = operands.getFirst();
    boolean octal = mode.length() == 4 && (mode.charAt(0) == '4' || mode.charAt(0) == '6');
    boolean letters =
        mode.indexOf('s') > 0
            && (mode.indexOf('+') >= 0 || mode.indexOf('=') >= 0)
            && !mode.startsWith("g");
    if (octal || letters) {
      for (String path : operands.subList(1, operands.size())) {
        acts.add(Act.path(ActKind.SETUID_SET, path));
      }
    }
  }
}
