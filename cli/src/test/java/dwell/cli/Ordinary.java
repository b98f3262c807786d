package dwell.cli;

import dwell.cli.TextSite.Style;

/** What goes on at every site: people at work, an application, a monitor, a backup, the noise. */
final class Ordinary {
  static final String ALICE = "AA1kq0cA2EVq3wS1mYd0x8oR7nQvQmB0b8m1U6bXoZ4";
  static final String BOB = "BB9sd7TgHy2kLmWqPzXcVbNm3aSdFgHjKlQwErTyUio";
  static final String DORA = "DD4fGhJk6lMnBvCxZaQwErTyUiOp1sDfGhJkLzXcVbN";
  static final String PROBE = "PP0oIuYtReWqAsDfGhJkLmNbVcXz2wQeRtYuIoPaSdF";
  static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0";

  private Ordinary() {}

  /** Two hosts, {@code web01} and {@code db01}, over some days without anything to tell. */
  static TextSite site(Style style, int days) {
    TextSite site = new TextSite(style);
    TextHost web = site.host("web01", "10.1.0.10");
    TextHost db = site.host("db01", "10.1.0.20");
    site.noise(web, days);
    for (int day = 1; day <= days; day++) {
      web.login(day + " 08:05:0" + day % 10, 50, "alice", "198.51.100.20", ALICE)
          .types("uptime")
          .sudo("systemctl status nginx")
          .types("df -h");
      web.login(day + " 10:12:00", 20, "bob", "198.51.100.21", BOB).types("tail /srv/app/app.log");
      db.login(day + " 11:40:00", 15, "alice", "198.51.100.20", ALICE)
          .sudo("systemctl status mariadb");
      for (int hour = 1; hour < 24; hour += 4) {
        web.login(day + " " + hour + ":02:00", 0, "probe", "10.1.0.5", PROBE);
        db.login(day + " " + hour + ":02:10", 0, "probe", "10.1.0.5", PROBE);
        String time = day + " " + hour + ":31:12";
        int item = day * 20 + hour;
        web.request(
            TextSite.at(time),
            "198.51.100." + (100 + hour),
            "GET /item.php?id=" + item,
            200,
            1040,
            BROWSER);
        db.mysql(
            TextSite.at(time),
            "shop",
            "10.1.0.10",
            "shop",
            "SELECT id, title, price FROM items WHERE id = '" + item + "'");
        web.request(
            TextSite.at(time).plusSeconds(40),
            "198.51.100." + (100 + hour),
            "POST /account/avatar.php",
            302,
            0,
            BROWSER);
        db.postgres(
            TextSite.at(time).plusSeconds(9),
            "crm",
            "10.1.0.10",
            "crm",
            "SELECT name FROM contacts WHERE id = " + item + ';');
      }
      nightly(db, day);
    }
    return site;
  }

  /** The dump by cron: tables read whole, every night, from the host itself. */
  private static void nightly(TextHost db, int day) {
    var time = TextSite.at(day + " 02:30:01");
    long pid = db.site.next();
    db.auth(
        time,
        "CRON[" + pid + ']',
        "pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)");
    db.log(
        "var/log/syslog", time, "CRON[" + (pid + 1) + ']', "(root) CMD (/usr/local/sbin/dump-all)");
    db.mysql(
        time.plusSeconds(1),
        "dumper",
        "localhost",
        "shop",
        "SHOW TABLES",
        "SELECT /*!40001 SQL_NO_CACHE */ * FROM `items`",
        "SELECT /*!40001 SQL_NO_CACHE */ * FROM `customers`",
        "SELECT /*!40001 SQL_NO_CACHE */ * FROM `payments`");
    db.auth(
        time.plusSeconds(9),
        "CRON[" + pid + ']',
        "pam_unix(cron:session): session closed for user root");
  }
}
