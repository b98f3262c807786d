package dwell.shell;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Programs that run another program, named by their arguments. */
final class Wrappers {
  /** Each with those of its options that take a word of their own: from its manual page. */
  private static final Map<String, Set<String>> OPTIONS =
      Map.ofEntries(
          Map.entry(
              "sudo",
              Set.of("-u", "-g", "-h", "-p", "-C", "-D", "-R", "-T", "-U", "-r", "-t", "--user")),
          Map.entry("doas", Set.of("-u", "-C")),
          Map.entry("runuser", Set.of("-u", "-g", "-G")),
          Map.entry("env", Set.of("-u", "-C", "-S")),
          Map.entry("nohup", Set.of()),
          Map.entry("setsid", Set.of()),
          Map.entry("exec", Set.of("-a")),
          Map.entry("command", Set.of()),
          Map.entry("builtin", Set.of()),
          Map.entry("time", Set.of("-f", "-o")),
          Map.entry("nice", Set.of("-n")),
          Map.entry("ionice", Set.of("-c", "-n")),
          Map.entry("timeout", Set.of("-k", "-s")),
          Map.entry("stdbuf", Set.of("-i", "-o", "-e")),
          Map.entry("xargs", Set.of("-I", "-n", "-P", "-L", "-d", "-a", "-s")));

  static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh", "ash", "fish");

  private Wrappers() {}

  /** How many words the wrapper takes: 0 where the program is none or runs no other. */
  static int length(String program, List<String> line) {
    Set<String> valued = OPTIONS.get(program);
    if (valued == null || program.equals("runuser") && !line.contains("-u")) {
      return 0;
    }
    int i = 1;
    while (i < line.size()) {
      String word = line.get(i);
      boolean setting = program.equals("env") && word.indexOf('=') > 0;
      if (word.equals("--")) {
        return i + 1;
      }
      if (!word.startsWith("-") && !setting) {
        break;
      }
      i += valued.contains(word) ? 2 : 1;
    }
    return program.equals("timeout") ? i + 1 : i;
  }

  /**
   * Whom the wrapper runs it as; root where sudo, doas or runuser names nobody, null for others.
   */
  static @Nullable String runAs(String program, List<String> words) {
    if (!Set.of("sudo", "doas", "runuser").contains(program)) {
      return null;
    }
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if ((word.equals("-u") || word.equals("--user")) && i + 1 < words.size()) {
        return words.get(i + 1);
      }
      if (word.startsWith("--user=")) {
        return word.substring("--user=".length());
      }
    }
    return "root";
  }

  /**
   * The script of {@code sh -c 'script'}, {@code su -c 'script'} or {@code eval}; null for others.
   */
  static @Nullable String script(ShellCommand command) {
    String program = command.program();
    if (program.equals("eval")) {
      return String.join(" ", command.arguments());
    }
    if (!SHELLS.contains(program) && !program.equals("su") && !program.equals("runuser")) {
      return null;
    }
    List<String> arguments = command.arguments();
    for (int i = 0; i + 1 < arguments.size(); i++) {
      String word = arguments.get(i);
      if (word.equals("--command")
          || word.startsWith("-") && !word.startsWith("--") && word.endsWith("c")) {
        return arguments.get(i + 1);
      }
    }
    return null;
  }
}
