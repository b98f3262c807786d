package dwell.benchmarks.logs;

import static dwell.benchmarks.logs.Course.AUTHPRIV_ALERT;
import static dwell.benchmarks.logs.Course.AUTHPRIV_INFO;
import static dwell.benchmarks.logs.Course.AUTHPRIV_NOTICE;
import static dwell.benchmarks.logs.Course.AUTH_INFO;

import java.util.List;

/**
 * What those do who may: OpenSSH 8.9, systemd-logind 249, sudo 1.9, util-linux's su, cron and
 * shadow on a Debian-like system.
 */
final class Logins {
  private static final List<String> COMMANDS =
      List.of(
          "/usr/bin/apt update",
          "/usr/bin/systemctl restart nginx",
          "/bin/systemctl status postgresql",
          "/usr/bin/tail -f /var/log/syslog",
          "/usr/bin/vim /etc/nginx/sites-enabled/default",
          "/bin/bash",
          "/usr/bin/docker ps -a",
          "/usr/bin/journalctl -u shop --since today",
          "/usr/sbin/iptables -L -n",
          "/usr/bin/rsync -a /srv/ store1:/srv/",
          "/usr/local/bin/deploy.sh --env prod",
          "/usr/bin/du -sh /var/lib/docker",
          "/usr/bin/kill -9 24123",
          "/usr/bin/pg_dump shop",
          "/usr/bin/less /var/log/auth.log");
  private static final List<String> CRON_USERS =
      List.of("root", "root", "root", "www-data", "backup", "postgres");

  private final Dice dice;
  private final Population people;

  Logins(Setting setting) {
    dice = setting.dice();
    people = setting.people();
  }

  /** A login with a key or a password, some commands as root, and the way out. */
  void ssh(Course course) {
    String user = people.users.draw(dice);
    int session = people.session(course.host());
    long pid = people.pid(course.host(), dice);
    String place = people.clients.draw(dice) + " port " + dice.port();
    String unix = user + "(uid=" + Population.uid(user) + ") by (uid=0)";
    course.says(AUTH_INFO, "sshd", pid, accepted(user, place));
    course.says(
        AUTHPRIV_INFO, "sshd", pid, "pam_unix(sshd:session): session opened for user " + unix);
    logind(course, "New session " + session + " of user " + user + ".");
    course.says(
        AUTHPRIV_INFO,
        "systemd",
        pid + 3,
        "pam_unix(systemd-user:session): session opened for user " + unix);
    for (int left = dice.below(6); left > 0; left--) {
      course.passes(20 * StampWriter.SECOND);
      sudo(course, user);
    }
    course.passes(40 * StampWriter.SECOND);
    course.says(
        AUTH_INFO,
        "sshd",
        pid + 1,
        "Received disconnect from " + place + ":11: disconnected by user");
    course.says(AUTH_INFO, "sshd", pid + 1, "Disconnected from user " + user + ' ' + place);
    course.says(
        AUTHPRIV_INFO, "sshd", pid, "pam_unix(sshd:session): session closed for user " + user);
    logind(course, "Session " + session + " logged out. Waiting for processes to exit.");
    logind(course, "Removed session " + session + ".");
  }

  private String accepted(String user, String place) {
    return dice.oneIn(4)
        ? "Accepted password for " + user + " from " + place + " ssh2"
        : "Accepted publickey for " + user + " from " + place + " ssh2: " + people.key(user);
  }

  private static void logind(Course course, String message) {
    course.says(AUTH_INFO, "systemd-logind", 600 + course.host(), message);
  }

  private void sudo(Course course, String user) {
    String where =
        "TTY=pts/"
            + dice.below(8)
            + " ; PWD=/home/"
            + user
            + " ; USER=root ; COMMAND="
            + dice.of(COMMANDS);
    // sudo fills the name up to eight characters (sudoers' logging.c: "%8s : ").
    String name = " ".repeat(Math.max(0, 8 - user.length())) + user;
    if (dice.oneIn(25)) {
      course.says(AUTHPRIV_ALERT, "sudo", 0, name + " : 3 incorrect password attempts ; " + where);
      return;
    }
    course.says(AUTHPRIV_NOTICE, "sudo", 0, name + " : " + where);
    course.says(
        AUTHPRIV_INFO,
        "sudo",
        0,
        "pam_unix(sudo:session): session opened for user root(uid=0) by "
            + user
            + "(uid="
            + Population.uid(user)
            + ")");
    course.passes(6 * StampWriter.SECOND);
    course.says(AUTHPRIV_INFO, "sudo", 0, "pam_unix(sudo:session): session closed for user root");
  }

  /** The session that a job runs in. */
  void cron(Course course) {
    String user = dice.of(CRON_USERS);
    long pid = people.pid(course.host(), dice);
    int uid = user.equals("root") ? 0 : 33;
    course.says(
        AUTHPRIV_INFO,
        "CRON",
        pid,
        "pam_unix(cron:session): session opened for user " + user + "(uid=" + uid + ") by (uid=0)");
    course.passes(2 * StampWriter.SECOND);
    course.says(
        AUTHPRIV_INFO, "CRON", pid, "pam_unix(cron:session): session closed for user " + user);
  }

  /** Another user's shell, or the try. */
  void su(Course course) {
    String user = people.users.draw(dice);
    long pid = people.pid(course.host(), dice);
    int uid = Population.uid(user);
    if (dice.oneIn(5)) {
      course.says(
          AUTHPRIV_NOTICE,
          "su",
          pid,
          "pam_unix(su:auth): authentication failure; logname=%s uid=%d euid=0 tty=/dev/pts/1 ruser=%s rhost=  user=root"
              .formatted(user, uid, user));
      course.passes(2 * StampWriter.SECOND);
      course.says(AUTHPRIV_NOTICE, "su", pid, "FAILED SU (to root) " + user + " on pts/1");
      return;
    }
    course.says(AUTHPRIV_NOTICE, "su", pid, "(to root) " + user + " on pts/1");
    course.says(
        AUTHPRIV_INFO,
        "su",
        pid,
        "pam_unix(su:session): session opened for user root(uid=0) by "
            + user
            + "(uid="
            + uid
            + ")");
    course.passes(60 * StampWriter.SECOND);
    course.says(AUTHPRIV_INFO, "su", pid, "pam_unix(su:session): session closed for user root");
  }

  /** The seldom work on accounts. */
  void accountChange(Course course) {
    String user = people.users.draw(dice);
    long pid = people.pid(course.host(), dice);
    int id = dice.between(1500, 1900);
    switch (dice.below(3)) {
      case 0 ->
          course.says(
              AUTHPRIV_INFO,
              "useradd",
              pid,
              "new user: name=svc%d, UID=%d, GID=%d, home=/home/svc%d, shell=/bin/bash, from=/dev/pts/0"
                  .formatted(id, id, id, id));
      case 1 ->
          course.says(
              AUTHPRIV_NOTICE,
              "passwd",
              pid,
              "pam_unix(passwd:chauthtok): password changed for " + user);
      default -> course.says(AUTHPRIV_INFO, "usermod", pid, "add '" + user + "' to group 'sudo'");
    }
  }
}
