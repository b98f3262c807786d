package dwell.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;

/** Amounts of named things as bars that lie: what is known, and what it could be at most. */
public final class RowChart {
  private static final int WIDTH = 1100;
  private static final int LEFT = 260;
  private static final int RIGHT = 120;
  private static final int ROW = 26;
  private static final int NAME = 36;

  private RowChart() {}

  /**
   * One thing.
   *
   * @param name may come from evidence
   * @param known zero or more
   * @param atMost never less than {@code known}
   * @param label stands behind the bar
   */
  public record Row(String name, long known, long atMost, String label) {}

  /**
   * The chart as SVG, safe to stand in a page; the same for the same rows, on any machine.
   *
   * @param rows not empty
   */
  public static String svg(List<Row> rows, String title) {
    int height = rows.size() * ROW + 12;
    DefaultCategoryDataset dataset = new DefaultCategoryDataset();
    long most = 1;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      dataset.addValue(row.known(), "known", Integer.valueOf(i));
      dataset.addValue(row.atMost() - row.known(), "at most", Integer.valueOf(i));
      most = Math.max(most, row.atMost());
    }
    CategoryAxis names = new CategoryAxis();
    names.setTickLabelsVisible(false);
    names.setTickMarksVisible(false);
    names.setAxisLinePaint(Drawing.line());
    names.setCategoryMargin(0.35);
    NumberAxis amounts = new NumberAxis();
    amounts.setRange(0, most);
    amounts.setTickUnit(new NumberTickUnit(most));
    amounts.setVisible(false);
    StackedBarRenderer renderer = new StackedBarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    renderer.setSeriesPaint(0, Drawing.series(0));
    renderer.setSeriesPaint(1, Drawing.series(9));
    CategoryPlot plot = new CategoryPlot(dataset, names, amounts, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setRangeGridlinesVisible(false);
    AxisSpace space = new AxisSpace();
    space.setLeft(LEFT);
    space.setRight(RIGHT);
    space.setTop(4);
    space.setBottom(4);
    plot.setFixedDomainAxisSpace(space);
    plot.setFixedRangeAxisSpace(space);
    JFreeChart chart = new JFreeChart(null, JFreeChart.DEFAULT_TITLE_FONT, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);

    Drawing drawing = new Drawing(WIDTH, height);
    chart.draw(drawing.graphics(), new Rectangle2D.Double(0, 0, WIDTH, height));
    Rectangle2D area = new Rectangle2D.Double(LEFT, 4, WIDTH - LEFT - RIGHT, height - 8);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      double y = names.getCategoryMiddle(i, rows.size(), area, RectangleEdge.LEFT) + 4;
      double end = LEFT + area.getWidth() * row.atMost() / most;
      drawing.label(shortened(row.name()), LEFT - 10, y, "end");
      drawing.label(row.label(), end + 8, y, "start");
    }
    return drawing.svg(title);
  }

  private static String shortened(String name) {
    if (name.length() <= NAME) {
      return name;
    }
    int end = Character.isHighSurrogate(name.charAt(NAME - 2)) ? NAME - 2 : NAME - 1;
    return name.substring(0, end) + "…";
  }
}
