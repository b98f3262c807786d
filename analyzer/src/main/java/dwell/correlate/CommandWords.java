package dwell.correlate;

import dwell.shell.ShellCommand;
import dwell.shell.ShellLexer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which programs a typed line starts, to find it among those that ran.
 *
 * @param programs names without folders, {@code sudo} and {@code su} as such
 * @param words all its words, quotes removed, in order
 */
record CommandWords(Set<String> programs, List<String> words) {

  /** The programs and words of a line. */
  static CommandWords of(String line) {
    Set<String> programs = new HashSet<>();
    List<String> words = new ArrayList<>();
    for (ShellCommand command : ShellLexer.read(line)) {
      if (!command.program().isEmpty()) {
        programs.add(command.program());
        words.add(command.program());
        words.addAll(command.arguments());
      }
      if (command.runAs() != null) {
        programs.add("sudo");
      }
    }
    return new CommandWords(programs, words);
  }

  /** Whether the line does nothing but end the shell. */
  boolean leaves() {
    return programs.size() == 1 && (programs.contains("exit") || programs.contains("logout"));
  }

  /**
   * How well a line fits what ran: 0 not at all; the more, the more words are the same.
   *
   * @param ran the words of what ran
   */
  int fit(CommandWords ran) {
    boolean common = false;
    for (String program : ran.programs) {
      common |= programs.contains(program);
    }
    if (!common) {
      return 0;
    }
    int same = 0;
    for (String word : ran.words) {
      same += words.contains(word) ? 1 : 0;
    }
    // A line that says all of what ran, and nothing else, fits best.
    int exact = same == ran.words.size() ? same == words.size() ? 4 : 2 : 0;
    return 2 + exact + Math.min(same, 6);
  }
}
