package dwell.report;

import dwell.incident.Incident;
import java.util.ArrayList;
import java.util.List;

/** For the author: what was left out of the draft, how much of it, and why. It names none of it. */
public final class LeftOutSection implements ReportSection {

  /** What the template shows. */
  public record View(List<Omission> omissions) implements SectionView {
    @Override
    public long count() {
      return omissions.size();
    }
  }

  /** Something that was left out. */
  public record Omission(String what, long number, String why) {}

  @Override
  public SectionView view(ReportContext report) {
    Incident incident = report.incident();
    EvidenceNames names = EvidenceNames.of(incident);
    List<Omission> out = new ArrayList<>();
    String others = "Other people's systems stand behind them; nobody outside is named or blamed.";
    String inside = "Internal, and of use to those who would try the same.";
    add(out, "Addresses", names.of("address").size(), others);
    add(out, "Receivers of data", names.of("receiver").size(), others);
    add(out, "Accounts", names.of("account").size(), "Persons stand behind them.");
    add(out, "Systems, by name", names.of("host").size(), inside);
    long stores = names.of("database").size() + (long) names.of("table").size();
    add(
        out,
        "Databases and tables, by name",
        stores,
        "Internal; the kinds of data are told instead.");
    add(out, "Files", names.of("file").size(), inside);
    add(out, "Keys", names.of("key").size(), inside);
    add(out, "Programs that they used, by name", names.of("user agent").size(), inside);
    long commands = 0;
    long statements = 0;
    for (Incident.ActorSession session : incident.sessions()) {
      commands += session.commands().size();
      statements += session.queries().size();
    }
    add(out, "Commands and database statements", commands + statements, inside);
    add(out, "Ways to come back, by name", incident.persistence().size(), inside);
    String technical = "Of use to responders; says nothing to those concerned.";
    add(out, "Detections and techniques", incident.detections().size(), technical);
    long noise = incident.background().addresses();
    add(
        out,
        "Attempts of others that came to nothing, by address",
        noise,
        "Not part of this incident.");
    return new View(out);
  }

  private static void add(List<Omission> out, String what, long number, String why) {
    if (number > 0) {
      out.add(new Omission(what, number, why));
    }
  }

  @Override
  public String id() {
    return "left-out";
  }

  @Override
  public String title() {
    return "For the author: what was left out, and why";
  }
}
