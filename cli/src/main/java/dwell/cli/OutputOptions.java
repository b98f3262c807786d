package dwell.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How results are written. */
final class OutputOptions {
  /** The forms of output. */
  enum Form {
    table,
    json,
    jsonl,
    csv
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      description =
          "table (for people, the default), json (one document), jsonl (one object a line), csv.")
  Form form = Form.table;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress and no summary on standard error.")
  boolean quiet;

  @Option(names = "--no-color", description = "No colours, whatever the terminal can show.")
  boolean noColor;

  /** The width that tables should fit: that of the terminal, 0 where the output is none. */
  int width() {
    return width(
        System.getenv("COLUMNS"), System.console() != null && System.console().isTerminal());
  }

  /** What {@link #width()} is for a value of COLUMNS. */
  static int width(@Nullable String columns, boolean terminal) {
    if (columns != null && columns.length() <= 4 && columns.chars().allMatch(Character::isDigit)) {
      int width = columns.isEmpty() ? 0 : Integer.parseInt(columns);
      if (width > 0) {
        return Math.max(40, width);
      }
    }
    return terminal ? 120 : 0;
  }

  /** Prints a table in the form that was asked for. */
  void print(Table table, PrintWriter out) {
    switch (form) {
      case table -> table.print(out, width());
      case csv -> table.csv(out);
      case json -> table.json(out, true);
      case jsonl -> table.json(out, false);
    }
    out.flush();
  }
}
