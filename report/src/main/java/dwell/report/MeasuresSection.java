package dwell.report;

import dwell.incident.AnswerStatus;
import dwell.incident.Incident;
import java.util.ArrayList;
import java.util.List;

/** What is to be done, by counts, and what is not known yet. */
public final class MeasuresSection implements ReportSection {

  /** What the template shows. */
  public record View(List<String> measures, Shown<Open> open) implements SectionView {}

  /** A question of the checklist that the records do not answer in full. */
  public record Open(String question, String status) {}

  @Override
  public SectionView view(ReportContext report) {
    Incident incident = report.incident();
    List<Open> open = new ArrayList<>();
    for (Incident.Answer answer : incident.answers()) {
      if (answer.status() != AnswerStatus.ANSWERED) {
        open.add(new Open(answer.question(), answer.status().id()));
      }
    }
    return new View(measures(incident.containment()), Shown.first(open, Limits.ROWS));
  }

  private static List<String> measures(Incident.Containment todo) {
    List<String> measures = new ArrayList<>();
    add(measures, todo.endSessions().size(), "session", "End", "that was open");
    add(measures, todo.blockAddresses().size(), "address", "Block", "that they came from");
    add(
        measures,
        todo.isolateHosts().size(),
        "system",
        "Take",
        "off the network, with the disks kept as they are");
    long accounts = todo.lockAccounts().size() + (long) todo.lockDatabaseAccounts().size();
    add(measures, accounts, "account", "Lock", "that they used or made");
    add(measures, todo.remove().size(), "way to come back", "Remove", "that they left");
    add(
        measures,
        todo.rotateSecrets().size(),
        "password or key",
        "Change",
        "that they know or may know");
    return measures;
  }

  private static void add(List<String> out, long number, String what, String verb, String rest) {
    if (number > 0) {
      out.add(verb + " " + Numbers.count(number) + " " + plural(what, number) + " " + rest);
    }
  }

  private static String plural(String what, long number) {
    if (number == 1) {
      return what;
    }
    return switch (what) {
      case "address" -> "addresses";
      case "way to come back" -> "ways to come back";
      case "password or key" -> "passwords or keys";
      default -> what + "s";
    };
  }

  @Override
  public String id() {
    return "measures";
  }

  @Override
  public String title() {
    return "What is being done";
  }
}
