package dwell.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Honest people who look like intruders, and beside them the intruder they look like. */
class OrdinaryWorkTest {
  private static final String OFFICE = "198.51.100.5";
  private static final String HOTEL = "192.0.2.84";

  private static Story guest() {
    Story story = ReconstructionTest.office();
    story.fails("app1", HOTEL, "6 21:29:00", 2, "erin");
    story
        .ssh("app1", "erin", HOTEL, "6 21:30:00")
        .until("6 22:00:00")
        .types("6 21:31:00", "uptime");
    return story;
  }

  @Test
  void aGuestBesideOneScannerIsNothing() {
    Story story = guest();
    story.fails("app1", "192.0.2.77", "5 08:00:00", 110, "root", "erin", "admin", "dana");
    story.fails("app1", "192.0.2.85", "5 03:00:00", 6, "root", "erin");
    ReconstructionTest.nothing(story.incident());
  }

  @Test
  void aGuestAmongScannersWhoNeverTriedTheNameIsNothing() {
    Story story = guest();
    for (int i = 1; i < 6; i++) {
      story.fails("app1", "192.0.2." + i, "5 0" + i + ":00:00", 30, "root", "admin", "test");
    }
    ReconstructionTest.nothing(story.incident());
  }

  @Test
  void guessingSpreadOverANetworkIsOne() {
    Story story = guest();
    for (int i = 1; i < 6; i++) {
      story.fails("app1", "192.0.2." + i, "5 0" + i + ":00:00", 30, "root", "erin", "test");
    }
    assertThat(story.incident().verdict()).isEqualTo(Verdict.COMPROMISE);
  }

  /** A change at night: a copy before it, kept on another host, then a new account. */
  private static Story change(String to) {
    Story story = ReconstructionTest.office();
    Story.Stay night =
        story
            .ssh("data1", "dana", OFFICE, "6 23:30:00")
            .until("7 00:30:00")
            .types("6 23:31:00", "pg_dump crm > /tmp/before.sql")
            .types("6 23:32:00", "scp /tmp/before.sql dana@" + to + ":before.sql");
    story
        .database("data1", "mysql", "root", "127.0.0.1", "6 23:40:00")
        .in("shop")
        .from(night)
        .until("6 23:50:00")
        .asks("6 23:41:00", "CREATE USER worker@'10.1.0.%' IDENTIFIED BY 'x'", 0)
        .asks("6 23:42:00", "SELECT user, host FROM mysql.user", 9);
    return story;
  }

  @Test
  void aChangeAtNightIsNothing() {
    ReconstructionTest.nothing(change("10.1.0.10").incident());
    ReconstructionTest.nothing(change("10.1.0.99").incident());
  }

  /** Who works on the application's host, by day from the office and in the evening from home. */
  private static Story colleague() {
    Story story = ReconstructionTest.office();
    for (int day = 2; day <= 5; day++) {
      story
          .ssh("app1", "gil", OFFICE, day + " 08:10:00")
          .byKey("SHA256:gil")
          .until(day + " 08:40:00")
          .types(day + " 08:11:00", "uptime");
    }
    for (int day = 3; day <= 4; day++) {
      story
          .ssh("app1", "gil", HOTEL, day + " 18:10:00")
          .byKey("SHA256:gil")
          .until(day + " 18:40:00")
          .types(day + " 18:11:00", "ls");
    }
    return story;
  }

  private static Story.Stay asApplication(Story story, String ip, String from, String... asked) {
    String day = from.substring(0, from.indexOf(' '));
    String hour = from.substring(day.length() + 1, from.indexOf(':'));
    Story.Stay shell =
        story
            .ssh("app1", "gil", ip, day + " " + hour + ":00:00")
            .byKey("SHA256:gil")
            .until(day + " " + hour + ":40:00")
            .types(day + " " + hour + ":01:00", "root", "cat /srv/app/config/database.yml")
            .types(
                day + " " + hour + ":02:00",
                "mysql -h 10.1.0.20 -u shop -px -e 'SELECT * FROM customers' shop > ~/.all.csv");
    Story.Stay client =
        story
            .database("data1", "mysql", "shop", "10.1.0.10", day + " " + hour + ":02:01")
            .in("shop")
            .from(shell)
            .until(day + " " + hour + ":30:00");
    for (String text : asked) {
      client.asks(day + " " + hour + ":05:00", text, 900);
    }
    return shell;
  }

