package dwell.correlate;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A value that somebody sent to an application, held against a statement that it is part of. */
public final class SqlValue {
  /** Words that a value has no business to bring into a statement. */
  private static final Set<String> FOREIGN =
      Set.of(
          "select",
          "union",
          "sleep",
          "pg_sleep",
          "benchmark",
          "load_file",
          "outfile",
          "dumpfile",
          "insert",
          "update",
          "delete",
          "drop",
          "copy",
          "extractvalue",
          "updatexml",
          "or",
          "and");

  /** What joins conditions: no news where the application asked for a condition. */
  private static final Set<String> JOINING = Set.of("or", "and");

  /** Words behind which a whole condition stands. */
  private static final Set<String> ASKING = Set.of("where", "having", "on", "and", "or", "not");

  private SqlValue() {}

  /** Whether a value has the form of a part of a statement; quick, for all that is asked. */
  public static boolean suspect(String value) {
    if (value.length() < 6) {
      return false;
    }
    String lower = value.toLowerCase(Locale.ROOT);
    return FOREIGN.stream().anyMatch(lower::contains);
  }

  /**
   * Whether the statement was given the value as it stands and took its words for SQL: they lie
   * outside of the literals of the statement. An escaped value, or one in quotes that it does not
   * end, is data and none. A statement that begins with the value was typed by somebody who may
   * type statements; and an application that puts the value where a whole condition belongs asked
   * for one, so that conditions joined by {@code and} and {@code or} are what it wanted.
   *
   * @param system as in {@code db.system.name}
   */
  public static boolean took(String statement, String value, String system) {
    int at = statement.indexOf(value);
    if (at <= 0 || statement.substring(0, at).isBlank()) {
      return false;
    }
    boolean mysql = !system.equals("postgresql");
    String before = statement.substring(0, at);
    boolean asked = asked(before, mysql);
    return words(statement, mysql, asked)
        > words(before + statement.substring(at + value.length()), mysql, asked);
  }

  private static boolean asked(String before, boolean mysql) {
    List<SqlToken> tokens = SqlLexer.tokens(before, mysql);
    return !tokens.isEmpty() && ASKING.contains(tokens.getLast().word());
  }

  private static long words(String statement, boolean mysql, boolean asked) {
    return SqlLexer.tokens(statement, mysql).stream()
        .map(SqlToken::word)
        .filter(word -> FOREIGN.contains(word) && !(asked && JOINING.contains(word)))
        .count();
  }
}
