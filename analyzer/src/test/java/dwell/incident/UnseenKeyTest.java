package dwell.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Ways back that left no command: only a list of keys was written, and a key nobody knew came. */
class UnseenKeyTest {
  private static final String THIEF = "203.0.113.70";
  private static final String LATER = "192.0.2.140";
  private static final String LIST = "/home/feeder/.ssh/authorized_keys";

  /** A week at work, a machine's account, and a thief with wanda's key who becomes root. */
  private static Story week() {
    Story story = new Story().address("10.3.0.10", "shop1");
    for (int day = 1; day <= 8; day++) {
      story
          .ssh("shop1", "wanda", "198.51.100.31", day + " 08:00:00")
          .byKey("SHA256:wanda")
          .until(day + " 08:20:00")
          .types(day + " 08:01:00", "uptime");
      story
          .ssh("shop1", "olaf", "198.51.100.32", day + " 09:00:00")
          .byKey("SHA256:olaf")
          .until(day + " 09:20:00")
          .types(day + " 09:01:00", "root", "sudo df -h");
      for (int hour = 10; hour < 24; hour += 4) {
        story
            .ssh("shop1", "feeder", "10.3.0.5", day + " " + hour + ":30:00")
            .byKey("SHA256:feeder")
            .until(day + " " + hour + ":30:02");
      }
    }
    return story;
  }

  private static Story theft() {
    Story story = week();
    story
        .ssh("shop1", "wanda", THIEF, "5 03:10:00")
        .byKey("SHA256:wanda")
        .until("5 03:50:00")
        .types("5 03:12:00", "root", "cat /etc/shadow")
        .types("5 03:40:00", "root", "rm -f /root/.bash_history /var/log/wtmp");
    return story;
  }

  private static List<String> addresses(Incident incident) {
    return incident.actors().stream()
        .flatMap(actor -> actor.addresses().stream())
        .map(Incident.ActorAddress::ip)
        .sorted()
        .toList();
  }

  private static List<String> doors(Incident incident) {
    return incident.persistence().stream().map(p -> p.kind().id() + ' ' + p.name()).toList();
  }

  private static void stranger(Story story, String user, String time) {
    story
        .ssh("shop1", user, LATER, time)
        .byKey("SHA256:stranger")
        .until(time.substring(0, time.indexOf(' ')) + " 23:00:00")
        .types(time, "id");
  }

  @Test
  void aListOfKeysWrittenInTheActorsSessionLetsTheActorIn() {
    Story story = theft().written("shop1", LIST, "5 03:30:00");
    stranger(story, "feeder", "7 22:00:00");
    Incident incident = story.incident();
    assertThat(addresses(incident)).containsExactly(LATER, THIEF);
    assertThat(doors(incident)).containsExactly("authorized-key feeder");
    assertThat(incident.phases()).extracting(Incident.Phase::phase).contains(PhaseName.PERSISTENCE);
  }

  @Test
  void aPersonsListWrittenInTheActorsSessionLetsTheActorIn() {
    Story story = theft().written("shop1", "/home/olaf/.ssh/authorized_keys", "5 03:30:00");
    stranger(story, "olaf", "7 22:00:00");
    Incident incident = story.incident();
    assertThat(addresses(incident)).containsExactly(LATER, THIEF);
    assertThat(doors(incident)).containsExactly("authorized-key olaf");
  }

  @Test
  void aMachinesAccountEnteredFromOutsideByAKeyNobodyKnew() {
    Story story = theft();
    stranger(story, "feeder", "7 22:00:00");
    Incident incident = story.incident();
    assertThat(addresses(incident)).containsExactly(LATER, THIEF);
    assertThat(doors(incident)).containsExactly("authorized-key feeder");
  }

  @Test
  void aListWrittenWhileAnAdminWithThatRightWasThereIsNobodys() {
    Story story = theft().written("shop1", "/home/olaf/.ssh/authorized_keys", "5 03:30:00");
    story
        .ssh("shop1", "olaf", "198.51.100.32", "5 03:25:00")
        .byKey("SHA256:olaf")
        .until("5 03:35:00")
        .types("5 03:26:00", "vi .ssh/authorized_keys");
    stranger(story, "olaf", "7 22:00:00");
    Incident incident = story.incident();
    assertThat(addresses(incident)).containsExactly(THIEF);
    assertThat(doors(incident)).isEmpty();
  }

  @Test
  void aNewLaptopOnTheRoadAfterTheIncidentIsItsOwners() {
    Story story = theft().written("shop1", "/home/olaf/.ssh/authorized_keys", "6 09:10:00");
    stranger(story, "olaf", "7 22:00:00");
    Incident incident = story.incident();
    assertThat(addresses(incident)).containsExactly(THIEF);
    assertThat(doors(incident)).isEmpty();
  }

  @Test
  void aNewKeyOfAMachineFromInsideIsItsOwners() {
    Story story = theft();
    story
        .ssh("shop1", "feeder", "10.3.0.6", "7 12:00:00")
        .byKey("SHA256:feeder-renewed")
        .until("7 12:00:02");
    assertThat(addresses(story.incident())).containsExactly(THIEF);
  }

  @Test
  void aMovedMachineWithoutAnyIncidentIsNothing() {
    Story story = week().written("shop1", LIST, "5 09:05:00");
    stranger(story, "feeder", "7 22:00:00");
    assertThat(story.incident().verdict()).isNotEqualTo(Verdict.COMPROMISE);
  }

  @Test
  void afterTheEvictionTheActorsNetworkTriesTheAccountThoughOneOfOursIsThereToo() {
    Story story = theft();
    story
        .ssh("shop1", "olaf", "203.0.113.11", "6 20:00:00")
        .byKey("SHA256:olaf")
        .until("6 20:10:00")
        .types("6 20:01:00", "uptime");
    story.fails("shop1", "203.0.113.99", "7 01:00:00", 2, "wanda");
    story.fails("shop1", "203.0.113.12", "7 01:30:00", 2, "olaf");
    story.fails("shop1", "203.0.113.13", "7 01:40:00", 2, "root");
    assertThat(addresses(story.incident())).containsExactly(THIEF, "203.0.113.99");
  }

  @Test
  void packingInPlacePrintsNothing() {
    Story story = week();
    story
        .ssh("shop1", "wanda", THIEF, "5 03:10:00")
        .byKey("SHA256:wanda")
        .until("5 03:50:00")
        .types("5 03:12:00", "root", "cat /etc/shadow")
        .types("5 03:14:00", "mysqldump shop customers > /tmp/c.sql")
        .types("5 03:15:00", "gzip -9 /tmp/c.sql")
        .types("5 03:16:00", "base64 /tmp/c.sql > /tmp/c.b64");
    assertThat(story.incident().exfiltration()).isEmpty();
  }
}
