package dwell.benchmarks.logs;

import java.util.List;
import java.util.SplittableRandom;

/**
 * All that is random, from one seed. Logarithms are those of {@link StrictMath}, which are the same
 * on every machine.
 */
final class Dice {
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** From 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From {@code from} to {@code to - 1}. */
  int between(int from, int to) {
    return random.nextInt(from, to);
  }

  /** True once in so many times. */
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** From 0 to below 1. */
  double fraction() {
    return random.nextDouble();
  }

  /** The time to the next of events that come by chance: exponential, at least 1. */
  long interval(double mean) {
    return 1 + (long) (-StrictMath.log(1 - random.nextDouble()) * mean);
  }

  String of(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  String hex(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.toString();
  }

  String base64(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(BASE64.charAt(random.nextInt(64)));
    }
    return text.toString();
  }

  /** The port of a client. */
  int port() {
    return between(1024, 65536);
  }
}
