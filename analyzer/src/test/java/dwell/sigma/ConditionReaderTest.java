package dwell.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Dataset;
import dwell.event.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grammar of conditions: what binds more, and what a pattern of names takes in. */
final class ConditionReaderTest {
  private static final String SEARCHES =
      """
      sel_a:
          cs-user-agent|contains: a
      sel_b:
          cs-user-agent|contains: b
      other:
          cs-user-agent|contains: c
      _hidden:
          cs-user-agent|contains: d
      """;

  /** Each letter of the text is a search that holds. */
  private static boolean holds(String condition, String text) {
    MemoryCursor cursor = new MemoryCursor();
    cursor.add(Dataset.WEB_ACCESS).with(Field.USER_AGENT, text);
    return Rules.hits(Rules.web(SEARCHES + "condition: " + condition), cursor);
  }

  @ParameterizedTest
  @CsvSource({
    "sel_a and sel_b, ab, a",
    "sel_a or sel_b, b, c",
    "not sel_a, b, a",
    "not not sel_a, a, b",
    "sel_a or sel_b and other, a, b",
    "(sel_a or sel_b) and other, bc, a",
    "not sel_a and sel_b, b, ab",
    "not (sel_a and sel_b), a, ab",
    "1 of sel_*, b, c",
    "all of sel_*, ab, a",
    "1 of them, c, d",
    "all of them, abc, ab",
    "any of sel_*, a, c",
    "_hidden, d, a",
    "1 of sel_* and not 1 of oth*, a, ac",
    "SEL_A and not other or 1 OF them, c, d",
    "(((sel_a))), a, b",
  })
  void bindsAsTheSpecificationSays(String condition, String hit, String miss) {
    String written = condition.replace("SEL_A", "sel_a");
    assertThat(holds(written, hit)).as("%s of %s", condition, hit).isTrue();
    assertThat(holds(written, miss)).as("%s of %s", condition, miss).isFalse();
  }

  @Test
  void severalConditionsAreJoinedByOr() {
    MemoryCursor cursor = new MemoryCursor();
    cursor.add(Dataset.WEB_ACCESS).with(Field.USER_AGENT, "b");
    assertThat(Rules.hits(Rules.web(SEARCHES + "condition:\n    - sel_a\n    - sel_b"), cursor))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "sel_a and, too early",
    "(sel_a, stays open",
    "sel_a), does not end",
    ") sel_a, closes nothing",
    "sel_c, which it has not",
    "1 of nothing_*, nothing is named",
    "sel_a sel_b, does not end",
    "sel_a | count() > 5, no part of Sigma 2",
  })
  void aWrongConditionIsRefused(String condition, String reason) {
    RuleSet set = Rules.web(SEARCHES + "condition: '" + condition + "'");
    assertThat(Rules.refused(set)).contains(reason);
  }

  @Test
  void nestingIsBounded() {
    String deep = "(".repeat(1_000) + "sel_a" + ")".repeat(1_000);
    assertThat(Rules.refused(Rules.web(SEARCHES + "condition: " + deep))).contains("deep");
    String nots = "not ".repeat(1_000) + "sel_a";
    assertThat(Rules.refused(Rules.web(SEARCHES + "condition: " + nots))).contains("deep");
    String longer = "sel_a or ".repeat(1_000) + "sel_a";
    assertThat(Rules.refused(Rules.web(SEARCHES + "condition: " + longer))).contains("characters");
  }
}
