package dwell.correlate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The tables that a statement names, found by its keywords alone: for every statement, also those
 * that no grammar accepts.
 */
final class SqlTables {
  /** A statement that names more tables than this is cut there. */
  static final int MAX_TABLES = 200;

  /** Functions with FROM between their arguments (SQL:2016, 6.32). */
  private static final Set<String> FROM_FUNCTIONS =
      Set.of("extract", "substring", "substr", "trim", "overlay", "position", "mid");

  /** Words between a keyword and the table that it announces. */
  private static final Set<String> FILLERS =
      Set.of(
          "only",
          "lateral",
          "if",
          "not",
          "exists",
          "ignore",
          "low_priority",
          "high_priority",
          "delayed",
          "quick",
          "table",
          "tables",
          "temporary",
          "temp",
          "unlogged",
          "into",
          "concurrently");

  /** Words that can follow a table and are not its alias. */
  private static final Set<String> ENDS =
      Set.of(
          "where",
          "set",
          "values",
          "value",
          "select",
          "on",
          "using",
          "group",
          "order",
          "limit",
          "having",
          "union",
          "left",
          "right",
          "inner",
          "cross",
          "join",
          "natural",
          "full",
          "straight_join",
          "for",
          "into",
          "window",
          "fetch",
          "offset",
          "returning",
          "use",
          "force",
          "ignore",
          "partition",
          "procedure",
          "lock",
          "intersect",
          "except",
          "from",
          "to",
          "default",
          "with",
          "duplicate",
          "when",
          "tablesample",
          "cascade",
          "restrict",
          "restart");

  /**
   * A table as written.
   *
   * @param parts its name, what qualifies it before it
   * @param columns those that COPY lists behind it; empty for other statements
   */
  record Named(List<String> parts, List<String> columns, SqlOperation access) {}

  private final List<SqlToken> tokens;
  private final Map<List<String>, SqlOperation> found = new LinkedHashMap<>();
  private final Set<String> derived;
  private final List<String> open = new ArrayList<>();
  private SqlOperation fromAccess = SqlOperation.READ;

  private SqlTables(List<SqlToken> tokens) {
    this.tokens = tokens;
    this.derived = derivedNames(tokens);
  }

  /** The tables of one statement, in order of first mention, each once with its gravest access. */
  static List<Named> of(List<SqlToken> tokens) {
    SqlTables tables = new SqlTables(tokens);
    tables.scan();
    List<Named> named = new ArrayList<>();
    tables.found.forEach((parts, access) -> named.add(new Named(parts, copied(tokens), access)));
    return named;
  }

