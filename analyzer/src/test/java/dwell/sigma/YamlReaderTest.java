package dwell.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlReaderTest {
  @Test
  void severalDocuments() {
    assertThat(YamlReader.read("a: 1\n---\nb: [x, 'y']\n---\n# nothing\n")).hasSize(2);
  }

  @Test
  void quotesMakeTexts() {
    YamlNode.Mapping map = (YamlNode.Mapping) YamlReader.read("a: null\nb: 'null'").getFirst();
    assertThat(map.text("a")).isNull();
    assertThat(map.text("b")).isEqualTo("null");
  }

  @Test
  void anAliasStandsForItsAnchor() {
    YamlNode.Mapping map = (YamlNode.Mapping) YamlReader.read("a: &x [1, 2]\nb: *x").getFirst();
    assertThat(map.texts("b")).isEqualTo(List.of("1", "2"));
  }

  @Test
  void aliasesDoNotMultiplyWithoutBound() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append('a').append(i).append(": &a").append(i).append(" [");
      bomb.append("*a%d, ".formatted(i - 1).repeat(10)).append("x]\n");
    }
    assertThatThrownBy(() -> YamlReader.read(bomb.toString()))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("values");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &x [*x]",
        "a: *nobody",
        "a: 1\na: 2",
        "[1]: 2",
        "a: [1",
        "a: \"open",
        "\ta: 1",
        "%YAML 9.9\n---\na",
        "a: \u0000",
      })
  void whatIsNoneIsSaid(String text) {
    assertThatThrownBy(() -> YamlReader.read(text)).isInstanceOf(RuleException.class);
  }

  @Test
  void tagsConstructNothing() {
    YamlNode.Mapping map =
        (YamlNode.Mapping) YamlReader.read("a: !!javax.script.ScriptEngineManager x").getFirst();
    assertThat(map.text("a")).isEqualTo("x");
  }

  @Test
  void depthIsBounded() {
    assertThatThrownBy(() -> YamlReader.read("[".repeat(100_000)))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("deep");
    assertThatThrownBy(() -> YamlReader.read("- ".repeat(50_000) + "x"))
        .isInstanceOf(RuleException.class);
  }

  @Test
  void documentsAreBounded() {
    assertThatThrownBy(() -> YamlReader.read("---\na\n".repeat(YamlReader.MAX_DOCUMENTS + 1)))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("documents");
  }

  @Test
  void anyTextIsAnAnswer() {
    SplittableRandom random = new SplittableRandom(20_260_914);
    String alphabet = "ab:-[]{}&*!|>'\"%#?, \n\t\\0~";
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(RuleFiles.of(text.toString(), "any.yml").runnable()).isEmpty();
    }
  }
}
