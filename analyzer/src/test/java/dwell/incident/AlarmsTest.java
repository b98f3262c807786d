package dwell.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What people wrote into a log about an address, and what they did then. */
class AlarmsTest {
  private static final String STRANGER = "203.0.113.7";

  /** A login from anywhere, and a colleague who writes a line about it the next morning. */
  private static Story noted(String line, String act) {
    Story story = ReconstructionTest.office();
    story
        .ssh("data1", "dana", STRANGER, "6 03:00:00")
        .until("6 03:20:00")
        .types("6 03:01:00", "ls");
    story
        .ssh("data1", "hal", "198.51.100.5", "6 08:30:00")
        .until("6 09:00:00")
        .types("6 08:41:00", "root", act);
    return story.message("data1", "6 08:40:00", line);
  }

  @Test
  void anAddressNamedAndTheAccountLockedIsAnIntruders() {
    Incident incident =
        noted("dana is compromised, logins from " + STRANGER, "passwd -l dana").incident();
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(incident.dwell().detected()).isNotNull();
  }

  @Test
  void wordsWithoutAnActAreNothing() {
    ReconstructionTest.nothing(
        noted("no intruder: " + STRANGER + " is a hotel", "uptime").incident());
  }

  @Test
  void anActWithoutWordsIsNothing() {
    ReconstructionTest.nothing(noted("dana leaves us", "passwd -l dana").incident());
  }
}
