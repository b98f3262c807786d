package dwell.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TimeScaleTest {
  private static final long SEED = Long.getLong("dwell.seed", 20_260_218L);

  @Test
  void placesTimesInTheirOrder() {
    Random random = new Random(SEED);
    for (int round = 0; round < 300; round++) {
      TreeSet<Long> times = new TreeSet<>();
      int count = 1 + random.nextInt(40);
      for (int i = 0; i < count; i++) {
        times.add(1_700_000_000L + (long) Math.exp(random.nextDouble() * 18));
      }
      TimeScale scale = TimeScale.of(times, 100, 1100);
      double before = 100;
      for (long time : times) {
        double x = scale.x(time);
        assertThat(x).as("seed %d, %s", SEED, times).isBetween(before, 1100.0);
        before = x;
      }
      assertThat(scale.ticks()).as("seed %d", SEED).hasSizeBetween(1, 40);
      assertThat(scale.ticks()).extracting(TimeScale.Tick::x).isSorted();
      assertThat(scale.breaks()).allMatch(pause -> pause.seconds() > 0);
    }
  }

  @Test
  void leavesOutAQuietMonthAndSaysSo() {
    long day = 86_400;
    TreeSet<Long> times = new TreeSet<>(List.of(0L, 600L, 1200L, 30 * day, 30 * day + 900));
    TimeScale scale = TimeScale.of(times, 0, 1000);
    assertThat(scale.breaks()).hasSizeGreaterThanOrEqualTo(1);
    assertThat(scale.breaks().getFirst().seconds() + scale.x(0)).isGreaterThan(0);
    assertThat(scale.breaks())
        .anySatisfy(pause -> assertThat(pause.seconds()).isBetween(29 * day, 30 * day));
    assertThat(scale.x(1200) - scale.x(0)).isGreaterThan(100);
  }

  @Test
  void holdsASingleMoment() {
    TimeScale scale = TimeScale.of(new TreeSet<>(List.of(1_770_000_000L)), 0, 1000);
    assertThat(scale.x(1_770_000_000L)).isBetween(0.0, 1000.0);
    assertThat(scale.ticks()).isNotEmpty();
    assertThat(scale.breaks()).isEmpty();
  }

  @Test
  void tellsTheDayOnce() {
    TimeScale scale = TimeScale.even(1_770_000_000L, 1_770_000_000L + 3600, 0, 1000);
    assertThat(scale.ticks())
        .extracting(TimeScale.Tick::day)
        .filteredOn(day -> !day.isEmpty())
        .containsExactly("2 Feb 2026");
  }
}
