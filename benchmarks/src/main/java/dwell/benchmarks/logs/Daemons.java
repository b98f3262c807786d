package dwell.benchmarks.logs;

import static dwell.benchmarks.logs.Course.CRON_INFO;
import static dwell.benchmarks.logs.Course.DAEMON_INFO;
import static dwell.benchmarks.logs.Course.KERNEL_WARNING;
import static dwell.benchmarks.logs.Course.MAIL_INFO;

import java.util.Locale;

/** What everything else writes that runs on a server. */
final class Daemons {
  private final Dice dice;
  private final Population people;

  Daemons(Setting setting) {
    dice = setting.dice();
    people = setting.people();
  }

  /** The kernel's packet filter, systemd, cron. */
  void system(Course course) {
    switch (dice.below(5)) {
      case 0, 1 -> course.says(KERNEL_WARNING, "kernel", 0, blocked(course.host()));
      case 2 ->
          course.says(
              DAEMON_INFO,
              "systemd",
              1,
              "Started Session %d of User %s."
                  .formatted(people.session(course.host()), people.users.draw(dice)));
      case 3 ->
          course.says(DAEMON_INFO, "systemd", 1, "logrotate.service: Deactivated successfully.");
      default ->
          course.says(
              CRON_INFO,
              "CRON",
              people.pid(course.host(), dice),
              "(root) CMD (   cd / && run-parts --report /etc/cron.hourly)");
    }
  }

  private String blocked(int host) {
    return "[%d.%06d] [UFW BLOCK] IN=eth0 OUT= MAC=52:54:00:12:34:56:fe:54:00:ab:cd:ef:08:00 SRC=%s DST=10.0.0.%d LEN=40 TOS=0x00 PREC=0x00 TTL=%d ID=%d PROTO=TCP SPT=%d DPT=%d WINDOW=1024 RES=0x00 SYN URGP=0 "
        .formatted(
            dice.between(100_000, 9_999_999),
            dice.below(1_000_000),
            people.attackers.draw(dice),
            host + 1,
            dice.between(30, 240),
            dice.below(65536),
            dice.port(),
            dice.between(1, 65536));
  }

  /** Services, most of them with words of their own. */
  void service(Course course) {
    long pid = people.pid(course.host(), dice);
    String client = people.clients.draw(dice);
    switch (dice.below(6)) {
      case 0 -> mail(course, pid);
      case 1 ->
          course.says(
              DAEMON_INFO,
              "dhclient",
              812,
              "DHCPACK of 10.0.0." + dice.between(2, 255) + " from 10.0.0.1");
      case 2 ->
          course.says(
              DAEMON_INFO,
              "named",
              933,
              "client @0x%s %s#%d (www.example%d.com): query: www.example%d.com IN A +E(0)K (10.0.0.2)"
                  .formatted(dice.hex(12), client, dice.port(), dice.below(500), dice.below(500)));
      case 3 ->
          course.says(
              DAEMON_INFO,
              "dockerd",
              1044,
              "level=info msg=\"ignoring event\" container="
                  + dice.hex(64)
                  + " module=libcontainerd namespace=moby topic=/tasks/delete type=\"*events.TaskDelete\"");
      case 4 ->
          course.says(
              DAEMON_INFO,
              "shop",
              pid,
              "level=info request_id=%s user=%s ip=%s method=POST path=/login status=%d ms=%d"
                  .formatted(
                      dice.hex(16),
                      people.users.draw(dice),
                      client,
                      dice.oneIn(5) ? 401 : 200,
                      dice.below(900)));
      default ->
          course.says(
              DAEMON_INFO,
              "nginx",
              1300,
              client
                  + " - - \"GET /api/v1/items/"
                  + dice.below(100_000)
                  + " HTTP/1.1\" 200 "
                  + dice.below(20_000));
    }
  }

  private void mail(Course course, long pid) {
    String queued = dice.hex(10).toUpperCase(Locale.ROOT);
    course.says(
        MAIL_INFO,
        "postfix/smtpd",
        pid,
        "connect from unknown[" + people.attackers.draw(dice) + "]");
    course.says(
        MAIL_INFO,
        "postfix/qmgr",
        1201,
        "%s: from=<%s@example.net>, size=%d, nrcpt=1 (queue active)"
            .formatted(queued, people.users.draw(dice), dice.between(400, 90_000)));
    course.says(
        MAIL_INFO,
        "postfix/smtp",
        pid + 1,
        "%s: to=<%s@example.org>, relay=mx.example.org[%s]:25, delay=0.61, delays=0.05/0.01/0.5/0.05, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as %s)"
            .formatted(
                queued,
                people.users.draw(dice),
                people.clients.draw(dice),
                dice.hex(10).toUpperCase(Locale.ROOT)));
  }
}
