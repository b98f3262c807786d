package dwell.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Databases that listen to the world: those who guess their accounts, and those who work so. */
class OpenDatabaseTest {
  private static final String STRANGER = "203.0.113.7";
  private static final String DESK = "203.0.113.90";
  private static final String CATALOGUE = "SELECT table_name FROM information_schema.tables";

  private static Story.Stay reads(Story story, String ip, String start, String until) {
    return story.database("data1", "postgresql", "odoo", ip, start).in("crm").until(until);
  }

  private static List<String> how(Incident incident) {
    return incident.actors().stream()
        .flatMap(actor -> actor.accounts().stream())
        .map(account -> account.name() + " " + account.means())
        .toList();
  }

  @Test
  void aDatabaseOpenToTheWorld() {
    Story story = ReconstructionTest.office();
    story.fails(
        "data1", "mysql", STRANGER, "6 04:00:00", 30, "root", "admin", "mysql", "shop", "dbadmin");
    story
        .database("data1", "mysql", "shop", STRANGER, "6 05:00:00")
        .in("shop")
        .until("6 05:30:00")
        .asks("6 05:01:00", "SELECT table_name FROM information_schema.tables", 30)
        .asks("6 05:02:00", "SELECT * FROM customers", 5000);
    Incident incident = story.incident();
    assertThat(how(incident)).containsExactly("shop guessed");
    assertThat(incident.sessions()).hasSize(1);
    assertThat(incident.exfiltration()).hasSize(1);
  }

  @Test
  void anAccountGuessedOnSeveralNamesAndAllItsSessions() {
    Story story = ReconstructionTest.office();
    story.fails(
        "data1",
        "postgresql",
        STRANGER,
        "5 22:00:00",
        9,
        "postgres",
        "admin",
        "root",
        "sa",
        "odoo");
    reads(story, STRANGER, "5 22:10:00", "5 22:10:30")
        .asks("5 22:10:05", "SELECT version()", 1)
        .asks("5 22:10:09", "SELECT datname FROM pg_database", 4);
    reads(story, STRANGER, "5 22:11:00", "5 22:30:00")
        .asks("5 22:11:05", "SELECT * FROM customers", 5000);
    Incident incident = story.incident();
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(incident.sessions()).hasSize(2);
    assertThat(how(incident)).containsExactly("odoo guessed");
  }

  @Test
  void aShortFirstSessionMakesNoPlaceUsual() {
    Story story = ReconstructionTest.office();
    reads(story, STRANGER, "5 22:10:00", "5 22:10:30").asks("5 22:10:09", CATALOGUE, 4);
    reads(story, STRANGER, "5 22:11:00", "5 22:30:00")
        .asks("5 22:11:05", "SELECT * FROM customers", 5000)
        .asks("5 22:12:05", "CREATE ROLE pgmon SUPERUSER LOGIN PASSWORD 'x'", 0);
    Incident incident = story.incident();
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(incident.sessions()).hasSize(2);
    assertThat(how(incident)).containsExactly("odoo unknown how");
    assertThat(incident.actors().getFirst().accounts().getFirst().how()).isNull();
  }

  @Test
  void pagesOfATableReadItWhole() {
    Story story = ReconstructionTest.office();
    Story.Stay stay =
        reads(story, STRANGER, "5 22:10:00", "5 22:30:00")
            .asks("5 22:10:09", CATALOGUE, 4)
            .asks("5 22:10:30", "CREATE ROLE pgmon SUPERUSER LOGIN PASSWORD 'x'", 0);
    for (int page = 0; page < 4; page++) {
      String offset = page == 0 ? "" : " OFFSET " + 500 * page;
      stay.asks("5 22:11:0" + page, "SELECT * FROM customers LIMIT 500" + offset, 500);
    }
    assertThat(story.incident().verdict()).isEqualTo(Verdict.COMPROMISE);
  }

  @Test
  void pagesBehindAValueReadItWhole() {
    Story story = ReconstructionTest.office();
    Story.Stay stay =
        reads(story, STRANGER, "5 22:10:00", "5 22:30:00")
            .asks("5 22:10:09", CATALOGUE, 4)
            .asks("5 22:10:30", "CREATE ROLE pgmon SUPERUSER LOGIN PASSWORD 'x'", 0);
    for (int page = 0; page < 4; page++) {
      stay.asks(
          "5 22:11:0" + page,
          "SELECT * FROM customers WHERE id > " + 500 * page + " ORDER BY id LIMIT 500",
          500);
    }
    assertThat(story.incident().verdict()).isEqualTo(Verdict.COMPROMISE);
  }

