package dwell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.export.EventExporter;
import dwell.export.Exporter;
import dwell.export.Exporters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample incident in every form. */
final class ExportCommandTest {
  private static final Pattern WRITTEN = Pattern.compile("(\\d+) records written");
  private static final Pattern LEFT = Pattern.compile("(\\d+) left out");

  @TempDir static Path folder;
  private static Path made = Path.of("");

  @BeforeAll
  static void analyze() throws IOException {
    made = CommandRun.analyzedSample(folder);
  }

  @Test
  void everyFormIsWrittenAndItsCountsAddUp() {
    int events = Integer.parseInt(CommandRun.of("search", "--count", "--case", made).out().strip());
    for (Exporter exporter : Exporters.all()) {
      CommandRun run = CommandRun.of("export", "--case", made, "--to", exporter.id());
      assertThat(run.code()).as(exporter.id() + run.err()).isZero();
      assertThat(run.out()).isNotEmpty();
      long counted = sum(WRITTEN, run.err());
      assertThat(counted).as(exporter.id()).isPositive();
      if (exporter instanceof EventExporter) {
        assertThat(counted + sum(LEFT, run.err())).as(exporter.id()).isEqualTo(events);
      }
    }
  }

  private static long sum(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    long sum = 0;
    while (matcher.find()) {
      sum += Long.parseLong(matcher.group(1));
    }
    return sum;
  }

  @Test
  void aFileHasTheBytesOfStandardOutput() throws IOException {
    for (Exporter exporter : Exporters.all()) {
      Path file = folder.resolve("out").resolve(exporter.id());
      CommandRun run =
          CommandRun.of("export", "--case", made, "--to", exporter.id(), "-o", file, "-q");
      assertThat(run.code()).isZero();
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).isEmpty();
      assertThat(Files.readString(file))
          .isEqualTo(CommandRun.of("export", "--case", made, "--to", exporter.id()).out());
    }
  }

  @Test
  void aQueryAndTheIncidentNarrowTheEvents() {
    CommandRun some =
        CommandRun.of("export", "event.action:login", "--case", made, "--to", "ecs", "--incident");
    assertThat(some.out().lines())
        .isNotEmpty()
        .allMatch(line -> line.contains("\"action\":\"login\""));
  }

  @Test
  void whatCannotBeIsToldAsUsage() {
    assertThat(CommandRun.of("export", "--case", made, "--to", "xml").code()).isEqualTo(2);
    assertThat(CommandRun.of("export", "--case", made).code()).isEqualTo(2);
    assertThat(CommandRun.of("export", "--to", "csv").code()).isEqualTo(2);
    assertThat(CommandRun.of("export", "x", "--case", made, "--to", "stix").code()).isEqualTo(2);
    assertThat(CommandRun.of("export", "--list").out()).contains("timesketch", "stix", "blocklist");
  }

  @Test
  void containmentIsWrittenAndRefusesToRun() {
    CommandRun run = CommandRun.of("containment", "--case", made);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("exit 1", "iptables -I INPUT -s 203.0.113.77 -j DROP", "ALTER USER", "On gate");
  }
}
