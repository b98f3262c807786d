package dwell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
  private static String print(Table table, int width) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    table.print(writer, width);
    writer.flush();
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void linesColumnsUp() {
    assertThat(print(new Table("user", "n").row("kim", 3).row("alexandra", 12), 0))
        .isEqualTo("user       n\nkim        3\nalexandra  12\n");
  }

  @Test
  void fitsTheTerminalByCuttingTheWidestColumn() {
    String printed = print(new Table("time", "text").row("12:00", "x".repeat(200)), 40);
    assertThat(printed.lines()).allMatch(line -> line.length() <= 40);
    assertThat(printed).contains("12:00  xxx").contains("…");
  }

  @Test
  void showsWhatCouldMoveTheCursorAsCodePoints() {
    String printed = print(new Table("user").row("a\u001b[31mb\u202Ec\nd\u0000"), 0);
    assertThat(printed).contains("a\\u{1b}[31mb\\u{202e}c\\nd\\u{0}");
    assertThat(printed.lines()).hasSize(2);
  }

  @Test
  void csvHoldsNoFormula() {
    StringWriter out = new StringWriter();
    new Table("user", "=n")
        .row("=cmd|' /C calc'!A0", "a,\"b\"")
        .row("＝1", "-")
        .csv(new PrintWriter(out));

    assertThat(out.toString()).isEqualTo("user,'=n\n'=cmd|' /C calc'!A0,\"a,\"\"b\"\"\"\n'＝1,-\n");
  }
}
