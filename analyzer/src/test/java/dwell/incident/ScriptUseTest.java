package dwell.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScriptUseTest {
  private static final Stamp BEFORE = stamp("2026-03-05T11:00:00Z");
  private static final Stamp FIRST = stamp("2026-03-05T12:00:00Z");
  private static final Stamp AFTER = stamp("2026-03-05T13:00:00Z");
  private static final Set<String> SENDER = Set.of("203.0.113.7");

  private static Stamp stamp(String time) {
    return new Stamp(Instant.parse(time), 0);
  }

  private static ScriptUse used() {
    ScriptUse use = new ScriptUse();
    use.asked("203.0.113.7", FIRST, false);
    return use;
  }

  private static boolean shell(ScriptUse use, String... ours) {
    return use.isShell(SENDER, FIRST, Set.of(ours)::contains);
  }

  @Test
  void whatOneAloneAsksForIsAShell() {
    assertThat(shell(used())).isTrue();
    assertThat(used().onlyBy("203.0.113.7")).isTrue();
    assertThat(used().bodiesOnly("203.0.113.7")).isFalse();
    assertThat(used().bodiesOnly("192.0.2.1")).isFalse();
  }

  @Test
  void aPageWithReadersIsNone() {
    ScriptUse use = used();
    use.asked("192.0.2.1", BEFORE, false);
    assertThat(shell(use)).isFalse();
    assertThat(shell(use, "192.0.2.1")).isFalse();
    assertThat(use.onlyBy("203.0.113.7")).isFalse();
  }

  @Test
  void aFormThatVisitorsPostedToBeforeIsNone() {
    ScriptUse use = used();
    use.asked("192.0.2.1", BEFORE, true);
    assertThat(shell(use)).isFalse();
  }

  @Test
  void laterOnesWithBodiesUseItToo() {
    ScriptUse use = used();
    use.asked("192.0.2.1", AFTER, true);
    assertThat(shell(use)).isTrue();
    assertThat(use.bodiesOnly("192.0.2.1")).isTrue();
    use.asked("192.0.2.1", AFTER, false);
    assertThat(shell(use)).isFalse();
  }

  @Test
  void ourPeopleMayLookAtItLater() {
    ScriptUse use = used();
    use.asked("198.51.100.5", AFTER, false);
    assertThat(shell(use)).isFalse();
    assertThat(shell(use, "198.51.100.5")).isTrue();
  }
}
