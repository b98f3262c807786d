package dwell.cli;

import dwell.export.SafeCsv;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows of text in columns that fit a terminal. A row is wider than the terminal only where even its
 * narrowest form is: the widest column gives way first.
 */
final class Table {
  private static final int NARROWEST = 12;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<String> titles;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these columns; a title may be text from evidence too. */
  Table(String... titles) {
    this.titles = Arrays.stream(titles).map(PlainText::of).toList();
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

  /** Prints the table as CSV that a spreadsheet shows as text. */
  void csv(PrintWriter out) {
    try {
      SafeCsv csv = new SafeCsv(out, titles.stream().map(SafeCsv::guarded).toList());
      for (List<String> row : rows) {
        csv.row(row);
      }
      csv.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prints the table as JSON: an object a row, keyed by the titles, one a line or as one list. */
  void json(PrintWriter out, boolean list) {
    String separator = list ? "[\n" : "";
    for (List<String> row : rows) {
      Map<String, String> object = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        object.put(titles.get(i), row.get(i));
      }
      out.print(separator);
      out.print(JSON.writeValueAsString(object));
      out.print(list ? "" : "\n");
      separator = list ? ",\n" : "";
    }
    if (list) {
      out.print(rows.isEmpty() ? "[]\n" : "\n]\n");
    }
    out.flush();
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
