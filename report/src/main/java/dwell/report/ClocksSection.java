package dwell.report;

import dwell.incident.Incident;
import java.util.ArrayList;
import java.util.List;

/** How the times came about: the clock of each host, and what is known of it. */
public final class ClocksSection implements ReportSection {

  /** What the template shows. */
  public record View(Shown<Clock> clocks) implements SectionView {}

  /** The clock of a host. */
  public record Clock(String host, String zone, String basis) {}

  @Override
  public SectionView view(ReportContext report) {
    List<Clock> clocks = new ArrayList<>();
    for (Incident.Host host : report.incident().hosts()) {
      String zone = host.zone() == null ? "not known" : host.zone();
      clocks.add(new Clock(host.name(), zone, basis(host.zoneBasis())));
    }
    return new View(Shown.first(clocks, Limits.ROWS));
  }

  /** What a basis of a time means. */
  public static String basis(@org.jspecify.annotations.Nullable String basis) {
    return switch (basis) {
      case "recorded" -> "the zone stands in the records";
      case "host" -> "the host's own setting, from its files";
      case "given" -> "given by a person";
      case "assumed" -> "assumed, for want of better: times may be off by hours";
      case null, default -> "not known";
    };
  }

  @Override
  public String id() {
    return "clocks";
  }

  @Override
  public String title() {
    return "Times and their basis";
  }
}
