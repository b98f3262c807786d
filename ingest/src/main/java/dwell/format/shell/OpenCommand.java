package dwell.format.shell;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Whether a shell would wait for more: fed line by line, it follows quotes, here-documents,
 * parentheses, braces, the compound commands ({@code if … fi}) and lines that go on.
 *
 * <p>Bash puts the stamp of a command in front of its first line and nothing behind its last. A
 * session that kept no stamps leaves its commands behind one that did, and only the grammar tells
 * them from further lines of the stamped command.
 */
final class OpenCommand {
  private int quote;
  private int parentheses;
  private int depth;
  private boolean goesOn;
  private final byte[] delimiter = new byte[256];
  private int delimiterLength = -1;
  private boolean tabs;
  private boolean commandPosition = true;

  void reset() {
    quote = 0;
    parentheses = 0;
    depth = 0;
    goesOn = false;
    delimiterLength = -1;
    commandPosition = true;
  }

  /** Whether the command so far is not complete. */
  boolean open() {
    return quote != 0 || parentheses > 0 || depth > 0 || goesOn || delimiterLength >= 0;
  }

  /** Takes the next line, without its line's end. */
  void feed(byte[] b, int from, int to) {
    if (delimiterLength >= 0 && quote == 0) {
      int start = from;
      while (tabs && start < to && b[start] == '\t') {
        start++;
      }
      if (Arrays.equals(b, start, to, delimiter, 0, delimiterLength)) {
        delimiterLength = -1;
      }
      return;
    }
    goesOn = false;
    commandPosition = quote == 0;
    int at = from;
    while (at < to) {
      at = quote == 0 ? plain(b, at, to) : quoted(b, at, to);
    }
    goesOn |= quote == 0 && ends(b, from, to);
  }

  private int quoted(byte[] b, int at, int to) {
    if (b[at] == '\\' && quote == '"') {
      return at + 2;
    }
    if (b[at] == quote) {
      quote = 0;
    }
    return at + 1;
  }

  private int plain(byte[] b, int at, int to) {
    byte c = b[at];
    switch (c) {
      case '\\' -> {
        goesOn |= at + 1 == to;
        return at + 2;
      }
      case '\'', '"' -> quote = c;
      case '(' -> {
        parentheses++;
        commandPosition = true;
      }
      // The pattern of a case is closed by a parenthesis that nothing opened.
      case ')' -> parentheses = Math.max(0, parentheses - 1);
      case ';', '&', '|' -> commandPosition = true;
      case ' ', '\t' -> {
        // Between words nothing changes.
      }
      case '#' -> {
        return wordStart(b, at) ? to : at + 1;
      }
      case '<' -> {
        return hereDocument(b, at, to);
      }
      default -> {
        return word(b, at, to);
      }
    }
    return at + 1;
  }

  private static boolean wordStart(byte[] b, int at) {
    return at == 0
        || b[at - 1] == ' '
        || b[at - 1] == '\t'
        || b[at - 1] == ';'
        || b[at - 1] == '\n';
  }

  private int hereDocument(byte[] b, int at, int to) {
    if (at + 1 >= to || b[at + 1] != '<') {
      return at + 1;
    }
    if (at + 2 < to && b[at + 2] == '<') {
      return at + 3;
    }
    int i = at + 2;
    tabs = i < to && b[i] == '-';
    if (tabs) {
      i++;
    }
    while (i < to && b[i] == ' ') {
      i++;
    }
    int length = 0;
    while (i < to && " \t;&|()<>".indexOf(b[i]) < 0 && length < delimiter.length) {
      if (b[i] != '\'' && b[i] != '"' && b[i] != '\\') {
        delimiter[length++] = b[i];
      }
      i++;
    }
    delimiterLength = length > 0 ? length : delimiterLength;
    return Math.max(i, at + 2);
  }

  private int word(byte[] b, int from, int to) {
    int end = from;
    while (end < to && " \t;&|()<>'\"\\".indexOf(b[end]) < 0) {
      end++;
    }
    if (end == from) {
      return from + 1;
    }
    if (commandPosition) {
      commandPosition = keyword(b, from, end);
    }
    return end;
  }

  /** Follows a reserved word; answers whether a command may stand behind it. */
  private boolean keyword(byte[] b, int from, int to) {
    String word = to - from > 6 ? "" : new String(b, from, to - from, StandardCharsets.ISO_8859_1);
    switch (word) {
      case "if", "while", "until", "{" -> depth++;
      case "for", "select", "case" -> {
        depth++;
        return false;
      }
      case "fi", "done", "esac", "}" -> depth = Math.max(0, depth - 1);
      case "then", "do", "else", "elif", "!", "time" -> {
        // A command stands behind them.
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Whether the line ends in an operator that needs another command. */
  private static boolean ends(byte[] b, int from, int to) {
    int end = to;
    while (end > from && (b[end - 1] == ' ' || b[end - 1] == '\t')) {
      end--;
    }
    return end > from
        && (b[end - 1] == '|' || end - 1 > from && b[end - 1] == '&' && b[end - 2] == '&');
  }
}
