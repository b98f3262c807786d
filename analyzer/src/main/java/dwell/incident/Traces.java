package dwell.incident;

import dwell.detect.ActKind;
import dwell.event.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the actor altered so that it does not tell. */
final class Traces {
  private Traces() {}

  static List<Incident.Tampering> of(Findings findings) {
    Map<String, Incident.Tampering> out = new LinkedHashMap<>();
    for (Deed deed : findings.deeds()) {
      ActKind kind = deed.kind();
      String path = deed.act().path();
      boolean alters =
          kind == ActKind.LOG_CLEARED
              || kind == ActKind.HISTORY_CLEARED
              || kind == ActKind.LOGGING_STOPPED
              || kind == ActKind.TIMES_FORGED;
      if (!alters || deed.failed()) {
        continue;
      }
      String what = kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      out.putIfAbsent(
          what + deed.host() + path + deed.act().name(),
          new Incident.Tampering(
              what,
              deed.host(),
              path,
              null,
              deed.time() == null ? Times.bound(deed.notBefore()) : deed.time(),
              "a command of the actor's: " + Words.act(deed),
              deed.evidence()));
    }
    for (Changes.Change change : findings.changes().all()) {
      boolean theirs =
          findings.party().sessions().stream()
              .anyMatch(i ->
                  i.session().host().equals(change.host())
                      && i.session().covers(change.time().instant()));
      if (change.action() == Action.LOG_CLEAR && theirs) {
        out.putIfAbsent(
            "log" + change.host() + change.time(),
            new Incident.Tampering(
                "log-cleared",
                change.host(),
                null,
                null,
                change.time(),
                "a record of the clearing itself, while the actor was logged in",
                List.copyOf(change.evidence())));
      }
    }
    List<Incident.Tampering> list = new ArrayList<>(out.values());
    list.addAll(Witnesses.of(findings));
    for (Involved involved : findings.party().sessions()) {
      emptied(involved, findings, list);
    }
    list.sort(
        Comparator.comparing(Incident.Tampering::to, Times.ORDER)
            .thenComparing(Incident.Tampering::host));
    return List.copyOf(list);
  }

  /** A log that was emptied in a session, where nothing else told of it. */
  private static void emptied(Involved involved, Findings findings, List<Incident.Tampering> list) {
    String host = involved.session().host();
    for (EmptiedLogs.Emptied log : findings.scene().emptied().all(involved.session())) {
      if (list.stream().noneMatch(t -> t.host().equals(host) && log.path().equals(t.path()))) {
        list.add(
            new Incident.Tampering(
                "log-cleared",
                host,
                log.path(),
                null,
                log.begins(),
                "in a session of the actor's: the log " + log.why(),
                log.evidence()));
      }
    }
  }
}
