package dwell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

final class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void versionNamesTheProgram() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("dwell ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void helpGoesToStandardOutput() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: dwell");
  }

  @Test
  void missingCommandIsUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("A command is missing.");
  }

  /** A command is known by the name that its annotation and its file's name say. */
  @Test
  void everyCommandIsListedByItsOwnName() throws IOException {
    Main.COMMANDS.forEach(
        (name, type) -> assertThat(type.getAnnotation(Command.class).name()).isEqualTo(name));
    try (Stream<Path> classes =
        Files.list(Path.of(Main.class.getResource("Main.class").getPath()).getParent())) {
      assertThat(classes.map(file -> file.getFileName().toString()))
          .filteredOn(file -> file.endsWith("Command.class"))
          .containsExactlyInAnyOrderElementsOf(
              Main.COMMANDS.values().stream()
                  .map(type -> type.getSimpleName() + ".class")
                  .toList());
    }
  }

  @Test
  void aCommandAloneAnswersAsAmongAllOthers() {
    for (String name : Main.COMMANDS.keySet()) {
      StringWriter alone = new StringWriter();
      Main.commandLine(name).setOut(new PrintWriter(alone, true)).execute(name, "--help");
      assertThat(run(name, "--help")).isZero();
      assertThat(alone.toString()).isNotEmpty().isEqualTo(out.toString());
      out.getBuffer().setLength(0);
    }
  }

  @Test
  void completionKnowsAllCommands() {
    assertThat(
            Main.commandLine("completion").setOut(new PrintWriter(out, true)).execute("completion"))
        .isZero();
    assertThat(out.toString()).contains(Main.COMMANDS.keySet());
  }

  @Test
  void unknownCommandIsUsage() {
    assertThat(run("analyse")).isEqualTo(2);
    assertThat(err.toString()).contains("analyse");
  }
}
