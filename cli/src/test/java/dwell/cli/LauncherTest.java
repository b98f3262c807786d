package dwell.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the launcher in a checkout of its own, with a JDK and a Maven that only tell what they get.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
final class LauncherTest {

  /** Prints its arguments, one a line; trains where asked; then gives its input and ends with 7. */
  private static final String JAVA =
      """
      #!/bin/sh
      for argument in "$@"; do
        case $argument in
          -XX:AOTCacheOutput=*) echo cache >"${argument#*=}" ;;
        esac
        printf '<%s>\\n' "$argument"
      done
      cat
      exit 7
      """;

  /** Builds after a while, and counts. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$*" >>builds
      sleep 0.3
      echo jar >cli/target/dwell.jar
      """;

  private static final String FAILING_MAVEN =
      """
      #!/bin/sh
      echo "cannot find symbol"
      exit 1
      """;

  @TempDir private Path scratch;

  private Path home;
  private Path jdk;
  private Path tools;
  private final Map<String, String> environment = new TreeMap<>();

  private record Outcome(int exitCode, List<String> output, String errors) {

    /** What the program itself was given: all after the name of its main class. */
    List<String> arguments() {
      return output.subList(output.indexOf("<dwell.cli.Main>") + 1, output.size());
    }
  }

  @BeforeEach
  void checkout() throws IOException {
    home = Files.createDirectories(scratch.resolve("a checkout"));
    jdk = jdk("jdk", "25.0.3");
    tools = Files.createDirectories(scratch.resolve("tools"));
    Files.copy(Path.of("..", "dwell"), home.resolve("dwell"));
    for (String module : List.of("ingest", "analyzer", "report", "cli")) {
      Files.createDirectories(home.resolve(module).resolve("src/main"));
      write(home.resolve(module).resolve("pom.xml"), "<project/>");
    }
    write(home.resolve("pom.xml"), "<project/>");
    Files.createDirectories(home.resolve("cli/target"));
    program(tools.resolve("mvn"), MAVEN);
    environment.put("DWELL_JAVA_HOME", jdk.toString());
    environment.put("PATH", tools + ":" + System.getenv("PATH"));
  }

  @Test
  void argumentsInputAndExitCodePassThrough() throws Exception {
    built();

    Outcome outcome = run(home.resolve("dwell"), "first line\n", "parse", "a b", "*", "", "-");

    assertThat(outcome.exitCode()).isEqualTo(7);
    assertThat(outcome.arguments())
        .containsExactly("<parse>", "<a b>", "<*>", "<>", "<->", "first line");
    assertThat(outcome.errors()).isEmpty();
  }

  @Test
  void linksAreFollowed() throws Exception {
    built();
    Path near = Files.createSymbolicLink(home.resolve("near"), Path.of("dwell"));
    Path far = Files.createSymbolicLink(tools.resolve("far"), near);

    assertThat(run(far, "", "info").output())
        .contains("<" + home.toRealPath().resolve("cli/target/dwell.jar") + ">", "<info>");
  }

  @Test
  void optionsForTheJavaThatRuns() throws Exception {
    built();
    environment.put("DWELL_MEMORY", "3g");
    environment.put("DWELL_OPTS", "-Da=1 -Db=2");

    assertThat(run(home.resolve("dwell"), "", "info").output())
        .contains("<-Xmx3g>", "<-Da=1>", "<-Db=2>");
  }

  @Test
  void olderJdkIsRefused() throws Exception {
    built();
    environment.put("DWELL_JAVA_HOME", jdk("old", "21.0.7").toString());

    Outcome outcome = run(home.resolve("dwell"), "", "info");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors()).contains("DWELL_JAVA_HOME").contains("JDK 25");
  }

  @Test
  void javaHomeServesWhereItIsNewEnough() throws Exception {
    built();
    environment.remove("DWELL_JAVA_HOME");
    environment.put("JAVA_HOME", jdk("newer", "26-ea").toString());

    assertThat(run(home.resolve("dwell"), "", "info").arguments()).containsExactly("<info>");
  }

  @Test
  void firstUseBuildsAndTrainsAndTheNextDoesNot() throws Exception {
    Outcome first = run(home.resolve("dwell"), "", "info");

    assertThat(first.arguments()).containsExactly("<info>");
    assertThat(first.errors()).contains("building dwell").contains("faster start");
    assertThat(builds()).containsExactly("-B -q -DskipTests package -pl cli -am");

    Outcome second = run(home.resolve("dwell"), "", "info");

    assertThat(second.errors()).isEmpty();
    assertThat(second.output())
        .contains("<-XX:AOTCache=" + home.toRealPath().resolve("cli/target/dwell.aot") + ">");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void newerSourceBuilds() throws Exception {
    built();
    write(home.resolve("analyzer/src/main/New.java"), "class New {}");

    assertThat(run(home.resolve("dwell"), "", "info").errors()).contains("building dwell");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void failedBuildIsShownAndNothingRuns() throws Exception {
    program(tools.resolve("mvn"), FAILING_MAVEN);

    Outcome outcome = run(home.resolve("dwell"), "", "info");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors()).contains("cannot find symbol").contains("build failed");
    assertThat(home.resolve("cli/target/.dwell-lock")).doesNotExist();
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    Process one = start(home.resolve("dwell"), "one", "info");
    Process other = start(home.resolve("dwell"), "other", "info");

    one.getOutputStream().close();
    other.getOutputStream().close();
    assertThat(one.waitFor()).isEqualTo(7);
    assertThat(other.waitFor()).isEqualTo(7);
    assertThat(builds()).hasSize(1);
  }

  @Test
  void lockOfADeadLauncherIsVoid() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createSymbolicLink(
        home.resolve("cli/target/.dwell-lock"), Path.of(Long.toString(dead.pid())));

    assertThat(run(home.resolve("dwell"), "", "info").arguments()).containsExactly("<info>");
  }

  @Test
  void withoutSourcesNothingIsBuilt() throws Exception {
    built();
    Files.delete(home.resolve("pom.xml"));
    write(home.resolve("cli/src/main/New.java"), "class New {}");

    assertThat(run(home.resolve("dwell"), "", "info").errors()).isEmpty();
    assertThat(home.resolve("builds")).doesNotExist();
  }

  /** Makes the checkout look built and trained, after its sources. */
  private void built() throws IOException {
    Instant before = Instant.now().minusSeconds(60);
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(before));
      }
    }
    for (String file : List.of("dwell.jar", "dwell.aot")) {
      Path built = home.resolve("cli/target").resolve(file);
      write(built, file);
      Files.setLastModifiedTime(built, FileTime.from(before.plusSeconds(30)));
    }
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(home.resolve("builds"));
  }

  private Path jdk(String name, String version) throws IOException {
    Path folder = Files.createDirectories(scratch.resolve(name));
    Files.createDirectories(folder.resolve("bin"));
    write(folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    program(folder.resolve("bin/java"), JAVA);
    return folder;
  }

  private Outcome run(Path launcher, String input, String... arguments) throws Exception {
    Process process = start(launcher, "run", arguments);
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(UTF_8));
    }
    int exitCode = process.waitFor();
    return new Outcome(
        exitCode,
        Files.readAllLines(scratch.resolve("run.out")),
        Files.readString(scratch.resolve("run.err")));
  }

  private Process start(Path launcher, String name, String... arguments) throws IOException {
    List<String> command =
        Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(key -> key.startsWith("DWELL_"));
    builder.environment().remove("JAVA_HOME");
    builder.environment().putAll(environment);
    builder.directory(scratch.toFile());
    builder.redirectOutput(scratch.resolve(name + ".out").toFile());
    builder.redirectError(scratch.resolve(name + ".err").toFile());
    return builder.start();
  }

  private static void program(Path file, String text) throws IOException {
    write(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }
}
