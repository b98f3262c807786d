package dwell.incident;

import dwell.correlate.Correlation;
import dwell.correlate.Session;
import dwell.event.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hosts and addresses that the actor reached, or named in a command. */
final class NetworkView {
  private final Findings findings;
  private final Map<String, Entry> entries = new TreeMap<>();

  private static final class Entry {
    final Set<String> seenBy = new LinkedHashSet<>();
    final Set<String> evidence = new LinkedHashSet<>();
    boolean reached;
  }

  private NetworkView(Findings findings) {
    this.findings = findings;
  }

  static List<Incident.Seen> of(Findings findings) {
    NetworkView view = new NetworkView(findings);
    for (Involved involved : findings.party().sessions()) {
      Session session = involved.session();
      if (session.origin().evidenceHost() != null
          && !session.host().equals(session.origin().evidenceHost())) {
        view.add(
            session.host(), session.origin().evidenceHost(), true, session.evidence().getFirst());
      }
    }
    for (Deed deed : findings.deeds()) {
      String far = deed.act().detail();
      boolean network =
          switch (deed.kind()) {
            case SSH_ONWARD,
                KEY_USED_ONWARD,
                FILE_SENT,
                SCANNING,
                DATABASE_CLIENT,
                DATABASE_DUMPED,
                DOWNLOADED ->
                true;
            default -> false;
          };
      if (network && far != null && !Networks.isLoopback(far) && !far.equals("localhost")) {
        view.add(far, deed.host(), false, deed.event());
      }
    }
    return view.entries.entrySet().stream().map(e -> view.seen(e.getKey(), e.getValue())).toList();
  }

  private void add(String what, String by, boolean reached, String evidence) {
    Correlation correlation = findings.scene().correlation();
    String host = correlation.addresses().get(what);
    Entry entry = entries.computeIfAbsent(host == null ? what : host, k -> new Entry());
    entry.seenBy.add(by);
    entry.reached |= reached;
    entry.evidence.add(evidence);
  }

  private Incident.Seen seen(String what, Entry entry) {
    boolean address = IpAddress.parse(what) != null;
    @Nullable String ip = address ? what : null;
    boolean inEvidence =
        findings.scene().input().hosts().stream().anyMatch(h -> h.name().equals(what))
            || findings.scene().correlation().addresses().containsValue(what);
    List<String> evidence = new ArrayList<>(entry.evidence);
    return new Incident.Seen(
        ip,
        address ? null : what,
        List.copyOf(entry.seenBy),
        entry.reached,
        inEvidence,
        evidence.size() > 12 ? List.copyOf(evidence.subList(0, 12)) : List.copyOf(evidence));
  }
}
