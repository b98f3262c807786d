package dwell.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** {@code docs/sigma.md} has the tables of log sources and fields as the code has them. */
final class SigmaPageTest {
  @Test
  void theTablesAreThoseOfTheCode() throws IOException {
    Path page = page();
    String text = Files.readString(page);
    String wanted = filled(text);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(page, wanted);
    }
    assertThat(text).isEqualTo(wanted);
  }

  private static String filled(String text) {
    StringBuilder sources = new StringBuilder("| logsource | events |\n| --- | --- |\n");
    LogSources.table()
        .forEach(entry ->
            sources
                .append("| ")
                .append(entry.logsource())
                .append(" | ")
                .append(entry.reads())
                .append(" |\n"));
    StringBuilder fields =
        new StringBuilder("| log sources | field | value |\n| --- | --- | --- |\n");
    RuleFields.table()
        .forEach(entry ->
            fields
                .append("| ")
                .append(entry.family().isEmpty() ? "all" : Family.valueOf(entry.family()).title())
                .append(" | `")
                .append(entry.name())
                .append("` | ")
                .append(entry.meaning())
                .append(" |\n"));
    return between(between(text, "log sources", sources.toString()), "fields", fields.toString());
  }

  private static String between(String text, String name, String table) {
    String begin = "<!-- table: " + name + " -->\n";
    String end = "<!-- end -->";
    int from = text.indexOf(begin);
    int to = text.indexOf(end, from);
    assertThat(from).as(name).isNotNegative();
    return text.substring(0, from + begin.length()) + table + text.substring(to);
  }

  private static Path page() throws IOException {
    Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (at != null && !Files.exists(at.resolve("docs/sigma.md"))) {
      at = at.getParent();
    }
    return Objects.requireNonNull(at).resolve("docs/sigma.md");
  }
}
