package dwell.benchmarks.logs;

import static dwell.benchmarks.logs.Course.AUTHPRIV_INFO;
import static dwell.benchmarks.logs.Course.AUTHPRIV_NOTICE;
import static dwell.benchmarks.logs.Course.AUTH_INFO;

/**
 * What strangers do to an OpenSSH server, in the words of 8.9: {@code auth.c}, {@code packet.c},
 * {@code kex.c}, and Linux-PAM's {@code pam_unix}.
 */
final class Guessing {
  private static final double FAIL_DELAY = 2 * StampWriter.SECOND;

  private final Dice dice;
  private final Population people;

  Guessing(Setting setting) {
    dice = setting.dice();
    people = setting.people();
  }

  /** Passwords for a name that the host does not know. */
  void unknownUser(Course course) {
    Caller caller = caller(course);
    String user = people.guesses.draw(dice);
    caller.says(AUTHPRIV_INFO, "Invalid user " + user + caller.from());
    for (int left = dice.between(1, 4); left > 0; left--) {
      caller.says(AUTHPRIV_NOTICE, "pam_unix(sshd:auth): check pass; user unknown");
      caller.says(AUTHPRIV_NOTICE, failure(caller, ""));
      course.passes(FAIL_DELAY);
      caller.says(AUTH_INFO, "Failed password for invalid user " + user + caller.from() + " ssh2");
    }
    if (dice.oneIn(2)) {
      caller.says(AUTH_INFO, "Connection closed by invalid user " + user + caller.preauth());
    } else {
      goodbye(caller);
      caller.says(AUTH_INFO, "Disconnected from invalid user " + user + caller.preauth());
    }
  }

  /** Passwords for root, until the server has enough. */
  void root(Course course) {
    Caller caller = caller(course);
    int tries = dice.between(1, 7);
    for (int i = 0; i < tries; i++) {
      if (i == 0) {
        caller.says(AUTHPRIV_NOTICE, failure(caller, " user=root"));
      }
      course.passes(FAIL_DELAY);
      caller.says(AUTH_INFO, "Failed password for root" + caller.from() + " ssh2");
    }
    if (tries == 6) {
      caller.says(
          AUTH_INFO,
          "error: maximum authentication attempts exceeded for root"
              + caller.from()
              + " ssh2 [preauth]");
      caller.says(
          AUTH_INFO,
          "Disconnecting authenticating user root "
              + caller.place()
              + ": Too many authentication failures [preauth]");
    } else {
      goodbye(caller);
      caller.says(AUTH_INFO, "Disconnected from authenticating user root" + caller.preauth());
    }
    if (tries > 1) {
      caller.says(
          AUTHPRIV_NOTICE,
          "PAM %d more authentication failure%s; %s"
              .formatted(tries - 1, tries == 2 ? "" : "s", facts(caller, " user=root")));
    }
  }

  /** Those who only look. */
  void scan(Course course) {
    Caller caller = caller(course);
    switch (dice.below(4)) {
      case 0 -> {
        caller.says(
            AUTH_INFO, "error: kex_exchange_identification: Connection closed by remote host");
        caller.says(AUTH_INFO, "Connection closed by " + caller.place());
      }
      case 1 ->
          caller.says(
              AUTH_INFO,
              "Unable to negotiate with "
                  + caller.place()
                  + ": no matching host key type found. Their offer: ssh-rsa,ssh-dss [preauth]");
      case 2 ->
          caller.says(
              AUTH_INFO, "banner exchange: Connection" + caller.from() + ": invalid format");
      default -> caller.says(AUTH_INFO, "Connection closed by" + caller.preauth());
    }
  }

  /** Those who break off. */
  void reset(Course course) {
    Caller caller = caller(course);
    caller.says(AUTH_INFO, "Connection reset by" + caller.preauth());
  }

  private void goodbye(Caller caller) {
    caller.says(AUTH_INFO, "Received disconnect from " + caller.place() + ":11: Bye Bye [preauth]");
  }

  private static String failure(Caller caller, String user) {
    return "pam_unix(sshd:auth): authentication failure; " + facts(caller, user);
  }

  private static String facts(Caller caller, String user) {
    return "logname= uid=0 euid=0 tty=ssh ruser= rhost=" + caller.address + ' ' + user;
  }

  private Caller caller(Course course) {
    return new Caller(
        course, people.pid(course.host(), dice), people.attackers.draw(dice), dice.port());
  }

  /** One connection of a stranger. */
  private record Caller(Course course, long pid, String address, int port) {
    void says(int priority, String message) {
      course.says(priority, "sshd", pid, message);
    }

    String place() {
      return address + " port " + port;
    }

    String from() {
      return " from " + place();
    }

    String preauth() {
      return ' ' + place() + " [preauth]";
    }
  }
}
