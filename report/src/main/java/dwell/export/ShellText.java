package dwell.export;

import dwell.chart.VisibleText;

/** Text from evidence within commands for a POSIX shell. */
final class ShellText {
  private ShellText() {}

  /**
   * One word of a shell, whatever is in the text. Characters that do not show are in it as they
   * are: {@link #shows} tells whether a reader would see all of the word.
   */
  static String word(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Whether every character of the text can be seen, and none turns the direction of writing. */
  static boolean shows(String text) {
    return comment(text).equals(text);
  }

  /** The text for a comment: on one line, with marks for what does not show. */
  static String comment(String text) {
    return VisibleText.of(text).replace('\n', '␊').replace('\t', '␉');
  }

  /** A literal of SQL in which a backslash may be an escape (MySQL, MariaDB) or not. */
  static String sqlText(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /** A quoted identifier of standard SQL. */
  static String sqlName(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
