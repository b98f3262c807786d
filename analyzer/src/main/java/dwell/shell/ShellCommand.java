package dwell.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One simple command of a shell line.
 *
 * @param words the program and its arguments, quotes removed; expansions stand as written
 * @param assignments {@code NAME=value} in front of the program
 * @param redirects in order
 * @param runAs whom sudo, doas or runuser makes it run as; null where none does
 * @param piped whether it reads the output of the command before it
 * @param pipes whether its output goes to the command after it
 */
public record ShellCommand(
    List<String> words,
    List<String> assignments,
    List<Redirect> redirects,
    @Nullable String runAs,
    boolean piped,
    boolean pipes) {
  public ShellCommand {
    words = List.copyOf(words);
    assignments = List.copyOf(assignments);
    redirects = List.copyOf(redirects);
  }

  /**
   * A redirection.
   *
   * @param operator {@code >}, {@code >>}, {@code <}, {@code <<} or {@code <<<}, without the
   *     descriptor
   * @param descriptor as written; -1 where none was
   */
  public record Redirect(String operator, int descriptor, String target) {

    /** Whether the command's normal output goes there. */
    public boolean output() {
      return operator.startsWith(">") && descriptor != 2;
    }
  }

  /** The program's name without its folder; empty where the command has none. */
  public String program() {
    if (words.isEmpty()) {
      return "";
    }
    String word = words.getFirst();
    return word.substring(word.lastIndexOf('/') + 1);
  }

  /** Whether the program is a shell. */
  public boolean shell() {
    return Wrappers.SHELLS.contains(program());
  }

  /** The words after the program. */
  public List<String> arguments() {
    return words.isEmpty() ? words : words.subList(1, words.size());
  }

  /** The arguments that are no options. */
  public List<String> operands() {
    return arguments().stream().filter(word -> !word.startsWith("-")).toList();
  }

  /** Whether one of the arguments is exactly that. */
  public boolean has(String argument) {
    return arguments().contains(argument);
  }

  /** Whether a short option of that letter stands alone or in a cluster. */
  public boolean flag(char letter) {
    for (String word : arguments()) {
      if (word.length() > 1
          && word.charAt(0) == '-'
          && word.charAt(1) != '-'
          && word.indexOf(letter) > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The value of an option: of {@code -x value}, {@code -xvalue}, {@code --long=value}; null
   * without.
   */
  public @Nullable String option(String name) {
    List<String> arguments = arguments();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (word.equals(name)) {
        return i + 1 < arguments.size() ? arguments.get(i + 1) : null;
      }
      if (name.startsWith("--") ? word.startsWith(name + "=") : word.startsWith(name)) {
        return word.substring(name.length() + (name.startsWith("--") ? 1 : 0));
      }
    }
    return null;
  }
}
