package dwell.report;

import dwell.incident.Incident;
import java.util.ArrayList;
import java.util.List;

/** What to do now: names to act upon, list by list. */
public final class ContainmentSection implements ReportSection {

  /** What the template shows. */
  public record View(List<Todo> lists) implements SectionView {
    @Override
    public long count() {
      return lists.stream().mapToLong(list -> list.names().total()).sum();
    }
  }

  /** One list; {@code why} says what it is for. */
  public record Todo(String id, String title, String why, Shown<String> names) {}

  @Override
  public SectionView view(ReportContext report) {
    return new View(lists(report.incident().containment()));
  }

  /** The lists that have something in them, the most urgent first. */
  static List<Todo> lists(Incident.Containment todo) {
    List<Todo> lists = new ArrayList<>();
    add(lists, "end", "End sessions", "open when the evidence was taken", todo.endSessions());
    add(lists, "block", "Block addresses", "the actor came from there", todo.blockAddresses());
    add(lists, "isolate", "Isolate hosts", "the actor was on them", todo.isolateHosts());
    add(lists, "lock", "Lock accounts", "used or made by the actor", todo.lockAccounts());
    add(
        lists,
        "lock-database",
        "Lock database accounts",
        "used or made by the actor",
        todo.lockDatabaseAccounts());
    add(lists, "remove", "Remove", "ways back that nothing shows to be closed", todo.remove());
    add(lists, "rotate", "Rotate secrets", "the actor read them or could", todo.rotateSecrets());
    add(lists, "notify", "Tell", "people to bring in", todo.toNotify());
    add(lists, "alerts", "Alert on", "signs that the actor is back", todo.alerts());
    return lists;
  }

  private static void add(
      List<Todo> lists, String id, String title, String why, List<String> names) {
    if (!names.isEmpty()) {
      lists.add(new Todo(id, title, why, Shown.first(names, Limits.ROWS)));
    }
  }

  @Override
  public String id() {
    return "containment";
  }

  @Override
  public String title() {
    return "What to do now";
  }
}
