package dwell.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebDownloadsTest {
  private static final String ATTACKER = "203.0.113.7";
  private static final String SHELL = "/uploads/a.php";

  private static Story shell(String... commands) {
    Story story = ReconstructionTest.office();
    story.request("app1", ATTACKER, "5 12:00:00", "POST", "/upload.php", 200);
    story.request("app1", ATTACKER, "5 12:01:00", "GET", SHELL + "?c=id", 200);
    int minute = 2;
    for (String command : commands) {
      String url = SHELL + "?c=" + command.replace(" ", "+").replace("&", "%26");
      story.request("app1", ATTACKER, "5 12:%02d:00".formatted(minute++), "GET", url, 200);
    }
    return story;
  }

  private static Incident.Exfiltration left(Story story) {
    Incident incident = story.incident();
    assertThat(incident.exfiltration()).hasSize(1);
    return incident.exfiltration().getFirst();
  }

  @Test
  void aFileBesideTheShellThatWroteIt() {
    Story story = shell("cat /etc/passwd > p.txt");
    story.gets("app1", ATTACKER, "5 12:20:00", "/uploads/p.txt", 1720);
    Incident.Exfiltration sent = left(story);
    assertThat(sent.to()).isEqualTo(ATTACKER);
    assertThat(sent.bytes()).isEqualTo(1720L);
    assertThat(sent.what()).isEqualTo("p.txt");
  }

  @Test
  void anArchiveUnderTheRootAskedForTwiceLeftOnce() {
    Story story = shell("tar czf /var/www/html/uploads/s.tgz /srv/shop");
    story.gets("app1", ATTACKER, "5 12:20:00", "/uploads/s.tgz", 88_000);
    story.gets("app1", ATTACKER, "5 12:21:00", "/uploads/s.tgz", 88_000);
    assertThat(left(story).what()).isEqualTo("/var/www/html/uploads/s.tgz");
  }

  @Test
  void aMovedFileKeepsItsNameInAFolder() {
    Story story = shell("mv /tmp/dump.sql.gz /var/www/html/uploads/");
    story.gets("app1", ATTACKER, "5 12:20:00", "/uploads/dump.sql.gz", 5000);
    assertThat(left(story).what()).isEqualTo("/var/www/html/uploads/dump.sql.gz");
  }

  @Test
  void whatIsNotThereYetOrLiesElsewhereDidNotLeave() {
    Story story = shell("cat /etc/passwd > p.txt", "cp /etc/passwd /tmp/logo.png");
    story.gets("app1", ATTACKER, "5 11:20:00", "/uploads/p.txt", 1720);
    story.gets("app1", ATTACKER, "5 12:20:00", "/img/p.txt", 1720);
    story.gets("app1", ATTACKER, "5 12:20:00", "/logo.png", 1720);
    story.gets("app1", "192.0.2.9", "5 12:25:00", "/uploads/p.txt", 1720);
    assertThat(story.incident().exfiltration()).isEmpty();
  }
}
