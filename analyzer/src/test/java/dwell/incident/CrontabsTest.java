package dwell.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CrontabsTest {
  private static final String ATTACKER = "203.0.113.7";

  private static Story inside() {
    Story story = ReconstructionTest.office();
    story.fails(
        "app1", ATTACKER, "5 01:00:00", 40, "root", "admin", "oracle", "test", "ftp", "git", "ops");
    story.ssh("app1", "ops", ATTACKER, "6 01:00:00").until("6 02:00:00").types("6 01:30:00", "id");
    return story;
  }

  private static List<String> jobs(Story story) {
    return story.incident().persistence().stream()
        .filter(p -> p.kind().id().equals("cron"))
        .map(p -> p.path() + ' ' + p.name())
        .toList();
  }

  @Test
  void aTableReplacedInASessionIsABackDoor() {
    Story story = inside();
    story.replacesCrontab("app1", "6 01:40:00", "ops", "ops");
    assertThat(jobs(story)).containsExactly("/var/spool/cron/crontabs/ops ops");
  }

  @Test
  void itsTwoLogsAndItsCommandAreOne() {
    Story story = inside();
    story.replacesCrontab("app1", "6 01:40:00", "ops", "ops");
    story.replacesCrontab("app1", "6 01:40:00", "ops", "ops");
    assertThat(jobs(story)).hasSize(1);
  }

  @Test
  void atTheMomentTheSessionEndsItIsStillItsOwn() {
    Story story = inside();
    story.replacesCrontab("app1", "6 02:00:01", "ops", "ops");
    assertThat(jobs(story)).hasSize(1);
    Story later = inside();
    later.replacesCrontab("app1", "6 02:00:05", "ops", "ops");
    assertThat(jobs(later)).isEmpty();
  }

  @Test
  void whereTwoWereInItIsNobodys() {
    Story story = inside();
    story.ssh("app1", "ops", "10.1.0.9", "6 01:35:00").until("6 01:50:00");
    story.replacesCrontab("app1", "6 01:40:00", "ops", "ops");
    assertThat(jobs(story)).isEmpty();
  }

  @Test
  void anotherAccountsTableAndAnotherHostsAreNot() {
    Story story = inside();
    story.replacesCrontab("app1", "6 01:40:00", "erin", "erin");
    story.replacesCrontab("data1", "6 01:40:00", "ops", "ops");
    assertThat(jobs(story)).isEmpty();
  }
}
