package dwell.sigma;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many instructions a regular expression compiles to, about: repetitions with a count are
 * written out, and those inside of others multiply, so that a short text may stand for a program
 * larger than memory.
 */
final class ExpressionSize {
  /** Groups that are open: what is before them, the one innermost first. */
  private final Deque<Long> before = new ArrayDeque<>();

  private final String text;
  private long whole;
  private long last;
  private int at;

  private ExpressionSize(String text) {
    this.text = text;
  }

  /** The size; {@link Integer#MAX_VALUE} for anything larger. */
  static int of(String text) {
    return new ExpressionSize(text).size();
  }

  private int size() {
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '\\' -> atom(Math.min(2, text.length() - at));
        case '[' -> atom(classLength());
        case '(' -> {
          before.push(whole);
          whole = 1;
          last = 0;
          at++;
        }
        case ')' -> close();
        case '{' -> repeat();
        default -> atom(1);
      }
    }
    while (!before.isEmpty()) {
      close();
    }
    return (int) Math.min(Integer.MAX_VALUE, whole);
  }

  private void atom(int length) {
    last = 1;
    add();
    at += length;
  }

  private void close() {
    last = whole;
    whole = before.isEmpty() ? 0 : before.pop();
    add();
    at++;
  }

  private void add() {
    whole = Math.min(Integer.MAX_VALUE, whole + last);
  }

  private int classLength() {
    int end = at + 1;
    if (end < text.length() && text.charAt(end) == '^') {
      end++;
    }
    // The first bracket in it is plain.
    end++;
    while (end < text.length() && text.charAt(end) != ']') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), end + 1) - at;
  }

  /** A count behind an atom; any other brace is plain. */
  private void repeat() {
    int end = at + 1;
    long most = 0;
    long number = 0;
    while (end < text.length()
        && (Character.isDigit(text.charAt(end)) || text.charAt(end) == ',')) {
      char c = text.charAt(end++);
      number = c == ',' ? 0 : Math.min(Integer.MAX_VALUE, number * 10 + Character.digit(c, 10));
      most = Math.max(most, number);
    }
    if (end == at + 1 || end == text.length() || text.charAt(end) != '}') {
      atom(1);
      return;
    }
    long times = Math.max(1, most);
    whole = Math.min(Integer.MAX_VALUE, whole - last + Math.min(Integer.MAX_VALUE, last * times));
    last = Math.min(Integer.MAX_VALUE, last * times);
    at = end + 1;
  }
}
