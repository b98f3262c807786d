package dwell.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartsTest {
  private static final long NOON = 1_770_033_600L;

  private static BarChart bars() {
    return BarChart.of(
        List.of(
            new BarChart.Series("failed", new TreeMap<>(Map.of(NOON, 40L, NOON + 3600, 2L))),
            new BarChart.Series("<b>", new TreeMap<>(Map.of(NOON, 3L)))));
  }

  @Test
  void drawsOneBarForEachCount() {
    String svg = bars().svg("Logins");
    assertThat(svg)
        .startsWith("<svg class=\"chart\" role=\"img\"")
        .contains("<title>Logins</title>");
    assertThat(svg.split("class=\"fill-0\"", -1)).hasSize(3);
    assertThat(svg.split("class=\"fill-1\"", -1)).hasSize(2);
    assertThat(svg).contains(">12:00</text>", ">2 Feb 2026</text>", ">40</text>");
  }

  @Test
  void needsNoFontOfTheMachineAndNoStyleAttribute() {
    String svg = bars().svg("Logins");
    assertThat(svg).doesNotContain("style=", "font", "xmlns", "id=", "rgb(");
    assertThat(bars().svg("Logins")).isEqualTo(svg);
  }

  @Test
  void sumsOverLongerIntervalsWhereHoursHaveNoRoom() {
    TreeMap<Long, Long> year = new TreeMap<>();
    for (int hour = 0; hour < 24 * 365; hour++) {
      year.put(NOON + hour * 3600L, 1L);
    }
    BarChart chart = BarChart.of(List.of(new BarChart.Series("x", year)));
    assertThat(chart.interval()).isEqualTo(604_800);
    assertThat(chart.counts().values().stream().mapToLong(c -> c[0]).sum()).isEqualTo(24 * 365);
    assertThat(chart.svg("x").length()).isLessThan(60_000);
  }

  @Test
  void writesNamesFromEvidenceAsText() {
    String svg =
        RowChart.svg(
            List.of(
                new RowChart.Row("</svg><script>\u202e\u0000", 10, 20, "10"),
                new RowChart.Row("t", 0, 0, "0")),
            "\"><b>");
    assertThat(svg)
        .doesNotContain("<script", "<b>")
        .contains("&lt;/svg&gt;&lt;script&gt;‹U+202E›␀");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "5,1", "6,2", "40,10", "49,10", "51,10", "60,20", "1234,500", "999999,200000"})
  void choosesRoundSteps(long most, long step) {
    assertThat(BarChart.step(most)).isEqualTo(step);
  }
}
