package dwell.correlate;

import dwell.correlate.SqlToken.Kind;
import java.util.List;
import java.util.Set;

/**
 * What keeps a statement from reading its tables whole, as far as its text says.
 *
 * @param atMost rows that {@code LIMIT n}, {@code LIMIT offset, n} or {@code FETCH FIRST n ROWS} of
 *     the outermost select allows; -1 without
 * @param skipped rows that {@code OFFSET} leaves out before; 0 without, -1 where no number says
 * @param conditional whether a {@code WHERE} asks something of the rows; {@code WHERE 1=1} does not
 * @param resumes whether its one condition goes on behind a value of what the rows are ordered by:
 *     a page of a whole table
 */
public record SqlBounds(long atMost, long skipped, boolean conditional, boolean resumes) {
  /** Nothing keeps it. */
  static final SqlBounds NONE = new SqlBounds(-1, 0, false, false);

  /** Words of a condition that ask for no column. */
  private static final Set<String> CONSTANT =
      Set.of("and", "or", "not", "true", "false", "null", "is", "like", "in", "between");

  private static final Set<String> AFTER_WHERE =
      Set.of("group", "order", "limit", "having", "union", "offset", "fetch", "into", "for");

  static SqlBounds of(List<SqlToken> tokens) {
    int depth = 0;
    long limit = -1;
    long skipped = 0;
    boolean conditional = false;
    boolean resumes = false;
    for (int i = 0; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      depth += token.symbol('(') ? 1 : token.symbol(')') ? -1 : 0;
      if (token.is("where")) {
        conditional |= asks(tokens, i + 1);
        resumes |= depth == 0 && resumes(tokens, i + 1);
      }
      if (depth > 0 || i + 1 == tokens.size()) {
        continue;
      }
      if (token.is("limit")) {
        boolean both = i + 3 < tokens.size() && tokens.get(i + 2).symbol(',');
        limit = number(tokens.get(both ? i + 3 : i + 1));
        skipped = both ? number(tokens.get(i + 1)) : skipped;
      } else if (token.is("offset")) {
        skipped = number(tokens.get(i + 1));
      } else if (token.is("fetch") && i + 2 < tokens.size()) {
        boolean first = tokens.get(i + 1).is("first") || tokens.get(i + 1).is("next");
        SqlToken count = tokens.get(i + 2);
        limit = first ? count.is("row") ? 1 : number(count) : limit;
      }
    }
    return new SqlBounds(limit, skipped, conditional, resumes);
  }

  /** The bounds of two statements sent as one. */
  SqlBounds and(SqlBounds other) {
    return new SqlBounds(
        atMost < 0 || other.atMost < 0 ? -1 : atMost + other.atMost,
        Math.max(skipped, other.skipped),
        conditional && other.conditional,
        resumes && other.resumes);
  }

  /** The same with another number of rows. */
  SqlBounds atMost(long rows) {
    return new SqlBounds(rows, skipped, conditional, resumes);
  }

  /** Whether a condition that begins at {@code i} names anything of the rows. */
  private static boolean asks(List<SqlToken> tokens, int i) {
    int depth = 0;
    for (int at = i; at < tokens.size() && depth >= 0; at++) {
      SqlToken token = tokens.get(at);
      depth += token.symbol('(') ? 1 : token.symbol(')') ? -1 : 0;
      if (depth == 0 && AFTER_WHERE.contains(token.word())) {
        return false;
      }
      if (token.name() && !CONSTANT.contains(token.word())) {
        return true;
      }
    }
    return false;
  }

  /** {@code column > value ORDER BY column}, and no other condition. */
  private static boolean resumes(List<SqlToken> tokens, int i) {
    int at = i;
    while (at + 2 < tokens.size() && tokens.get(at).name() && tokens.get(at + 1).symbol('.')) {
      at += 2;
    }
    int column = at++;
    String sign = at < tokens.size() ? tokens.get(at).text() : "";
    boolean beyond = sign.startsWith(">") || sign.startsWith("<") && !sign.equals("<>");
    at += at + 1 < tokens.size() && tokens.get(at + 1).symbol('=') ? 2 : 1;
    if (!beyond || at >= tokens.size() || !tokens.get(at).value()) {
      return false;
    }
    int order = at + 1;
    if (order + 2 >= tokens.size()
        || !tokens.get(order).is("order")
        || !tokens.get(order + 1).is("by")) {
      return false;
    }
    int by = order + 2;
    while (by + 2 < tokens.size() && tokens.get(by + 1).symbol('.')) {
      by += 2;
    }
    return tokens.get(by).text().equalsIgnoreCase(tokens.get(column).text());
  }

  private static long number(SqlToken token) {
    if (token.kind() != Kind.NUMBER || token.text().length() > 18) {
      return -1;
    }
    for (int i = 0; i < token.text().length(); i++) {
      if (!Character.isDigit(token.text().charAt(i))) {
        return -1;
      }
    }
    return Long.parseLong(token.text());
  }
}
