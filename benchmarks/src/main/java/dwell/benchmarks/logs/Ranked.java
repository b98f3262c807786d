package dwell.benchmarks.logs;

import java.util.Arrays;
import java.util.List;

/** Values of which few come often and many seldom: the n-th with a weight of 1 / n^exponent. */
final class Ranked {
  private final List<String> values;
  private final double[] reach;

  Ranked(List<String> values, double exponent) {
    this.values = List.copyOf(values);
    reach = new double[values.size()];
    double sum = 0;
    for (int i = 0; i < reach.length; i++) {
      sum += 1 / StrictMath.pow(i + 1, exponent);
      reach[i] = sum;
    }
  }

  String draw(Dice dice) {
    int at = Arrays.binarySearch(reach, dice.fraction() * reach[reach.length - 1]);
    return values.get(Math.min(at < 0 ? -at - 1 : at, reach.length - 1));
  }
}
