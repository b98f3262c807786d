package dwell.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A password that lay in a file which the actor read, and who comes with it later. */
class FoundPasswordTest {
  private static final String FINDER = "203.0.113.7";
  private static final String LATER = "192.0.2.66";

  /** An account guessed, and a file read with it. */
  private static Story read(String path) {
    Story story = ReconstructionTest.office();
    story.fails("data1", FINDER, "5 20:00:00", 6, "root", "admin", "test", "erin", "guest", "dana");
    story
        .ssh("data1", "dana", FINDER, "5 20:10:00")
        .until("5 20:30:00")
        .types("5 20:11:00", "cat " + path);
    return story;
  }

  private static Story comes(Story story, String user) {
    story.ssh("data1", user, LATER, "7 10:00:00").until("7 10:30:00").types("7 10:01:00", "ls");
    return story;
  }

  @Test
  void whoKnowsTheTakenAccountAndThePasswordIsTheActor() {
    Story story = read("/srv/app/settings.env");
    story.fails("data1", LATER, "7 09:58:00", 1, "dana");
    Incident incident = comes(story, "ship").incident();
    assertThat(incident.actors()).hasSize(1);
    assertThat(incident.sessions()).hasSize(2);
    assertThat(incident.actors().getFirst().accounts())
        .extracting(a -> a.name() + " " + a.means())
        .contains("ship stolen");
  }

  @Test
  void whoComesAsTheFileIsCalledIsTheActor() {
    assertThat(comes(read("/opt/ship/ship.env"), "ship").incident().sessions()).hasSize(2);
  }

  @Test
  void anAccountThatNothingTiesToTheFileIsSomebodyElses() {
    assertThat(comes(read("/srv/app/settings.env"), "ship").incident().sessions()).hasSize(1);
  }

  @Test
  void whoTriesManyNamesIsAGuesser() {
    Story story = read("/srv/app/settings.env");
    story.fails("data1", LATER, "7 09:55:00", 3, "dana", "admin", "root");
    assertThat(comes(story, "ship").incident().sessions()).hasSize(1);
  }

  @Test
  void anAccountUsedFromOutsideBeforeHasAnOwner() {
    Story story = read("/opt/ship/ship.env");
    story
        .ssh("app1", "ship", "198.51.100.90", "3 10:00:00")
        .until("3 10:30:00")
        .types("3 10:01:00", "ls");
    assertThat(comes(story, "ship").incident().sessions()).hasSize(1);
  }

  @Test
  void aColleagueOfTheSameNetworkIsNobodysActor() {
    Story story = read("/opt/ship/ship.env");
    story.ssh("app1", "erin", "192.0.2.70", "4 19:00:00").byKey("SHA256:erin").until("4 19:30:00");
    assertThat(comes(story, "ship").incident().sessions()).hasSize(1);
  }
}
