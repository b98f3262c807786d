package dwell.event;

import java.util.Random;

/**
 * The seed of a randomised test: taken from {@code -Ddwell.seed}, else fresh, and printed where a
 * test fails, so that a failure can be run again.
 */
public final class Seed {
  private static final long VALUE = Long.getLong("dwell.seed", System.nanoTime());

  private Seed() {}

  public static Random random() {
    return new Random(VALUE);
  }

  /** For the description of an assertion. */
  public static String text() {
    return "-Ddwell.seed=" + VALUE;
  }
}
