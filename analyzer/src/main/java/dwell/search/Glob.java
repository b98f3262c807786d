package dwell.search;

/**
 * A pattern in which {@code *} stands for any text and {@code ?} for any one character; a backslash
 * takes the meaning from the character behind it. Matching takes time linear in the text for each
 * {@code *}.
 */
final class Glob {
  private static final char ANY = '\uE000';
  private static final char ONE = '\uE001';

  private final String pattern;

  private Glob(String pattern) {
    this.pattern = pattern;
  }

  static Glob of(String text) {
    StringBuilder pattern = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        pattern.append(text.charAt(++i));
      } else if (c == '*') {
        pattern.append(ANY);
      } else {
        pattern.append(c == '?' ? ONE : c);
      }
    }
    return new Glob(pattern.toString());
  }

  boolean matches(String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int from = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == ANY) {
        star = p++;
        from = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == ONE || pattern.charAt(p) == text.charAt(t))) {
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
}
