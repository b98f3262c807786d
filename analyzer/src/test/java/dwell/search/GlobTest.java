package dwell.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class GlobTest {
  @Test
  void matchesTheWholeText() {
    assertThat(Glob.of("*auth.log*").matches("web/var/log/auth.log.1")).isTrue();
    assertThat(Glob.of("auth.log").matches("auth.log.1")).isFalse();
    assertThat(Glob.of("a?c").matches("abc")).isTrue();
    assertThat(Glob.of("a?c").matches("ac")).isFalse();
    assertThat(Glob.of("").matches("")).isTrue();
    assertThat(Glob.of("*").matches("")).isTrue();
    assertThat(Glob.of("*a*b").matches("xxaxxb")).isTrue();
    assertThat(Glob.of("*a*b").matches("xxaxxbx")).isFalse();
  }

  @Test
  void takesAnEscapedStarAsAStar() {
    assertThat(Glob.of("a\\*").matches("a*")).isTrue();
    assertThat(Glob.of("a\\*").matches("ab")).isFalse();
  }

  @Test
  void endsOnTextMadeToMakeItBacktrack() {
    Glob glob = Glob.of("*a".repeat(200) + "b");
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(1), () -> assertThat(glob.matches("a".repeat(5_000))).isFalse());
  }
}