  @Test
  void aRowLookedUpAsTheApplicationIsNothing() {
    Story story = colleague();
    String row = "SELECT * FROM customers WHERE id = 7";
    asApplication(story, HOTEL, "6 02:00:00", "SHOW TABLES", row);
    ReconstructionTest.nothing(story.incident());
  }

  @Test
  void aTableReadAsTheApplicationFromTheDeskIsNothing() {
    Story story = colleague();
    asApplication(story, OFFICE, "6 09:00:00", "SHOW TABLES", "SELECT * FROM orders");
    ReconstructionTest.nothing(story.incident());
  }

  @Test
  void tablesTakenAsTheApplicationAtNightAreAnInsiders() {
    Story story = colleague();
    asApplication(story, HOTEL, "6 02:00:00", "SELECT * FROM customers", "SELECT * FROM payments");
    story
        .ssh("app1", "gil", HOTEL, "6 02:50:00")
        .byKey("SHA256:gil")
        .until("6 02:50:10")
        .types("6 02:50:01", "cat .all.csv");
    story
        .ssh("app1", "gil", OFFICE, "6 08:10:00")
        .byKey("SHA256:gil")
        .until("6 08:40:00")
        .types("6 08:11:00", "uptime");
    story
        .ssh("app1", "gil", OFFICE, "6 20:10:00")
        .byKey("SHA256:gil")
        .until("6 20:40:00")
        .types("6 20:11:00", "root", "useradd -m -G sudo reports");
    Incident incident = story.incident();
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(incident.origin()).isEqualTo(Origin.INTERNAL);
    assertThat(incident.sessions().stream().filter(s -> s.kind() == SessionKind.SSH))
        .extracting(s -> Objects.requireNonNull(s.start()).toString().substring(0, 13))
        .containsExactly("2026-03-06T02", "2026-03-06T02", "2026-03-06T20");
    assertThat(incident.exfiltration())
        .extracting(Incident.Exfiltration::what)
        .containsExactly("/home/gil/.all.csv");
    assertThat(incident.persistence()).extracting(Incident.Persistence::name).contains("reports");
  }

  /** A night's work on a host that its holder never was on, from home, where they often work. */
  private static Story move(String home, String key) {
    Story story = ReconstructionTest.office();
    for (int day = 2; day <= 4; day++) {
      story
          .ssh("app1", "hal", day == 3 ? OFFICE : "192.0.2.31", day + " 14:00:00")
          .byKey("SHA256:hal")
          .until(day + " 14:30:00")
          .types(day + " 14:01:00", "uptime");
    }
    Story.Stay night =
        story
            .ssh("data1", "hal", home, "6 03:05:00")
            .byKey(key)
            .until("6 04:00:00")
            .types("6 03:05:30", "root", "cat /srv/app/settings.env")
            .types("6 03:06:00", "root", "mysqldump --all-databases > /var/tmp/all.sql");
    story
        .database("data1", "mysql", "root", "127.0.0.1", "6 03:06:01")
        .in("mysql")
        .from(night)
        .until("6 03:10:00")
        .asks("6 03:06:02", "SHOW CREATE TABLE `user`", 1)
        .asks("6 03:06:03", "SELECT /*!40001 SQL_NO_CACHE */ * FROM `global_priv`", 9)
        .asks("6 03:07:00", "CREATE USER worker@'10.1.0.%' IDENTIFIED BY 'x'", 0);
    return story;
  }

  @Test
  void aPersonKnownOnOneHostIsNoStrangerOnAnother() {
    ReconstructionTest.nothing(move("192.0.2.31", "SHA256:hal").incident());
  }

  @Test
  void aStrangerUnderThatNameIsOne() {
    assertThat(move("203.0.113.50", "SHA256:other").incident().verdict())
        .isEqualTo(Verdict.COMPROMISE);
  }
}
