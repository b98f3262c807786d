package dwell.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
  private static final Catalogue BUILT_IN = Catalogue.builtIn();

  @TestFactory
  Stream<DynamicTest> everyExampleIsMet() {
    Examples examples = new Examples(BUILT_IN);
    return BUILT_IN.shapes().stream()
        .flatMap(shape ->
            shape.examples().stream()
                .map(example ->
                    DynamicTest.dynamicTest(
                        shape.file() + ":" + example.line() + " " + shape.id(),
                        () -> assertThat(examples.fault(shape, example)).isNull())));
  }

  @Test
  void builtInShapesDoNotOverlap() {
    assertThat(Overlaps.find(List.of(), BUILT_IN.variants())).isEmpty();
  }

  @Test
  void overlapNamesBothShapesAndTheirPlaces() {
    assertThatThrownBy(() ->
            catalogue(
                """
                program x dataset syslog
                door {name} opened by {user}
                    = info success  id opened
                    > door front opened by alice
                door front {what} by {user}
                    = info success  id front
                    > door front closed by alice
                """))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("test.catalogue:5")
        .hasMessageContaining("syslog/front overlaps syslog/opened (test.catalogue:2)");
  }

  @Test
  void shapeWhoseLiteralsContainTheOthersWins() {
    Catalogue catalogue =
        catalogue(
            """
            program x dataset syslog
            door {name} opened by {user}
                = info success  id opened
                > door back opened by alice
            door front opened by {user}
                = info success  id front
                > door front opened by alice
            """);
    assertThat(catalogue.shapes()).hasSize(2);
  }

  @Test
  void shapesOfDifferentProgramsMayBeEqual() {
    assertThat(
            catalogue(
                    """
                    program x dataset syslog
                    ready {word}
                        = info success  id x-ready
                        > ready now
                    program y dataset cron
                    ready {word}
                        = info success  id y-ready
                        > ready now
                    """)
                .shapes())
        .hasSize(2);
  }

  @Test
  void faultsNameFileLineAndCause() {
    assertFault("ready\n  = info success\n  > ready\n", 2, "no program line");
    assertFault("program x dataset syslog\nready\n  > ready\n", 2, "no meaning");
    assertFault("program x dataset syslog\nready\n  = info success\n", 2, "no example");
    assertFault("program x dataset nothing\n", 1, "no dataset nothing");
    assertFault("program x dataset syslog\nready\n  = infos success\n", 3, "no action");
    assertFault("program x dataset syslog\nready\n  = info success  flag x\n", 3, "no flag x");
    assertFault("program x dataset syslog\nready\n  = info success  colour red\n", 3, "colour");
    assertFault(shape("go {a}{b}", "go xy"), 2, "nothing parts the captures a and b");
    assertFault(shape("go {a", "go x"), 2, "{ without }");
    assertFault(shape("go [a", "go a"), 2, "[ without ]");
    assertFault(shape("go a]", "go a]"), 2, "] without [");
    assertFault(shape("go {a:colour}", "go x"), 2, "no type colour");
    assertFault(shape("go {port:word}", "go x"), 2, "port cannot be of type word");
    assertFault(shape("{a}", "x"), 2, "needs a fixed word");
    assertFault(shape("go {number}", "go x"), 4, "no shape of x matches");
    assertFault(shape("go {user}", "go bob") + "      user alice\n", 4, "user is bob, not alice");
    assertFault(shape("go {a}", "go b") + shape("went", "went").substring(25), 5, "is taken by");
  }

  private static String shape(String text, String example) {
    return "program x dataset syslog\n"
        + text
        + "\n  = info success  id one\n  > "
        + example
        + "\n";
  }

  private static void assertFault(String text, int line, String cause) {
    assertThatThrownBy(() -> catalogue(text))
        .isInstanceOf(CatalogueException.class)
        .hasMessageStartingWith("test.catalogue:" + line + ": ")
        .hasMessageContaining(cause);
  }

  private static Catalogue catalogue(String text) {
    return Catalogue.of(Map.of("test.catalogue", text));
  }

  @Test
  void analystsFileAddsShapes(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("own.catalogue");
    Files.writeString(
        file,
        """
        program doord dataset syslog
        badge {user} at {door}
            = info success  id badge
            > badge alice at front
              user alice
        """);
    Catalogue catalogue = Catalogue.load(List.of(file));
    assertThat(catalogue.shape("syslog/badge")).isNotNull();
    assertThat(catalogue.shapes()).hasSize(BUILT_IN.shapes().size() + 1);
    assertThat(catalogue.digests()).containsKey(file.toString());
  }

  @Test
  void analystsFileThatOverlapsABuiltInShapeIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("own.catalogue");
    Files.writeString(
        file,
        """
        program sshd dataset ssh
        Accepted password {rest:text}
            = info success  id own
            > Accepted password x
        """);
    assertThatThrownBy(() -> Catalogue.load(List.of(file)))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("ssh/own")
        .hasMessageContaining("ssh/accepted");
  }

  @Test
  void fileThatIsNotThereIsNamed(@TempDir Path folder) {
    assertThatThrownBy(() -> Catalogue.load(List.of(folder.resolve("none"))))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("none: cannot be read");
  }
}
