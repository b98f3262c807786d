package dwell.benchmarks.logs;

import java.time.Instant;

/**
 * What a source works with.
 *
 * @param dice all that is random
 * @param people who appears
 * @param out where the log goes
 * @param stamps writes times to {@code out}
 */
record Setting(Dice dice, Population people, LogOutput out, StampWriter stamps) {
  /** When every log begins, in microseconds since the epoch. */
  static final long BEGIN =
      Instant.parse("2026-02-25T00:00:00Z").getEpochSecond() * StampWriter.SECOND;

  static Setting of(long seed, int hosts, LogOutput out) {
    Dice dice = new Dice(seed);
    return new Setting(dice, new Population(dice, hosts), out, new StampWriter(out));
  }
}
