package dwell.benchmarks.logs;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Courses of events of many hosts, interleaved as they happen. */
final class SyslogSource implements LogSource {
  /** How busy the hosts are changes about once in so many courses. */
  private static final int STEADY = 2000;

  private final Setting setting;
  private final SyslogEnvelope envelope;
  private final Agenda agenda = new Agenda();
  private final List<Share> shares;
  private final int sum;
  private final double pause;
  private double quiet = 1;
  private long arrival = Setting.BEGIN;

  /** How often a kind of course comes, in relation to the others. */
  private record Share(int weight, Consumer<Course> kind) {}

  private SyslogSource(Setting setting, SyslogEnvelope envelope, double pause, List<Share> shares) {
    this.setting = setting;
    this.envelope = envelope;
    this.pause = pause;
    this.shares = shares;
    sum = shares.stream().mapToInt(Share::weight).sum();
  }

  /** What goes to {@code auth.log} of hosts that the internet can reach. */
  static SyslogSource auth(Setting setting, SyslogEnvelope envelope) {
    Guessing guessing = new Guessing(setting);
    Logins logins = new Logins(setting);
    return new SyslogSource(
        setting,
        envelope,
        150_000,
        List.of(
            new Share(340, guessing::unknownUser),
            new Share(240, guessing::root),
            new Share(100, guessing::scan),
            new Share(40, guessing::reset),
            new Share(80, logins::ssh),
            new Share(185, logins::cron),
            new Share(12, logins::su),
            new Share(3, logins::accountChange)));
  }

  /** What goes to a {@code syslog} that has everything. */
  static SyslogSource all(Setting setting, SyslogEnvelope envelope) {
    Guessing guessing = new Guessing(setting);
    Logins logins = new Logins(setting);
    Daemons daemons = new Daemons(setting);
    return new SyslogSource(
        setting,
        envelope,
        40_000,
        List.of(
            new Share(50, guessing::unknownUser),
            new Share(30, guessing::root),
            new Share(15, guessing::scan),
            new Share(15, logins::ssh),
            new Share(60, logins::cron),
            new Share(5, logins::su),
            new Share(2, logins::accountChange),
            new Share(400, daemons::system),
            new Share(423, daemons::service)));
  }

  @Override
  public void write() {
    Optional<SyslogRecord> due = agenda.before(arrival);
    while (due.isEmpty()) {
      begin();
      due = agenda.before(arrival);
    }
    envelope.write(due.get());
  }

  private void begin() {
    Dice dice = setting.dice();
    int host = dice.below(setting.people().hosts.size());
    Course course = new Course(agenda, dice, host, arrival);
    int drawn = dice.below(sum);
    for (Share share : shares) {
      drawn -= share.weight;
      if (drawn < 0) {
        share.kind.accept(course);
        break;
      }
    }
    if (dice.oneIn(STEADY)) {
      quiet = 0.2 + 3 * dice.fraction();
    }
    arrival += dice.interval(pause * quiet);
  }
}