  /** The columns of {@code COPY t (a, b) TO …}; {@code *} where it lists none; empty for others. */
  private static List<String> copied(List<SqlToken> tokens) {
    if (!tokens.getFirst().is("copy") || tokens.size() < 2 || tokens.get(1).symbol('(')) {
      return List.of();
    }
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.get(i).is("to") || tokens.get(i).is("from")) {
        return List.of("*");
      }
      if (tokens.get(i).symbol('(')) {
        List<SqlToken> list = tokens.subList(i, closing(tokens, i));
        return list.stream().filter(SqlToken::name).map(SqlToken::text).toList();
      }
    }
    return List.of();
  }

  /** Names that {@code WITH} defines: no tables. */
  static Set<String> derivedNames(List<SqlToken> tokens) {
    Set<String> names = new HashSet<>();
    boolean with = false;
    for (int i = 0; i + 2 < tokens.size(); i++) {
      with |= tokens.get(i).is("with");
      if (!with || !tokens.get(i).name()) {
        continue;
      }
      int j = i + 1;
      if (tokens.get(j).symbol('(')) {
        j = closing(tokens, j) + 1;
      }
      if (word(tokens, j).equals("as")) {
        j++;
        while (word(tokens, j).equals("not") || word(tokens, j).equals("materialized")) {
          j++;
        }
        if (j < tokens.size() && tokens.get(j).symbol('(')) {
          names.add(tokens.get(i).text().toLowerCase(Locale.ROOT));
        }
      }
    }
    return names;
  }

  /**
   * The index of the parenthesis that closes the one at {@code i}; the last index where none does.
   */
  static int closing(List<SqlToken> tokens, int i) {
    int depth = 0;
    for (int j = i; j < tokens.size(); j++) {
      if (tokens.get(j).symbol('(')) {
        depth++;
      } else if (tokens.get(j).symbol(')') && --depth == 0) {
        return j;
      }
    }
    return tokens.size() - 1;
  }

  private void scan() {
    String verb = "";
    for (int i = 0; i < tokens.size() && found.size() < MAX_TABLES; i++) {
      SqlToken token = tokens.get(i);
      if (token.symbol('(')) {
        open.add(word(tokens, i - 1));
      } else if (token.symbol(')') && !open.isEmpty()) {
        open.removeLast();
      }
      String word = token.word();
      if (word.isEmpty() || i > 0 && tokens.get(i - 1).symbol('.')) {
        continue;
      }
      boolean head = verb.isEmpty();
      if (head && !word.equals("with")) {
        verb = word;
      }
      i = announce(word, verb, head, i);
    }
  }

  private int announce(String word, String verb, boolean head, int i) {
    String before = word(tokens, i - 1);
    return switch (word) {
      case "select" -> {
        fromAccess = SqlOperation.READ;
        yield i;
      }
      case "delete" -> {
        fromAccess = SqlOperation.WRITE;
        yield word(tokens, i + 1).equals("from") || before.equals("on") ? i : list(i, fromAccess);
      }
      case "from" -> {
        boolean argument = !open.isEmpty() && FROM_FUNCTIONS.contains(open.getLast());
        boolean revoke = verb.equals("revoke") || verb.equals("copy") || verb.equals("fetch");
        if (argument || before.equals("distinct") || revoke && open.isEmpty()) {
          yield i;
        }
        yield verb.equals("show") ? showFrom(i) : list(i, fromAccess);
      }
      case "join", "straight_join" -> {
        int next = one(i + 1, SqlOperation.READ);
        yield next;
      }
      case "using" ->
          verb.equals("delete") || verb.equals("merge") ? list(i, SqlOperation.READ) : i;
      case "into" -> into(verb, i);
      case "update" -> {
        boolean clause =
            Set.of("for", "on", "key", "no", "then", "or", "after", "before").contains(before);
        yield clause ? i : list(i, SqlOperation.WRITE);
      }
      case "truncate" -> head ? list(i, SqlOperation.WRITE) : i;
      case "replace" ->
          head && !word(tokens, i + 1).equals("into") ? one(i + 1, SqlOperation.WRITE) : i;
      case "insert" ->
          head
                  && !word(tokens, i + 1).equals("into")
                  && tokens.size() > i + 1
                  && !symbol(i + 1, '(')
              ? one(i + 1, SqlOperation.WRITE)
              : i;
      case "copy" -> head ? copy(i) : i;
      case "describe", "desc" -> head ? one(i + 1, SqlOperation.CATALOGUE) : i;
      case "table" -> head ? one(i + 1, SqlOperation.READ) : ddl(verb, i);
      case "view", "sequence", "index", "trigger" ->
          Set.of("create", "alter", "drop").contains(verb) && word.equals("view")
              ? one(i + 1, SqlOperation.SCHEMA)
              : i;
      case "on" -> grantOn(verb, i);
      default -> i;
    };
  }

  private int into(String verb, int i) {
    String next = word(tokens, i + 1);
    if (next.equals("outfile") || next.equals("dumpfile") || next.startsWith("@")) {
      return i;
    }
    if (symbol(i + 1, '@')) {
      return i;
    }
    return verb.equals("load") && !next.equals("table") ? i : one(i + 1, SqlOperation.WRITE);
  }

  private int ddl(String verb, int i) {
    return switch (verb) {
      case "create", "alter", "drop", "rename", "comment" -> list(i, SqlOperation.SCHEMA);
      case "load" -> one(i + 1, SqlOperation.WRITE);
      case "show" -> one(i + 1, SqlOperation.CATALOGUE);
      default -> i;
    };
  }

  /** {@code SHOW COLUMNS FROM t FROM db}; {@code SHOW TABLES FROM db} names no table. */
  private int showFrom(int i) {
    String what = word(tokens, i - 1);
    boolean table = Set.of("columns", "fields", "index", "indexes", "keys").contains(what);
    return table ? one(i + 1, SqlOperation.CATALOGUE) : i;
  }

  private int copy(int i) {
    int to = i + 1;
    if (symbol(to, '(')) {
      return i;
    }
    for (int j = to; j < tokens.size(); j++) {
      if (symbol(j, '(')) {
        j = closing(tokens, j);
      } else if (tokens.get(j).is("to") || tokens.get(j).is("from")) {
        return one(to, tokens.get(j).is("to") ? SqlOperation.READ : SqlOperation.WRITE);
      }
    }
    return one(to, SqlOperation.READ);
  }

  private int grantOn(String verb, int i) {
    if (!verb.equals("grant") && !verb.equals("revoke")) {
      return i;
    }
    String next = word(tokens, i + 1);
    Set<String> others =
        Set.of(
            "all", "schema", "database", "function", "procedure", "sequence", "language", "large");
    return others.contains(next) ? i : list(i, SqlOperation.GRANT);
  }

  /** Tables after the keyword at {@code i}, parted by commas. */
  private int list(int i, SqlOperation access) {
    int at = i;
    while (true) {
      int end = one(at + 1, access);
      if (end <= at) {
        return at;
      }
      int next = end + 1;
      if (word(tokens, next).equals("as")) {
        next++;
      }
      if (next < tokens.size() && tokens.get(next).name() && !ENDS.contains(word(tokens, next))) {
        next++;
      }
      if (!symbol(next, ',')) {
        return end;
      }
      at = next;
    }
  }

  /**
   * The table at {@code i}; gives the index of its last token, or {@code i - 1} where none is
   * there.
   */
  private int one(int i, SqlOperation access) {
    int at = i;
    while (FILLERS.contains(word(tokens, at))) {
      at++;
    }
    if (at >= tokens.size() || !tokens.get(at).name() || ENDS.contains(word(tokens, at))) {
      return i - 1;
    }
    List<String> parts = new ArrayList<>();
    parts.add(tokens.get(at).text());
    while (symbol(at + 1, '.') && at + 2 < tokens.size()) {
      at += 2;
      parts.add(tokens.get(at).text());
    }
    boolean function =
        symbol(at + 1, '(') && access == SqlOperation.READ && !tokens.getFirst().is("copy");
    boolean wildcard = parts.getLast().equals("*");
    boolean derivedName =
        parts.size() == 1 && derived.contains(parts.getFirst().toLowerCase(Locale.ROOT));
    if (!function && !wildcard && !derivedName && !parts.getFirst().startsWith("@")) {
      found.merge(List.copyOf(parts), access, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
    return at;
  }

  private boolean symbol(int i, char c) {
    return i >= 0 && i < tokens.size() && tokens.get(i).symbol(c);
  }

  static String word(List<SqlToken> tokens, int i) {
    return i >= 0 && i < tokens.size() ? tokens.get(i).word() : "";
  }
}
