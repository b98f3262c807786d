package dwell.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Guessers beside the one that got in. */
class CampaignTest {
  private static final String ATTACKER = "192.0.2.77";
  private static final String[] NAMES = {
    "root", "admin", "oracle", "test", "ftp", "git", "nagios", "ops"
  };

  private static Story inside() {
    Story story = ReconstructionTest.office();
    story.fails("app1", ATTACKER, "5 01:00:00", 40, NAMES);
    story.ssh("app1", "ops", ATTACKER, "6 01:00:00").until("6 02:00:00").types("6 01:30:00", "id");
    return story;
  }

  /** A colleague whose provider hands out addresses of the same network. */
  private static Story withNeighbour(Story story) {
    for (int day = 1; day < 7; day++) {
      story
          .ssh("app1", "dana", "192.0.2.14", day + " 08:00:00")
          .until(day + " 08:30:00")
          .types(day + " 08:01:00", "uptime");
    }
    return story;
  }

  private static List<String> addresses(Story story) {
    return story.incident().actors().stream()
        .flatMap(actor -> actor.addresses().stream())
        .map(Incident.ActorAddress::ip)
        .toList();
  }

  @Test
  void fromOneNetworkOnTheSameNames() {
    Story story = inside();
    story.fails("app1", "192.0.2.78", "5 01:05:00", 12, "root", "admin");
    assertThat(addresses(story)).containsExactly(ATTACKER, "192.0.2.78");
  }

  @Test
  void sideBySideThoughAColleagueComesFromThereToo() {
    Story story = withNeighbour(inside());
    story.fails("app1", "192.0.2.78", "5 01:05:00", 12, "root", "admin", "oracle", "test");
    assertThat(addresses(story)).containsExactly(ATTACKER, "192.0.2.78");
  }

  @Test
  void atAnotherTimeOrOnFewNamesItIsSomebodyElse() {
    Story story = withNeighbour(inside());
    story.fails("app1", "192.0.2.78", "3 01:05:00", 12, "root", "admin", "oracle", "test");
    story.fails("app1", "192.0.2.79", "5 01:05:00", 12, "root", "admin");
    assertThat(addresses(story)).containsExactly(ATTACKER);
  }

  @Test
  void aGuesserFromElsewhereStaysBackground() {
    Story story = inside();
    story.fails("app1", "198.18.5.5", "5 01:05:00", 40, NAMES);
    assertThat(addresses(story)).containsExactly(ATTACKER);
  }
}
