package dwell.incident;

import static org.assertj.core.api.Assertions.assertThat;

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
}
