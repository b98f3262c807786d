package dwell.incident;

import dwell.correlate.EventRow;
import dwell.correlate.EventSource.Selection;
import dwell.detect.Act;
import dwell.detect.ActReader;
import dwell.detect.Sign;
import dwell.detect.Tactic;
import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a web server's own account ran outside of all sessions, as the audit log shows it, that no
 * site needs: code fetched or decoded and run, a shell to somewhere else. It is whose requests came
 * at that time, where they were one address's alone.
 */
final class ServerCommands {
  /** Accounts that web servers run as, by distribution. */
  static final Set<String> ACCOUNTS =
      Set.of("www-data", "apache", "nginx", "http", "httpd", "wwwrun", "tomcat");

  /** Act weight that honest work hardly explains. */
  private static final int GRAVE = 3;

  /** Servers log a request when it came or when it was answered, in whole seconds: nanoseconds. */
  private static final long NEAR = 5_000_000_000L;

  /** By nanoseconds since the epoch: each request of a site looks for those at its time. */
  private final NavigableMap<Long, List<Run>> runs = new TreeMap<>();

  /** A command that an attacker alone runs, and who asked for something at that time. */
  private record Run(
      String host,
      String account,
      String text,
      Stamp time,
      String event,
      List<Act> acts,
      Map<String, Request> askers) {
    Run(String host, String account, String text, Stamp time, String event, List<Act> acts) {
      this(host, account, text, time, event, acts, new TreeMap<>());
    }
  }

  private record Request(Stamp time, String event, @Nullable String agent) {}

  ServerCommands(Scene scene) {
    scene
        .input()
        .events()
        .timed(Selection.of(Set.of(Dataset.AUDIT), Set.of(Action.COMMAND)), this::ran);
  }

  /** Takes a program that the kernel saw begin. */
  private void ran(EventRow row) {
    String user = account(row);
    String text = row.text(Field.COMMAND_LINE);
    boolean outside = row.number(Field.AUDIT_USER_ID) == EventBatch.ABSENT;
    if (user == null || !ACCOUNTS.contains(user) || text == null || !outside) {
      return;
    }
    List<Act> acts = ActReader.read(text, user, null);
    if (row.outcome() != Outcome.FAILURE && acts.stream().anyMatch(ServerCommands::grave)) {
      Stamp time = new Stamp(EventTime.instant(row.time()), row.digits());
      Run run = new Run(row.host(), user, text, time, row.id(), acts);
      runs.computeIfAbsent(row.time(), at -> new ArrayList<>()).add(run);
    }
  }

  /** Debian's base-passwd and Red Hat's setup give their web servers' accounts one number each. */
  private static @Nullable String account(EventRow row) {
    String user = row.text(Field.USER);
    long uid = user == null ? row.number(Field.USER_ID) : -1;
    return uid == 33 ? "www-data" : uid == 48 ? "apache" : user;
  }

  private static boolean grave(Act act) {
    return act.kind().tactic() == Tactic.EXECUTION && act.kind().weight() >= GRAVE;
  }

  /** Takes a request. */
  void see(EventRow row, String ip) {
    for (List<Run> near : runs.subMap(row.time() - NEAR, true, row.time() + NEAR, true).values()) {
      for (Run run : near) {
        if (run.host().equals(row.host())) {
          Stamp time = new Stamp(EventTime.instant(row.time()), row.digits());
          run.askers().put(ip, new Request(time, row.id(), row.text(Field.USER_AGENT)));
        }
      }
    }
  }

  /** Those whose requests the server answered with such commands, by host and address. */
  List<WebVisit> visits() {
    Map<String, List<Run>> byAsker = new TreeMap<>();
    for (List<Run> atOnce : runs.values()) {
      for (Run run : atOnce) {
        if (run.askers().size() == 1) {
          String ip = run.askers().keySet().iterator().next();
          String key = run.host() + '\n' + ip;
          byAsker.computeIfAbsent(key, k -> new ArrayList<>()).add(run);
        }
      }
    }
    List<WebVisit> out = new ArrayList<>();
    byAsker.forEach((key, theirs) -> out.add(visit(key.substring(key.indexOf('\n') + 1), theirs)));
    return out;
  }

  private WebVisit visit(String ip, List<Run> theirs) {
    Set<String> evidence = new LinkedHashSet<>();
    TreeSet<String> agents = new TreeSet<>();
    List<Incident.Command> commands = new ArrayList<>();
    List<Deed> deeds = new ArrayList<>();
    Run first = theirs.getFirst();
    String host = first.host();
    String account = first.account();
    for (Run run : theirs) {
      Request request = run.askers().values().iterator().next();
      if (request.agent() != null) {
        agents.add(request.agent());
      }
      evidence.add(request.event());
      evidence.add(run.event());
      commands.add(
          new Incident.Command(
              run.time(),
              null,
              null,
              null,
              run.text(),
              account,
              Outcome.UNKNOWN.id(),
              run.event()));
      for (Act act : run.acts()) {
        deeds.add(
            new Deed(
                act,
                run.event(),
                host,
                account,
                run.time(),
                null,
                null,
                false,
                List.of(run.event())));
      }
    }
    Request came = first.askers().values().iterator().next();
    Stamp begin = Times.min(came.time(), first.time());
    return new WebVisit(
        came.event(),
        host,
        ip,
        account,
        List.copyOf(agents),
        begin == null ? first.time() : begin,
        first.time(),
        theirs.getLast().time(),
        commands,
        deeds,
        List.of(),
        theirs.stream().map(run -> run.time().instant()).toList(),
        List.of(),
        "was alone to ask as the web server's account ran what only an attacker runs",
        Sign.SERVER_COMMANDED,
        List.copyOf(evidence));
  }
}
