package dwell.report;

import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Place;
import dwell.incident.Incident;
import dwell.incident.Stamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cited records as exhibits: id, place, hashes, the stamp as written and what it rests on. */
public final class ExhibitsSection implements ReportSection {

  /** What the template shows. */
  public record View(List<Exhibit> exhibits) implements SectionView {
    @Override
    public long count() {
      return exhibits.size();
    }
  }

  /**
   * An exhibit.
   *
   * @param label as in the citations: {@code E12}
   * @param found null where the record is not at hand
   */
  public record Exhibit(String label, String id, String anchor, @Nullable Found found) {}

  /**
   * A record that is at hand.
   *
   * @param fileSha256 of the file that it stands in; null where the case does not tell
   * @param time UTC; null where the record has none
   * @param written the stamp as the record has it; null where it has none
   * @param basis how the instant was made of it
   */
  public record Found(
      String host,
      Place place,
      @Nullable String fileSha256,
      String recordSha256,
      @Nullable String time,
      @Nullable String written,
      String basis,
      String text) {}

  @Override
  public SectionView view(ReportContext report) {
    List<String> ids = report.citations().events();
    Map<String, Excerpt> excerpts = report.inputs().excerpts().find(ids);
    Map<String, String> hashes = hashes(report.incident());
    List<Exhibit> exhibits = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      Excerpt excerpt = excerpts.get(id);
      Found found = excerpt == null ? null : found(report, excerpt, hashes);
      exhibits.add(
          new Exhibit("E" + (i + 1), Citations.shortened(id), Citations.anchor(id), found));
    }
    return new View(exhibits);
  }

  private static Map<String, String> hashes(Incident incident) {
    Map<String, String> hashes = new HashMap<>();
    for (Incident.Host host : incident.hosts()) {
      for (Incident.Source source : host.sources()) {
        if (source.sha256() != null) {
          hashes.put(host.name() + '\0' + source.path(), source.sha256());
        }
      }
    }
    return hashes;
  }

  private static Found found(ReportContext report, Excerpt excerpt, Map<String, String> hashes) {
    EventTime time = excerpt.event().time();
    String written = excerpt.event().text(Field.TIME_ORIGINAL);
    return new Found(
        excerpt.host(),
        excerpt.event().place(),
        hashes.get(excerpt.host() + '\0' + excerpt.event().place().path()),
        excerpt.sha256(),
        time.instant() == null ? null : Times.utc(new Stamp(time.instant(), time.digits())),
        written,
        basis(time, excerpt.event().number(Field.TIME_ERROR)),
        report.quote(excerpt.record()));
  }

  private static String basis(EventTime time, @Nullable Long error) {
    if (time.instant() == null || time.basis() == null) {
      return "no time of its own";
    }
    String zone = ClocksSection.basis(time.basis().id());
    String year = time.year() == null ? "" : ", year " + time.year().id();
    String off = error == null ? "" : ", may be off by " + Numbers.duration(error);
    return zone + year + off;
  }

  @Override
  public String id() {
    return "exhibits";
  }

  @Override
  public String title() {
    return "Exhibits";
  }
}
