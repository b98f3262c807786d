package dwell.report;

import dwell.incident.Incident;
import dwell.incident.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first screen: the verdict in a line, then the answers as cards. */
public final class SummarySection implements ReportSection {

  /** What the template shows. */
  public record View(Verdict verdict, String headline, String detail, List<Card> cards)
      implements SectionView {}

  @Override
  public SectionView view(ReportContext report) {
    Incident incident = report.incident();
    return new View(
        incident.verdict(), headline(incident), detail(report), new Cards(report).all());
  }

  private static String headline(Incident incident) {
    return switch (incident.verdict()) {
      case COMPROMISE ->
          switch (incident.origin()) {
            case EXTERNAL -> "Compromised, from outside";
            case INTERNAL -> "Compromised, from inside";
            case BOTH -> "Compromised, from outside and from inside";
            case UNKNOWN -> "Compromised";
          };
      case ATTEMPT -> "Attempted; nothing shows that anybody got in";
      case NONE -> "No intrusion seen in these records";
    };
  }

  private static String detail(ReportContext report) {
    Incident incident = report.incident();
    if (incident.verdict() == Verdict.COMPROMISE) {
      return compromised(report);
    }
    long records = 0;
    long files = 0;
    for (Incident.Host host : incident.hosts()) {
      files += host.sources().size();
      for (Incident.Source source : host.sources()) {
        records += source.records();
      }
    }
    return Numbers.of(records, "record", "records")
        + " in "
        + Numbers.of(files, "file", "files")
        + " of "
        + Numbers.of(incident.hosts().size(), "host", "hosts")
        + " were read.";
  }

  private static String compromised(ReportContext report) {
    Incident incident = report.incident();
    long addresses = incident.actors().stream().mapToLong(a -> a.addresses().size()).sum();
    long accounts = incident.actors().stream().mapToLong(a -> a.accounts().size()).sum();
    long hosts = incident.sessions().stream().map(Incident.ActorSession::host).distinct().count();
    return String.join(
            ", ",
            Numbers.of(hosts, "host", "hosts") + " entered",
            Numbers.of(accounts, "account", "accounts") + " used",
            Numbers.of(addresses, "address", "addresses") + " behind it",
            Numbers.of(incident.data().size(), "table", "tables") + " reached")
        + ".";
  }

  /**
   * A card.
   *
   * @param status {@code answered}, {@code partly} or {@code unknown}
   * @param lead the answer in a few words; may come from evidence
   * @param lines the answer's parts
   * @param reason how sure, and why; empty where the answer says enough
   * @param section where the whole of it stands
   */
  public record Card(
      String id,
      String question,
      String status,
      String lead,
      List<Line> lines,
      String reason,
      List<String> evidence,
      String section) {

    /** Something that cannot wait. */
    public boolean alarm() {
      return id.equals("inside") && lead.startsWith("Yes");
    }
  }

  /** A part of an answer; {@code label} is empty where it needs none. */
  public record Line(String label, String value, @Nullable String beside) {
    Line(String label, String value) {
      this(label, value, null);
    }
  }

  @Override
  public String id() {
    return "summary";
  }

  @Override
  public String title() {
    return "At a glance";
  }
}
