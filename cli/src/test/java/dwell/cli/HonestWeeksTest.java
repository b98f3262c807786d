package dwell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.cli.TextSite.Style;
import dwell.incident.Incident;
import dwell.incident.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Busy weeks without any intrusion, full of what looks like one: nobody is accused. */
final class HonestWeeksTest {
  private static final String DEPLOY = "EE7yTrEwQaZxSwEdCvFrTgBnHyUjMkIlOpLkJhGfDsA";

  @TempDir private Path folder;

  private static void nobody(Incident incident) {
    assertThat(incident.actors()).isEmpty();
    assertThat(incident.sessions()).isEmpty();
    assertThat(incident.data()).isEmpty();
    assertThat(incident.persistence()).isEmpty();
    assertThat(incident.verdict()).isNotEqualTo(Verdict.COMPROMISE);
  }

  @ParameterizedTest
  @EnumSource
  void peopleWithTheirHabitsAndMishaps(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 14);
    TextHost web = site.host("web01", "10.1.0.10");
    TextHost db = site.host("db01", "10.1.0.20");
    // Mistyped, then right; from home.
    for (int i = 0; i < 5; i++) {
      web.refuse(TextSite.at("6 18:20:0" + i), "bob", "192.0.2.61", false);
    }
    web.login("6 18:21:00", 30, "bob", "192.0.2.61", null)
        .types("vim notes")
        .failedSudo()
        .sudo("tail /var/log/syslog");
    // A forgotten password: many refusals from the office, then a reset by alice.
    for (int i = 0; i < 14; i++) {
      web.refuse(TextSite.at("7 09:1" + i % 10 + ":00"), "carol", "198.51.100.22", false);
    }
    web.login("7 09:25:00", 5, "alice", "198.51.100.20", Ordinary.ALICE).sudo("passwd carol");
    web.login("7 09:31:00", 60, "carol", "198.51.100.22", null).types("ls");
    // A new colleague: account, key, first login from the office.
    web.login("8 09:00:00", 20, "alice", "198.51.100.20", Ordinary.ALICE)
        .sudo("adduser nils")
        .sudo("usermod -aG sudo nils")
        .sudo("tee -a /home/nils/.ssh/authorized_keys");
    web.login("8 10:00:00", 40, "nils", "198.51.100.29", "NN" + Ordinary.BOB.substring(2))
        .types("sudo -l")
        .sudo("ls /root")
        .types("cat /etc/passwd");
    // A new laptop in a hotel, at night, with real work to do.
    web.login("10 22:40:00", 120, "alice", "203.0.113.61", "LL" + Ordinary.ALICE.substring(2))
        .sudo("systemctl restart nginx")
        .sudo("journalctl -u nginx")
        .types("curl -I localhost")
        .sudo("cat /var/log/auth.log");
    // The leaver's account is locked.
    web.login("11 16:00:00", 10, "alice", "198.51.100.20", Ordinary.ALICE)
        .sudo("usermod -L carol")
        .sudo("pkill -u carol")
        .sudo("rm /home/carol/.ssh/authorized_keys");
    for (int i = 0; i < 3; i++) {
      web.refuse(TextSite.at("12 09:1" + i + ":00"), "carol", "198.51.100.22", false);
    }
    dba(db);
    nobody(site.analyze(folder));
  }

  /** An administrator of databases at work: looks around, exports for a colleague. */
  private static void dba(TextHost db) {
    for (int day = 2; day < 9; day++) {
      db.login(day + " 13:00:00", 30, "dora", "198.51.100.24", Ordinary.DORA).types("mysql shop");
      db.mysql(
          TextSite.at(day + " 13:00:46"),
          "dora",
          "localhost",
          "shop",
          "SHOW TABLES",
          "DESCRIBE items",
          "SELECT COUNT(*) FROM customers",
          "SELECT * FROM items",
          "SHOW PROCESSLIST");
    }
    db.login("9 19:00:00", 90, "dora", "198.51.100.24", Ordinary.DORA)
        .types("mysqldump shop customers > /srv/export/customers.sql");
    db.mysql(
        TextSite.at("9 19:00:46"),
        "dora",
        "localhost",
        "shop",
        "SHOW TABLES LIKE 'customers'",
        "SELECT /*!40001 SQL_NO_CACHE */ * FROM `customers`");
  }

  @ParameterizedTest
  @EnumSource
  void machinesAtWork(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 10);
    TextHost web = site.host("web01", "10.1.0.10");
    TextHost db = site.host("db01", "10.1.0.20");
    for (int i = 1; i <= 4; i++) {
      TextHost app = site.host("app0" + i, "10.1.0.3" + i);
      for (int day = 2; day < 10; day += 3) {
        app.login(day + " 14:0" + i + ":00", 2, "deploy", "10.1.0.6", DEPLOY)
            .types("tar xzf /tmp/release.tgz -C /srv/app")
            .sudo("systemctl restart app");
        app.login(day + " 09:00:00", 5, "alice", "198.51.100.20", Ordinary.ALICE).types("df -h");
      }
    }
    // The first deployment to the two others, by night.
    web.login("9 23:10:00", 2, "deploy", "10.1.0.6", DEPLOY)
        .types("curl -sO https://repo.example.com/release.tgz")
        .sudo("systemctl restart app");
    db.login("9 23:11:00", 2, "deploy", "10.1.0.6", DEPLOY).types("mysql shop < migrate.sql");
    db.mysql(
        TextSite.at("9 23:11:46"),
        "deploy",
        "localhost",
        "shop",
        "ALTER TABLE items ADD COLUMN colour VARCHAR(20)",
        "SELECT * FROM schema_versions");
    // A scanner that never gets in, over ssh, the site, the database.
    Instant scan = TextSite.at("5 03:00:00");
    for (int i = 0; i < 400; i++) {
      Instant time = scan.plusSeconds(i * 7L);
      if (i % 4 == 0) {
        web.refuse(time, "u" + i % 40, "192.0.2.150", true);
      }
      web.request(
          time,
          "192.0.2.150",
          "GET /cgi-bin/t.php?c=cat%20/etc/passwd&n=" + i,
          404,
          153,
          "Nikto/2.5.0");
      web.request(
          time,
          "192.0.2.150",
          "GET /item.php?id=1%27+UNION+SELECT+" + i + ",2+FROM+users--",
          400,
          0,
          "Nikto/2.5.0");
      web.request(time, "192.0.2.150", "GET /index.html?cmd=;id", 200, 1210, "Nikto/2.5.0");
    }
    nobody(site.analyze(folder));
  }

  /** Somebody tries SQL in a parameter, and the application asks the database as it always does. */
  @ParameterizedTest
  @EnumSource
  void sqlThatNeverReachedTheDatabase(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 9);
    TextHost web = site.host("web01", "10.1.0.10");
    TextHost db = site.host("db01", "10.1.0.20");
    for (int i = 0; i < 30; i++) {
      Instant time = TextSite.at("7 22:10:00").plusSeconds(i * 3L);
      web.request(
          time,
          "192.0.2.9",
          "GET /item.php?id=" + i + "%27+UNION+SELECT+name,2,3+FROM+customers--+-",
          200,
          1040,
          "sqlmap/1.7");
      db.mysql(
          time,
          "shop",
          "10.1.0.10",
          "shop",
          "SELECT id, title, price FROM items WHERE id = '"
              + i
              + "\\' UNION SELECT name,2,3 FROM customers-- -'");
    }
    nobody(site.analyze(folder));
  }
}
