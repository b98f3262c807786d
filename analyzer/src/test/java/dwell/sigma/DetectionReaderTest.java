package dwell.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Dataset;
import dwell.event.Field;
import org.junit.jupiter.api.Test;

/** Maps, lists and keywords. */
final class DetectionReaderTest {
  private static boolean log(String detection, String message) {
    MemoryCursor cursor = new MemoryCursor();
    cursor
        .add(Dataset.SSH)
        .with(Field.PROCESS, "sshd")
        .with(Field.PID, 7L)
        .with(Field.USER, "ada")
        .with(Field.MESSAGE, message);
    return Rules.hits(Rules.one("product: linux\nservice: sshd", detection), cursor);
  }

  @Test
  void keywordsAreAnyOfThem() {
    String detection = "keywords:\n    - 'bad one'\n    - w?rse\ncondition: keywords";
    assertThat(log(detection, "a BAD ONE here")).isTrue();
    assertThat(log(detection, "it is worse")).isTrue();
    assertThat(log(detection, "bad and one")).isFalse();
  }

  @Test
  void keywordsMayAllBeWanted() {
    String detection = "keywords:\n    '|all':\n        - one\n        - two\ncondition: keywords";
    assertThat(log(detection, "two and one")).isTrue();
    assertThat(log(detection, "one alone")).isFalse();
  }

  @Test
  void keywordsMayBeExpressions() {
    String detection = "keywords:\n    '|re': 'po[r]t \\d+$'\ncondition: keywords";
    assertThat(log(detection, "from port 22")).isFalse();
    assertThat(log("keywords:\n    '|re': 'po[r]t \\d+'\ncondition: keywords", "from port 22"))
        .isTrue();
  }

  @Test
  void keywordsSeeProgramAndAccountToo() {
    assertThat(log("k:\n    - 'sshd[7]: Fail'\ncondition: k", "Failed")).isTrue();
    assertThat(log("k:\n    - ada\ncondition: k", "Failed")).isTrue();
  }

  @Test
  void aMapIsAllOfItAListAnyOfIt() {
    String map = "s:\n    User: ada\n    pid: 7\ncondition: s";
    String wrong = "s:\n    User: ada\n    pid: 8\ncondition: s";
    String list = "s:\n    - User: bob\n    - pid: 7\ncondition: s";
    assertThat(log(map, "")).isTrue();
    assertThat(log(wrong, "")).isFalse();
    assertThat(log(list, "")).isTrue();
  }

  @Test
  void whatNoConditionNamesNeedNotBeUnderstood() {
    assertThat(log("s:\n    User: ada\nt:\n    Unheard: x\ncondition: s", "")).isTrue();
  }

  @Test
  void namesOfFieldsHaveNoCase() {
    assertThat(log("s:\n    user: ada\n    EVENT.DATASET: ssh\ncondition: s", "")).isTrue();
  }

  @Test
  void sudosUserIsWhomItRunsAs() {
    MemoryCursor cursor = new MemoryCursor();
    cursor
        .add(Dataset.SUDO)
        .with(Field.USER, "ada")
        .with(Field.EFFECTIVE_USER, "#-1")
        .with(Field.COMMAND_LINE, "/usr/bin/id");
    String rule = "s:\n    USER: '#-*'\n    COMMAND|endswith: /id\ncondition: s";
    assertThat(Rules.hits(Rules.one("product: linux\nservice: sudo", rule), cursor)).isTrue();
  }
}
