package dwell.correlate;

import dwell.correlate.SqlToken.Kind;
import java.util.List;
import java.util.Set;

/** What is equal in statements that differ in their values alone. */
final class SqlFingerprint {
  /** A longer fingerprint is cut: it serves to compare, not to read. */
  static final int MAX_LENGTH = 4_000;

  private static final Set<String> KEYWORDS =
      Set.of(
          "all",
          "alter",
          "and",
          "as",
          "asc",
          "begin",
          "between",
          "by",
          "call",
          "case",
          "commit",
          "copy",
          "create",
          "cross",
          "delete",
          "desc",
          "distinct",
          "drop",
          "else",
          "end",
          "exists",
          "explain",
          "from",
          "full",
          "grant",
          "group",
          "having",
          "in",
          "inner",
          "insert",
          "into",
          "is",
          "join",
          "left",
          "like",
          "limit",
          "lock",
          "not",
          "null",
          "offset",
          "on",
          "or",
          "order",
          "outer",
          "replace",
          "revoke",
          "right",
          "rollback",
          "select",
          "set",
          "show",
          "table",
          "then",
          "to",
          "truncate",
          "union",
          "update",
          "use",
          "using",
          "values",
          "when",
          "where",
          "with");

  private SqlFingerprint() {}

  /**
   * Values become {@code ?}, runs of values one {@code ?}, keywords lower case; names stay as
   * written.
   */
  static String of(List<SqlToken> tokens, boolean mysql) {
    StringBuilder out = new StringBuilder();
    char quote = mysql ? '`' : '"';
    for (int i = 0; i < tokens.size() && out.length() < MAX_LENGTH; i++) {
      SqlToken token = tokens.get(i);
      if (token.value()) {
        i = skipRun(tokens, i);
        append(out, "?");
      } else if (token.kind() == Kind.QUOTED) {
        append(out, quote + token.text() + quote);
      } else if (token.symbol(';') && i == tokens.size() - 1) {
        break;
      } else {
        String lower = token.word();
        append(out, KEYWORDS.contains(lower) ? lower : token.text());
      }
    }
    return out.toString();
  }

  /** The last token of {@code ?, ?, ?} or {@code ?), (?, ?), (?} that begins at {@code i}. */
  private static int skipRun(List<SqlToken> tokens, int i) {
    while (true) {
      if (comma(tokens, i + 1) && value(tokens, i + 2)) {
        i += 2;
      } else if (symbol(tokens, i + 1, ')')
          && comma(tokens, i + 2)
          && symbol(tokens, i + 3, '(')
          && value(tokens, i + 4)) {
        i += 4;
      } else {
        return i;
      }
    }
  }

  private static boolean comma(List<SqlToken> tokens, int i) {
    return symbol(tokens, i, ',');
  }

  private static boolean symbol(List<SqlToken> tokens, int i, char c) {
    return i < tokens.size() && tokens.get(i).symbol(c);
  }

  private static boolean value(List<SqlToken> tokens, int i) {
    return i < tokens.size() && tokens.get(i).value();
  }

  private static void append(StringBuilder out, String text) {
    char first = text.charAt(0);
    if (!out.isEmpty()) {
      char last = out.charAt(out.length() - 1);
      boolean tight =
          last == '('
              || last == '.'
              || first == ')'
              || first == '.'
              || first == ','
              || joins(last, first);
      if (!tight) {
        out.append(' ');
      }
    }
    out.append(text);
  }

  /** Operators of several characters ({@code <=}, {@code ::}) stay together. */
  private static boolean joins(char last, char first) {
    return "<>=!|&:".indexOf(last) >= 0 && "<>=|&:".indexOf(first) >= 0;
  }
}
