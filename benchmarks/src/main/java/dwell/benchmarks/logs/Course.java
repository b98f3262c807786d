package dwell.benchmarks.logs;

/** One course of events on one host, each some time after the one before. */
final class Course {
  static final int KERNEL_WARNING = 4;
  static final int MAIL_INFO = 22;
  static final int DAEMON_INFO = 30;
  static final int AUTH_INFO = 38;
  static final int CRON_INFO = 78;
  static final int AUTHPRIV_ALERT = 81;
  static final int AUTHPRIV_NOTICE = 85;
  static final int AUTHPRIV_INFO = 86;

  private static final double INSTANT = 2000;

  private final Agenda agenda;
  private final Dice dice;
  private final int host;
  private long at;

  Course(Agenda agenda, Dice dice, int host, long at) {
    this.agenda = agenda;
    this.dice = dice;
    this.host = host;
    this.at = at;
  }

  int host() {
    return host;
  }

  /** Lets some microseconds pass; so many on the average. */
  Course passes(double mean) {
    at += dice.interval(mean);
    return this;
  }

  /** A record, and a moment after it. */
  Course says(int priority, String program, long pid, String message) {
    agenda.add(at, host, priority, program, pid, message);
    return passes(INSTANT);
  }
}