  @Test
  void aLookAtTheFirstRowsIsNoReading() {
    Story story = ReconstructionTest.office();
    reads(story, STRANGER, "5 22:10:00", "5 22:30:00")
        .asks("5 22:10:09", CATALOGUE, 4)
        .asks("5 22:11:00", "SELECT * FROM customers LIMIT 20", 20)
        .asks("5 22:11:10", "SELECT * FROM customers LIMIT 20 OFFSET 20", 20)
        .asks("5 22:11:20", "SELECT * FROM customers LIMIT 20 OFFSET 40", 20);
    ReconstructionTest.nothing(story.incident());
  }

  /** A program of ours abroad whose password was wrong at first: it asked until somebody saw. */
  @Test
  void aProgramWithAWrongPasswordIsNothing() {
    Story story = ReconstructionTest.office();
    story.fails("data1", "postgresql", DESK, "4 22:00:00", 60, "odoo");
    reads(story, DESK, "5 09:00:00", "5 09:10:00")
        .asks("5 09:00:05", "SELECT id, name FROM partners WHERE id = 7", 1)
        .asks("5 09:00:09", "UPDATE partners SET seen = now() WHERE id = 7", 1);
    ReconstructionTest.nothing(story.incident());
  }

  @Test
  void anAnalystAtHomeIsNothing() {
    Story story = ReconstructionTest.office();
    for (int day = 1; day < 6; day++) {
      if (day % 2 == 0) {
        story.fails("data1", "postgresql", DESK, day + " 09:58:00", 2, "analyst");
      }
      story
          .database("data1", "postgresql", "analyst", DESK, day + " 10:00:00")
          .in("crm")
          .until(day + " 11:00:00")
          .asks(day + " 10:01:00", CATALOGUE, 12)
          .asks(day + " 10:02:00", "SELECT id, amount FROM payments", 4000);
      story
          .database("data1", "postgresql", "analyst", DESK, day + " 10:00:01")
          .in("crm")
          .until(day + " 11:00:00")
          .asks(day + " 10:03:00", "SELECT count(*) FROM payments", 1);
    }
    story.fails("data1", "postgresql", "203.0.113.91", "3 03:00:00", 12, "postgres", "root");
    ReconstructionTest.nothing(story.incident());
  }

  /** A charting service abroad, from the day on which the administrator made its account. */
  @Test
  void aServiceWhoseAccountWasJustMadeIsNothing() {
    Story story = ReconstructionTest.office();
    story
        .database("data1", "mysql", "root", "127.0.0.1", "5 08:00:00")
        .until("5 08:10:00")
        .asks("5 08:01:00", "CREATE USER charts@'%' IDENTIFIED BY 'x'", 0);
    for (int day = 5; day < 8; day++) {
      story
          .database("data1", "mysql", "charts", DESK, day + " 10:00:00")
          .in("shop")
          .until(day + " 10:10:00")
          .asks(day + " 10:01:00", CATALOGUE, 12)
          .asks(day + " 10:02:00", "SELECT id, email FROM customers", 4000);
    }
    ReconstructionTest.nothing(story.incident());
  }

  @Test
  void anAccountThatTheActorMadeIsTheirsFromAnywhere() {
    Story story = ReconstructionTest.office();
    story.fails(
        "data1", "mysql", STRANGER, "5 22:00:00", 9, "mysql", "admin", "root", "sa", "odoo");
    story
        .database("data1", "mysql", "odoo", STRANGER, "5 22:10:00")
        .until("5 22:30:00")
        .asks("5 22:12:00", "CREATE USER health@'%' IDENTIFIED BY 'x'", 0);
    story
        .database("data1", "mysql", "health", "192.0.2.66", "6 09:00:00")
        .in("shop")
        .until("6 09:05:00")
        .asks("6 09:01:00", "SELECT name FROM products WHERE id = 7", 1);
    Incident incident = story.incident();
    assertThat(incident.sessions()).hasSize(2);
    assertThat(how(incident)).containsExactlyInAnyOrder("odoo guessed", "health created");
  }
}
