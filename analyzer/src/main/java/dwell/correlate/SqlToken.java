package dwell.correlate;

import java.util.Locale;

/**
 * A token of a statement.
 *
 * @param text a word as written, an identifier or string without quotes and escapes, a number or
 *     symbol as written
 */
record SqlToken(Kind kind, String text) {
  enum Kind {
    WORD,
    /** An identifier in quotes. */
    QUOTED,
    STRING,
    NUMBER,
    /** A place for a value: {@code ?}, {@code $1}, {@code :name}. */
    PARAMETER,
    SYMBOL
  }

  /** Whether it is that word; {@code lower} in lower case. */
  boolean is(String lower) {
    return kind == Kind.WORD && text.equalsIgnoreCase(lower);
  }

  boolean symbol(char c) {
    return kind == Kind.SYMBOL && text.length() == 1 && text.charAt(0) == c;
  }

  /** Whether it can name something. */
  boolean name() {
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }

  /** A word in lower case; anything else is empty. */
  String word() {
    return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : "";
  }

  /** Whether it stands for a value of the statement. */
  boolean value() {
    return kind == Kind.STRING || kind == Kind.NUMBER || kind == Kind.PARAMETER;
  }
}
