package dwell.sigma;

import java.util.Locale;

/**
 * A text with Sigma's wildcards (Sigma rules specification, String Wildcard and Escaping): {@code
 * *} stands for any text, {@code ?} for one character; a backslash takes their meaning from them,
 * and from a backslash in front of them or of another one. Matching takes time linear in the text
 * for each {@code *}.
 */
final class TextPattern {
  /** Stand for the wildcards inside; characters of the private use area, which no rule needs. */
  static final char ANY = '\uE000';

  static final char ONE = '\uE001';

  /** A dash of any kind, for the modifier {@code windash}. */
  static final char DASH = '\uE002';

  private static final String DASHES = "-/\u2013\u2014\u2015";

  private final String pattern;
  private final boolean cased;

  /** What stands between wildcards at both ends, and whether it has no other. */
  private final String literal;

  private final boolean plain;
  private final boolean openStart;
  private final boolean openEnd;

  /**
   * @param pattern with {@link #ANY}, {@link #ONE} and {@link #DASH} in it
   * @param cased whether letters must be in the case of the pattern
   */
  TextPattern(String pattern, boolean cased) {
    this.pattern = cased ? pattern : pattern.toLowerCase(Locale.ROOT);
    this.cased = cased;
    int from = 0;
    int to = this.pattern.length();
    while (from < to && this.pattern.charAt(from) == ANY) {
      from++;
    }
    while (to > from && this.pattern.charAt(to - 1) == ANY) {
      to--;
    }
    openStart = from > 0;
    openEnd = to < this.pattern.length();
    literal = this.pattern.substring(from, to);
    plain = literal.chars().noneMatch(c -> c == ANY || c == ONE || c == DASH);
  }

  /** The inner form of a rule's text: wildcards as {@link #ANY} and {@link #ONE}. */
  static String parse(String text) {
    StringBuilder pattern = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (c >= ANY && c <= DASH) {
        throw new RuleException("characters of the private use area");
      }
      if (c == '\\' && (next == '*' || next == '?' || next == '\\')) {
        pattern.append(next);
        i++;
      } else {
        pattern.append(c == '*' ? ANY : c == '?' ? ONE : c);
      }
    }
    return pattern.toString();
  }

  /** Whether a form made by {@link #parse} has a wildcard. */
  static boolean wild(String form) {
    return form.indexOf(ANY) >= 0 || form.indexOf(ONE) >= 0;
  }

  boolean cased() {
    return cased;
  }

  /**
   * Whether the whole text fits.
   *
   * @param text in lower case where the pattern is not {@link #cased}
   */
  boolean matches(String text) {
    if (!plain) {
      return glob(text);
    }
    if (openStart) {
      return openEnd ? text.contains(literal) : text.endsWith(literal);
    }
    return openEnd ? text.startsWith(literal) : text.equals(literal);
  }

  private boolean glob(String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int from = 0;
    while (t < text.length()) {
      char want = p < pattern.length() ? pattern.charAt(p) : 0;
      if (p < pattern.length() && want == ANY) {
        star = p++;
        from = t;
      } else if (p < pattern.length() && fits(want, text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++from;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == ANY) {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean fits(char want, char c) {
    return want == ONE || want == c || want == DASH && DASHES.indexOf(c) >= 0;
  }
}
