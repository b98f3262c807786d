package dwell.search;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Outcome;
import dwell.pattern.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapeWordsTest {
  private static final ShapeWords WORDS =
      new ShapeWords(
          List.of(
              shape("a", "Failed {method} for {user~} from {source} port {port}[ ssh2]"),
              shape("b", "uid={number} \\[preauth\\] pam_{name}:done")));

  private static Shape shape(String id, String text) {
    return new Shape(
        id,
        text,
        List.of("sshd"),
        Dataset.SSH,
        Action.INFO,
        Outcome.UNKNOWN,
        Map.of(),
        0,
        List.of(),
        "x",
        1);
  }

  @Test
  void fixedWordsAreCertain() {
    assertThat(WORDS.with("failed")).containsExactly("a");
    assertThat(WORDS.with("from")).containsExactly("a");
    assertThat(WORDS.with("preauth")).containsExactly("b");
  }

  @Test
  void wordsThatMayBeMissingOrGoOnAreNot() {
    assertThat(WORDS.with("ssh2")).isEmpty();
    assertThat(WORDS.perhapsWith("ssh2")).containsExactly("a");
    assertThat(WORDS.with("pam_")).isEmpty();
    assertThat(WORDS.perhapsWith("pam_")).containsExactly("b");
  }

  @Test
  void whatVariesIsNoWordOfTheShape() {
    assertThat(WORDS.with("method")).isEmpty();
    assertThat(WORDS.perhapsWith("method")).isEmpty();
  }
}
