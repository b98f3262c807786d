package dwell.report;

import dwell.incident.Incident;
import java.util.ArrayList;
import java.util.List;

/** The files that the incident rests on, with hashes, sizes, spans and clocks. */
public final class SourcesSection implements ReportSection {
  private static final int FILES = 400;

  /** What the template shows. {@code files} is how many there are in all. */
  public record View(List<Entry> hosts, long files) implements SectionView {
    @Override
    public long count() {
      return files;
    }
  }

  /** A host and its files. */
  public record Entry(Incident.Host host, Shown<Incident.Source> sources) {}

  @Override
  public SectionView view(ReportContext report) {
    int left = FILES;
    long files = 0;
    List<Entry> hosts = new ArrayList<>();
    for (Incident.Host host : report.incident().hosts()) {
      files += host.sources().size();
      Shown<Incident.Source> shown = Shown.first(host.sources(), left);
      left -= shown.items().size();
      if (hosts.size() < Limits.ROWS) {
        hosts.add(new Entry(host, shown));
      }
    }
    return new View(hosts, files);
  }

  @Override
  public String id() {
    return "sources";
  }

  @Override
  public String title() {
    return "Evidence files";
  }
}
