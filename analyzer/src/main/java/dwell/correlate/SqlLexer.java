package dwell.correlate;

import dwell.correlate.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts a statement into tokens as the server's own scanner would. Never fails: what is not closed
 * reaches to the end.
 *
 * <p>MySQL and MariaDB (sql/sql_lex.cc): backslash escapes in strings, {@code "} quotes a string,
 * {@code `} an identifier, {@code #} begins a comment, {@code --} only before a blank; {@code
 * /*!50000 …} and MariaDB's {@code /*M!100000 …} are comments to others and code to them, and are
 * read as code. PostgreSQL (src/backend/parser/scan.l): {@code "} quotes an identifier, dollar
 * quotes, backslash escapes only in {@code E'…'}, comments nest.
 */
final class SqlLexer {
  /** A statement is looked at up to this many tokens; a longer one is a bulk insert. */
  static final int MAX_TOKENS = 20_000;

  private final String sql;
  private final boolean mysql;
  private final List<SqlToken> tokens = new ArrayList<>();
  private int at;
  private boolean executable;

  private SqlLexer(String sql, boolean mysql) {
    this.sql = sql;
    this.mysql = mysql;
  }

  /**
   * The tokens of {@code sql}, comments left out.
   *
   * @param mysql whether MySQL's rules hold, else PostgreSQL's
   */
  static List<SqlToken> tokens(String sql, boolean mysql) {
    SqlLexer lexer = new SqlLexer(sql, mysql);
    while (lexer.at < sql.length() && lexer.tokens.size() < MAX_TOKENS) {
      lexer.next();
    }
    return lexer.tokens;
  }

  private void next() {
    char c = sql.charAt(at);
    if (c <= ' ') {
      at++;
    } else if (c == '/' && peek(1) == '*') {
      comment();
    } else if (executable && c == '*' && peek(1) == '/') {
      executable = false;
      at += 2;
    } else if (c == '-' && peek(1) == '-' && (!mysql || peek(2) <= ' ') || mysql && c == '#') {
      int end = sql.indexOf('\n', at);
      at = end < 0 ? sql.length() : end;
    } else if (c == '\'' || mysql && c == '"') {
      string(c, mysql);
    } else if (c == '`' && mysql || c == '"') {
      quoted(c);
    } else if (c == '$' && !mysql) {
      dollar();
    } else if (isDigit(c) || c == '.' && isDigit(peek(1))) {
      number();
    } else if (isWord(c) || c == '@') {
      word();
    } else if (c == '?' || c == ':' && isWord(peek(1)) && !colonBefore()) {
      int from = at++;
      while (c == ':' && at < sql.length() && isWord(sql.charAt(at))) {
        at++;
      }
      add(Kind.PARAMETER, sql.substring(from, at));
    } else {
      add(Kind.SYMBOL, String.valueOf(c));
      at++;
    }
  }

  private boolean colonBefore() {
    return at > 0 && sql.charAt(at - 1) == ':';
  }

  private void comment() {
    int mark = at + 2;
    if (mysql && (peek(2) == '!' || peek(2) == 'M' && peek(3) == '!')) {
      at = mark + (peek(2) == '!' ? 1 : 2);
      while (at < sql.length() && isDigit(sql.charAt(at))) {
        at++;
      }
      executable = true;
      return;
    }
    int depth = 1;
    int i = mark;
    while (i < sql.length() && depth > 0) {
      char c = sql.charAt(i);
      char d = i + 1 < sql.length() ? sql.charAt(i + 1) : 0;
      if (c == '*' && d == '/') {
        depth--;
        i += 2;
      } else if (!mysql && c == '/' && d == '*') {
        depth++;
        i += 2;
      } else {
        i++;
      }
    }
    at = i;
  }

  private void string(char quote, boolean backslash) {
    StringBuilder text = new StringBuilder();
    int i = at + 1;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (backslash && c == '\\' && i + 1 < sql.length()) {
        text.append(sql.charAt(i + 1));
        i += 2;
      } else if (c == quote) {
        if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
          text.append(c);
          i += 2;
        } else {
          i++;
          break;
        }
      } else {
        text.append(c);
        i++;
      }
    }
    at = i;
    add(Kind.STRING, text.toString());
  }

  private void quoted(char quote) {
    string(quote, false);
    SqlToken last = tokens.removeLast();
    add(Kind.QUOTED, last.text());
  }

  private void dollar() {
    int i = at + 1;
    if (isDigit(peek(1))) {
      while (i < sql.length() && isDigit(sql.charAt(i))) {
        i++;
      }
      add(Kind.PARAMETER, sql.substring(at, i));
      at = i;
      return;
    }
    while (i < sql.length() && isWord(sql.charAt(i)) && sql.charAt(i) != '$') {
      i++;
    }
    if (i == sql.length() || sql.charAt(i) != '$') {
      add(Kind.SYMBOL, "$");
      at++;
      return;
    }
    String tag = sql.substring(at, i + 1);
    int end = sql.indexOf(tag, i + 1);
    add(Kind.STRING, sql.substring(i + 1, end < 0 ? sql.length() : end));
    at = end < 0 ? sql.length() : end + tag.length();
  }

  private void number() {
    int from = at;
    while (at < sql.length()
        && (isWord(sql.charAt(at))
            || sql.charAt(at) == '.'
            || (sql.charAt(at) == '-' || sql.charAt(at) == '+') && exponent(from))) {
      at++;
    }
    add(Kind.NUMBER, sql.substring(from, at));
  }

  private boolean exponent(int from) {
    char before = sql.charAt(at - 1);
    return (before == 'e' || before == 'E')
        && !(peekAt(from) == '0' && (peekAt(from + 1) == 'x' || peekAt(from + 1) == 'X'))
        && isDigit(peek(1));
  }

  private void word() {
    int from = at++;
    while (at < sql.length() && (isWord(sql.charAt(at)) || sql.charAt(at) == '@')) {
      at++;
    }
    // E'…', B'…', X'…', N'…', _utf8'…' are strings with a mark in front.
    if (at < sql.length()
        && sql.charAt(at) == '\''
        && (at - from == 1 && isWord(sql.charAt(from)) || sql.charAt(from) == '_')) {
      char mark = sql.charAt(from);
      string('\'', mysql || mark == 'E' || mark == 'e');
      return;
    }
    add(Kind.WORD, sql.substring(from, at));
  }

  private void add(Kind kind, String text) {
    tokens.add(new SqlToken(kind, text));
  }

  private char peek(int ahead) {
    return peekAt(at + ahead);
  }

  private char peekAt(int index) {
    return index < sql.length() ? sql.charAt(index) : 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || isDigit(c)
        || c == '_'
        || c == '$'
        || c > 127;
  }
}
