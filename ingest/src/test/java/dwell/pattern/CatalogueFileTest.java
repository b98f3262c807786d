package dwell.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CatalogueFileTest {
  private static final String SHAPE =
      """
      ready {word}
          = info success  id %s
          > ready now
      """;

  @Test
  void namesItsProgramsBeforeItsShapesAreRead() {
    CatalogueFile file =
        new CatalogueFile(
            "t",
            "program x y dataset syslog\n"
                + SHAPE.formatted("one")
                + "# a comment, then\nprogram z dataset cron\n"
                + SHAPE.formatted("two"));
    assertThat(file.programs()).containsExactly("x", "y", "z");
    assertThat(file.content()).hasSize(2).isSameAs(file.content());
  }

  @Test
  void indentedAndCommentedProgramLinesNameNone() {
    CatalogueFile file =
        new CatalogueFile(
            "t",
            "program x dataset syslog\n# program a dataset syslog\n"
                + "ready {word}\n    = info success  id one\n    > ready program b dataset c\n"
                + "      reason -\n");
    assertThat(file.programs()).containsExactly("x");
  }

  @Test
  void faultyProgramLineIsToldWhenTheFileIsRead() {
    CatalogueFile file = new CatalogueFile("t", "program x \"y dataset syslog\n");
    assertThat(file.programs()).isEmpty();
    assertThatThrownBy(file::content)
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("t:1: a quote is not closed");
  }

  @Test
  void lineWithoutADatasetNamesNoPrograms() {
    assertThat(new CatalogueFile("t", "program x y\n").programs()).isEmpty();
  }
}
