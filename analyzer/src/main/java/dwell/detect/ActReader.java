package dwell.detect;

import dwell.shell.ShellCommand;
import dwell.shell.ShellCommand.Redirect;
import dwell.shell.ShellLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what a command line does. It knows programs by their names and manuals; what it does not
 * know it leaves alone.
 */
public final class ActReader {
  private static final Set<String> SHOWS_FILES =
      Set.of(
          "cat",
          "less",
          "more",
          "head",
          "tail",
          "grep",
          "egrep",
          "fgrep",
          "zgrep",
          "strings",
          "xxd",
          "od",
          "hexdump",
          "base64",
          "base32",
          "nl",
          "tac",
          "sed",
          "awk",
          "cut",
          "vi",
          "vim",
          "view",
          "nano",
          "zcat",
          "bat",
          "sort",
          "openssl",
          "unshadow",
          "cp",
          "tar",
          "zip",
          "gzip",
          "dd",
          "john",
          "hashcat");

  private static final Set<String> PRINTS = Set.of("echo", "printf");

  private static final Set<String> PATTERN_FIRST =
      Set.of("grep", "egrep", "fgrep", "zgrep", "sed", "awk");

  private final ShellCommand command;
  private final String user;
  private final @Nullable String directory;
  private final List<Act> acts = new ArrayList<>();

  private ActReader(ShellCommand command, String user, @Nullable String directory) {
    this.command = command;
    this.user = user;
    this.directory = directory;
  }

  /**
   * What a line does, in order of its commands.
   *
   * @param user the account that it runs as
   * @param directory where it runs, absolute; null where unknown
   */
  public static List<Act> read(String line, String user, @Nullable String directory) {
    List<Act> acts = new ArrayList<>();
    List<ShellCommand> commands = ShellLexer.read(line);
    String where = directory;
    for (int i = 0; i < commands.size(); i++) {
      ShellCommand command = commands.get(i);
      String as = command.runAs() == null ? user : command.runAs();
      ActReader reader = new ActReader(command, as, where);
      reader.all(i == 0 ? null : commands.get(i - 1), user);
      acts.addAll(reader.acts);
      if (command.program().equals("cd") && !command.operands().isEmpty()) {
        where = reader.absolute(command.operands().getFirst());
      }
    }
    return List.copyOf(acts);
  }

  private void all(@Nullable ShellCommand before, String invoker) {
    Paths paths = this::absolute;
    files();
    written(before);
    AccountActs.read(command, user, invoker, acts);
    DiscoveryActs.read(command, paths, acts);
    NetworkActs.read(command, before, paths, acts);
    EvasionActs.read(command, user, paths, acts);
    DatabaseClientActs.read(command, acts);
    jobs(before);
  }

  /** What the jobs do that a line puts into a table: they run as surely as what is typed. */
  private void jobs(@Nullable ShellCommand before) {
    if (command.program().equals("crontab")
        && before != null
        && PRINTS.contains(before.program())) {
      before.operands().forEach(text -> jobs(text, false));
    } else if (PRINTS.contains(command.program())) {
      for (Redirect redirect : command.redirects()) {
        String path = absolute(redirect.target());
        boolean users = path.equals("/etc/crontab") || path.startsWith("/etc/cron.d/");
        if (users || path.startsWith("/var/spool/cron/")) {
          command.operands().forEach(text -> jobs(text, users));
        }
      }
    }
  }

  private void jobs(String text, boolean users) {
    for (String job : CronLine.commands(text, users)) {
      acts.addAll(read(job, user, null));
    }
  }

  /** Makes paths absolute. */
  @FunctionalInterface
  interface Paths {
    String absolute(String path);
  }

  /** Where an account's own files are: passwd(5) says, and this is what it says everywhere. */
  public static String home(String user) {
    return user.equals("root") ? "/root" : "/home/" + user;
  }

  private String absolute(String path) {
    if (path.equals("~") || path.startsWith("~/")) {
      return home(user) + path.substring(1);
    }
    if (path.startsWith("$HOME")) {
      return home(user) + path.substring(5);
    }
    if (path.startsWith("~")) {
      int slash = path.indexOf('/');
      String name = slash < 0 ? path.substring(1) : path.substring(1, slash);
      return home(name) + (slash < 0 ? "" : path.substring(slash));
    }
    if (path.startsWith("/") || directory == null) {
      return path;
    }
    String relative = path.startsWith("./") ? path.substring(2) : path;
    return directory.endsWith("/") ? directory + relative : directory + '/' + relative;
  }

