package dwell.shell;

import dwell.shell.ShellCommand.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a shell line into its simple commands (POSIX.1-2017, Shell Command Language, sections 2.2,
 * 2.3, 2.7 and 2.10), as far as it takes to say which programs ran with which arguments and where
 * their output went. Commands in {@code $(…)}, backquotes, {@code sh -c '…'} and behind sudo, env,
 * nohup and their like are given on their own. Nothing is expanded. Any text gives an answer: an
 * open quote ends at the line's end.
 */
public final class ShellLexer {
  /** How deep commands may stand inside of commands; beyond, the text stays a word. */
  private static final int MAX_DEPTH = 8;

  private static final Set<String> RESERVED =
      Set.of(
          "if", "then", "else", "elif", "fi", "do", "done", "while", "until", "for", "{", "}", "!");

  private final String text;
  private final int depth;
  private final List<ShellCommand> out;
  private int at;
  private final List<String> words = new ArrayList<>();
  private final List<Redirect> redirects = new ArrayList<>();
  private final List<String> inner = new ArrayList<>();
  private boolean piped;

  private ShellLexer(String text, int depth, List<ShellCommand> out) {
    this.text = text;
    this.depth = depth;
    this.out = out;
  }

  /** The simple commands of a line, in order; those inside of another right after it. */
  public static List<ShellCommand> read(String line) {
    List<ShellCommand> out = new ArrayList<>();
    new ShellLexer(line, 0, out).run(null);
    return List.copyOf(out);
  }

  private void run(@Nullable String runAs) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t') {
        at++;
      } else if (c == '#') {
        skipComment();
      } else if (c == '|' && !next('|')) {
        at++;
        end(true, runAs);
      } else if (c == '\n'
          || c == ';'
          || c == '|'
          || c == '('
          || c == ')'
          || separatingAmpersand(c)) {
        at += next(c) ? 2 : 1;
        end(false, runAs);
      } else if (!redirect()) {
        words.add(word());
      }
    }
    end(false, runAs);
  }

  private boolean next(char c) {
    return at + 1 < text.length() && text.charAt(at + 1) == c;
  }

  /** {@code &>} and {@code >&1} are redirections, every other {@code &} ends a command. */
  private boolean separatingAmpersand(char c) {
    return c == '&' && !next('>');
  }

  private void skipComment() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private boolean redirect() {
    int i = at;
    while (i < text.length() && Character.isDigit(text.charAt(i))) {
      i++;
    }
    int descriptor = -1;
    if (i > at && i - at < 3) {
      descriptor = Integer.parseInt(text, at, i, 10);
    }
    if (i < text.length() && text.charAt(i) == '&' && i == at) {
      i++;
    }
    if (i >= text.length() || text.charAt(i) != '>' && text.charAt(i) != '<' || i - at > 2) {
      return false;
    }
    char arrow = text.charAt(i);
    int start = i;
    while (i < text.length() && text.charAt(i) == arrow && i - start < 3) {
      i++;
    }
    String operator = text.substring(start, i);
    if (i < text.length() && (text.charAt(i) == '&' || text.charAt(i) == '|')) {
      i++;
    }
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    at = i;
    if (at < text.length() && text.charAt(at) == '(') {
      return true;
    }
    redirects.add(new Redirect(operator, descriptor, word()));
    return true;
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case ' ', '\t', '\n', ';', '|', '&', '<', '>', '(', ')' -> {
          return word.toString();
        }
        case '\'' -> single(word);
        case '"' -> quoted(word);
        case '\\' -> escaped(word);
        case '$', '`' -> expansion(word);
        default -> {
          word.append(c);
          at++;
        }
      }
    }
    return word.toString();
  }

  private void single(StringBuilder word) {
    int end = text.indexOf('\'', at + 1);
    end = end < 0 ? text.length() : end;
    word.append(text, at + 1, end);
    at = Math.min(end + 1, text.length());
  }

  private void quoted(StringBuilder word) {
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c == '\\') {
        escaped(word);
      } else if (c == '$' || c == '`') {
        expansion(word);
      } else {
        word.append(c);
        at++;
      }
    }
    at = Math.min(at + 1, text.length());
  }

  private void escaped(StringBuilder word) {
    at++;
    if (at < text.length()) {
      if (text.charAt(at) != '\n') {
        word.append(text.charAt(at));
      }
      at++;
    }
  }

  private void expansion(StringBuilder word) {
    int start = at;
    if (text.charAt(at) == '`') {
      int end = text.indexOf('`', at + 1);
      end = end < 0 ? text.length() : end;
      inner.add(text.substring(at + 1, end));
      at = Math.min(end + 1, text.length());
    } else if (next('(')) {
      at += 2;
      int open = 1;
      int from = at;
      while (at < text.length() && open > 0) {
        open += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
        at++;
      }
      inner.add(text.substring(from, open == 0 ? at - 1 : at));
    } else {
      at++;
    }
    word.append(text, start, at);
  }

  private void end(boolean pipe, @Nullable String runAs) {
    if (!words.isEmpty() || !redirects.isEmpty()) {
      add(new ArrayList<>(words), runAs, pipe);
    }
    piped = pipe;
    words.clear();
    redirects.clear();
    List<String> nested = List.copyOf(inner);
    inner.clear();
    for (String command : nested) {
      nest(command, runAs);
    }
  }

  private void nest(String command, @Nullable String runAs) {
    if (depth < MAX_DEPTH) {
      new ShellLexer(command, depth + 1, out).run(runAs);
    }
  }

  private void add(List<String> line, @Nullable String runAs, boolean pipe) {
    List<String> assignments = new ArrayList<>();
    String as = runAs;
    while (!line.isEmpty()) {
      String first = line.getFirst();
      if (RESERVED.contains(first)) {
        line.removeFirst();
      } else if (assignment(first)) {
        assignments.add(line.removeFirst());
      } else {
        String program = first.substring(first.lastIndexOf('/') + 1);
        int wrapper = Wrappers.length(program, line);
        if (wrapper == 0 || wrapper >= line.size()) {
          break;
        }
        String target = Wrappers.runAs(program, line.subList(0, wrapper));
        as = target == null ? as : target;
        line.subList(0, wrapper).clear();
      }
    }
    ShellCommand command = new ShellCommand(line, assignments, redirects, as, piped, pipe);
    out.add(command);
    String script = Wrappers.script(command);
    if (script != null) {
      nest(script, as);
    }
  }

  private static boolean assignment(String word) {
    int equals = word.indexOf('=');
    if (equals <= 0 || Character.isDigit(word.charAt(0))) {
      return false;
    }
    for (int i = 0; i < equals; i++) {
      char c = word.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '_') {
        return false;
      }
    }
    return true;
  }
}
