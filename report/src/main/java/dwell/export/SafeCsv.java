package dwell.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * CSV (RFC 4180) that a spreadsheet shows as text: a cell that would begin a formula gets an
 * apostrophe in front, as OWASP's page on CSV injection advises. Cells are of one line.
 */
public final class SafeCsv {
  private final CSVPrinter printer;

  /** A cell whose text is a form's own, and is written as the form has it. */
  record Own(String text) {}

  /** Writes the header at once. */
  public SafeCsv(Writer out, List<String> header) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();
    printer = new CSVPrinter(out, format);
    printer.printRecord(header);
  }

  /** Writes a row; null is an empty cell. Numbers are written as they are. */
  public void row(List<? extends @Nullable Object> cells) throws IOException {
    for (Object cell : cells) {
      printer.print(
          switch (cell) {
            case null -> null;
            case String text -> guarded(ExportText.line(text));
            case Own(String text) -> text;
            default -> cell;
          });
    }
    printer.println();
  }

  /** Hands on what is still held back; does not close. */
  public void end() throws IOException {
    printer.flush();
  }

  /** The text, with an apostrophe in front where a spreadsheet would take it for a formula. */
  public static String guarded(String text) {
    // A dash alone, which some forms have for "nothing", is no formula.
    boolean formula = !text.isEmpty() && !text.equals("-") && beginsFormula(text.charAt(0));
    return formula ? "'" + text : text;
  }

  /**
   * Tabs and returns are skipped by spreadsheets; the wide forms are taken like the narrow ones.
   */
  private static boolean beginsFormula(char first) {
    return switch (first) {
      case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠' -> true;
      default -> false;
    };
  }
}