  private void files() {
    List<String> read = new ArrayList<>();
    if (SHOWS_FILES.contains(command.program())) {
      List<String> operands = new ArrayList<>(command.operands());
      if (PATTERN_FIRST.contains(command.program()) && !operands.isEmpty()) {
        operands.removeFirst();
      }
      if (command.program().equals("cp") && operands.size() > 1) {
        operands.removeLast();
      }
      for (String operand : operands) {
        read.add(operand.startsWith("if=") ? operand.substring(3) : operand);
      }
    }
    for (Redirect redirect : command.redirects()) {
      if (redirect.operator().equals("<")) {
        read.add(redirect.target());
      }
    }
    for (String operand : read) {
      String path = absolute(operand);
      SensitiveFile file = SensitiveFile.of(path);
      if (file != null) {
        acts.add(Act.path(kind(file, path), path));
      } else if (path.startsWith("/var/log/")) {
        acts.add(Act.path(ActKind.LOG_READING, path));
      } else if (path.equals("/etc/passwd") || path.equals("/etc/group")) {
        acts.add(Act.path(ActKind.ACCOUNT_DISCOVERY, path));
      } else if (path.equals("/etc/hosts") || path.endsWith("/known_hosts")) {
        acts.add(Act.path(ActKind.NETWORK_DISCOVERY, path));
      }
    }
  }

  private ActKind kind(SensitiveFile file, String path) {
    return switch (file) {
      case PRIVATE_KEY -> ActKind.PRIVATE_KEY_READ;
      case PASSWORDS ->
          path.startsWith("/etc/") && path.contains("shadow")
              ? ActKind.PASSWORD_FILE_READ
              : ActKind.STORED_PASSWORD_READ;
      case SETTINGS -> ActKind.STORED_PASSWORD_READ;
      // One's own history is a look around; another's is a search for what they typed.
      case HISTORY ->
          path.startsWith(home(user) + "/") && !user.equals("root")
              ? ActKind.FILE_DISCOVERY
              : ActKind.HISTORY_READ;
    };
  }

  private void written(@Nullable ShellCommand before) {
    for (Redirect redirect : command.redirects()) {
      if (redirect.output()) {
        wrote(absolute(redirect.target()), before, redirect.operator().equals(">"));
      }
    }
    List<String> operands = command.operands();
    switch (command.program()) {
      case "tee" -> operands.forEach(path -> wrote(absolute(path), before, !command.flag('a')));
      case "cp", "mv", "install", "ln" -> {
        if (operands.size() > 1) {
          String target = absolute(operands.getLast());
          String first = operands.getFirst();
          wrote(
              target.endsWith("/") ? target + first.substring(first.lastIndexOf('/') + 1) : target,
              null,
              false);
        }
      }
      case "vi", "vim", "nano", "emacs", "ed", "vipw", "joe" ->
          operands.forEach(path -> edited(absolute(path)));
      case "sed" -> {
        if (command.flag('i') && operands.size() > 1) {
          operands.subList(1, operands.size()).forEach(path -> edited(absolute(path)));
        }
      }
      case "touch", "curl", "wget" -> {
        String to = command.option(command.program().equals("wget") ? "-O" : "-o");
        if (to != null) {
          wrote(absolute(to), null, false);
        }
      }
      default -> {}
    }
  }

  private void edited(String path) {
    ActKind kind = PersistentFile.kind(path);
    if (kind != null) {
      acts.add(new Act(kind, path, PersistentFile.name(path), null));
    }
  }

  private void wrote(String path, @Nullable ShellCommand before, boolean replaces) {
    ActKind kind = PersistentFile.kind(path);
    if (kind != null) {
      ShellCommand source = command.piped() && before != null ? before : command;
      acts.add(new Act(kind, path, PersistentFile.name(path), PersistentFile.key(source)));
    } else if (replaces && EvasionActs.isLog(path) && EvasionActs.writesNothing(command)) {
      acts.add(Act.path(ActKind.LOG_CLEARED, path));
    } else if (EvasionActs.isHidden(path)) {
      acts.add(Act.path(ActKind.HIDDEN_FILE, path));
    }
    if (DatabaseClientActs.reads(command)) {
      acts.add(new Act(ActKind.STAGED, path, command.program(), null));
    } else if (DatabaseClientActs.dumps(command)) {
      acts.add(Act.path(ActKind.STAGED, path));
    }
  }
}
