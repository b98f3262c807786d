package dwell.report;

import dwell.event.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records that the sections before it cite, each with its place. */
public final class EvidenceSection implements ReportSection {

  /** What the template shows. */
  public record View(List<Quote> quotes) implements SectionView {
    @Override
    public long count() {
      return quotes.size();
    }
  }

  /**
   * A quoted record.
   *
   * @param label as in the citations: {@code E12}
   * @param host null, like {@code place} and {@code text}, where the record is not at hand
   * @param place where it stands
   * @param time UTC, as citations write it; null where the record has none
   */
  public record Quote(
      String label,
      String id,
      String anchor,
      @Nullable String host,
      @Nullable Place place,
      @Nullable String time,
      @Nullable String text) {}

  @Override
  public SectionView view(ReportContext report) {
    List<String> ids = report.citations().events();
    Map<String, Excerpt> found = report.inputs().excerpts().find(ids);
    List<Quote> quotes = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      quotes.add(quote(report, "E" + (i + 1), id, found.get(id)));
    }
    return new View(quotes);
  }

  private static Quote quote(
      ReportContext report, String label, String id, @Nullable Excerpt excerpt) {
    String anchor = Citations.anchor(id);
    if (excerpt == null) {
      return new Quote(label, Citations.shortened(id), anchor, null, null, null, null);
    }
    var time = excerpt.event().time();
    String written =
        time.instant() == null
            ? null
            : Times.utc(new dwell.incident.Stamp(time.instant(), time.digits()));
    return new Quote(
        label,
        Citations.shortened(id),
        anchor,
        excerpt.host(),
        excerpt.event().place(),
        written,
        report.quote(excerpt.record()));
  }

  @Override
  public String id() {
    return "evidence";
  }

  @Override
  public String title() {
    return "Evidence quoted";
  }
}
