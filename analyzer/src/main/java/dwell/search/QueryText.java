package dwell.search;

import dwell.casefile.Network;

/**
 * Makes a query as analysts write it fit for Lucene's syntax, in which {@code /} begins a regular
 * expression and {@code :} ends a field's name: inside an address, a network or a path both are
 * meant as they stand.
 */
final class QueryText {
  private QueryText() {}

  /**
   * The query with what Lucene would misread escaped; quoted parts and brackets stay as they are.
   */
  static String escape(String query) {
    StringBuilder out = new StringBuilder(query.length() + 16);
    int i = 0;
    while (i < query.length()) {
      char c = query.charAt(i);
      if (c == '"') {
        i = copyThrough(query, i, '"', out);
      } else if (c == '[' || c == '{') {
        i = copyRange(query, i, out);
      } else if (separates(c)) {
        out.append(c);
        i++;
      } else {
        int end = i;
        while (end < query.length() && !separates(query.charAt(end)) && query.charAt(end) != '"') {
          if (query.charAt(end) == '\\' && end + 1 < query.length()) {
            end++;
          }
          end++;
          if (end < query.length() && (query.charAt(end) == '[' || query.charAt(end) == '{')) {
            break;
          }
        }
        out.append(word(query.substring(i, end)));
        i = end;
      }
    }
    return out.toString();
  }

  private static boolean separates(char c) {
    return Character.isWhitespace(c) || c == '(' || c == ')';
  }

  private static int copyThrough(String query, int from, char close, StringBuilder out) {
    int i = from + 1;
    while (i < query.length() && query.charAt(i) != close) {
      i += query.charAt(i) == '\\' ? 2 : 1;
    }
    int end = Math.min(query.length(), i + 1);
    out.append(query, from, end);
    return end;
  }

  private static int copyRange(String query, int from, StringBuilder out) {
    int i = from;
    while (i < query.length() && query.charAt(i) != ']' && query.charAt(i) != '}') {
      i++;
    }
    int end = Math.min(query.length(), i + 1);
    out.append(query, from, end);
    return end;
  }

  private static String word(String word) {
    int start = 0;
    while (start < word.length() && "+-!".indexOf(word.charAt(start)) >= 0) {
      start++;
    }
    int colon = fieldEnd(word, start);
    String head = word.substring(0, colon);
    String value = word.substring(colon);
    boolean regex = value.length() > 1 && value.startsWith("/") && value.endsWith("/");
    boolean network = Network.parse(value) != null;
    if (regex && !network) {
      return word;
    }
    StringBuilder out = new StringBuilder(head);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean escaped = i > 0 && value.charAt(i - 1) == '\\';
      if (!escaped
          && (c == '/' || c == ':' && (network || colon > start || i + 1 < value.length()))) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }

  /**
   * Where the value begins: behind {@code name:}, or at {@code start} where the word has no field.
   */
  private static int fieldEnd(String word, int start) {
    if (Network.parse(word.substring(start)) != null) {
      return start;
    }
    int i = start;
    while (i < word.length()
        && (Character.isLetterOrDigit(word.charAt(i)) || "._@".indexOf(word.charAt(i)) >= 0)) {
      i++;
    }
    return i > start && i < word.length() && word.charAt(i) == ':' ? i + 1 : start;
  }
}
