package dwell.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of text in columns that fit a terminal. A row is wider than the terminal only where even its
 * narrowest form is: the widest column gives way first.
 */
final class Table {
  private static final int NARROWEST = 12;

  private final List<String> titles;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... titles) {
    this.titles = List.of(titles);
  }

  /** Adds a row; each cell may be text from evidence. */
  Table row(Object... cells) {
    if (cells.length != titles.size()) {
      throw new IllegalArgumentException("a row of " + cells.length + " cells for " + titles);
    }
    rows.add(Arrays.stream(cells).map(c -> PlainText.of(String.valueOf(c))).toList());
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * Prints the table.
   *
   * @param width columns of the terminal; 0 for no limit
   */
  void print(PrintWriter out, int width) {
    int[] widths = new int[titles.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = titles.get(i).length();
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    if (width > 0) {
      shrink(widths, width);
    }
    print(out, titles, widths);
    rows.forEach(row -> print(out, row, widths));
  }

  private static void shrink(int[] widths, int width) {
    int total = Arrays.stream(widths).sum() + 2 * (widths.length - 1);
    while (total > width) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        if (widths[i] > widths[widest]) {
          widest = i;
        }
      }
      if (widths[widest] <= NARROWEST) {
        return;
      }
      widths[widest]--;
      total--;
    }
  }

  private static void print(PrintWriter out, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = PlainText.cut(cells.get(i), widths[i]);
      line.append(cell);
      if (i + 1 < widths.length) {
        line.append(" ".repeat(widths[i] - cell.length() + 2));
      }
    }
    out.println(line.toString().stripTrailing());
  }
}
