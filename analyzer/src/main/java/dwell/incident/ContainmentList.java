package dwell.incident;

import dwell.correlate.AccountKey;
import dwell.correlate.Session;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What to review for blocking, locking, rotating, removing: names only. */
final class ContainmentList {
  private final SortedSet<String> block = new TreeSet<>();
  private final SortedSet<String> lock = new TreeSet<>();
  private final SortedSet<String> lockDatabase = new TreeSet<>();
  private final SortedSet<String> rotate = new TreeSet<>();
  private final SortedSet<String> remove = new TreeSet<>();
  private final SortedSet<String> end = new TreeSet<>();
  private final SortedSet<String> isolate = new TreeSet<>();
  private final SortedSet<String> tell = new TreeSet<>();
  private final SortedSet<String> alerts = new TreeSet<>();

  private ContainmentList() {}

  static Incident.Containment of(
      List<Findings> all,
      List<Incident.Persistence> doors,
      List<Incident.ExposedSecret> secrets,
      List<Incident.Data> data) {
    ContainmentList list = new ContainmentList();
    all.forEach(findings -> list.take(findings.party()));
    for (Incident.ExposedSecret secret : secrets) {
      list.rotate.add(secret.kind().id() + " " + secret.path() + " of " + secret.host());
    }
    for (Incident.Persistence door : doors) {
      if (door.removed() == null) {
        String what = door.path() != null ? door.path() : door.name();
        list.remove.add(door.kind().id() + " " + what + " on " + door.host());
      }
    }
    if (data.stream().anyMatch(d -> d.sensitive() != null)) {
      list.tell.add("data protection officer and legal counsel: sensitive data was read");
    }
    return list.containment();
  }

  private void take(Party party) {
    for (Party.From from : party.addresses()) {
      // An address that ours come from too would lock them out.
      if (from.against().isEmpty() || (!party.insider && !from.why().startsWith("session"))) {
        block.add(from.ip());
      }
      alerts.add("any login or request from " + from.ip());
    }
    for (Party.Hold hold : party.accounts()) {
      AccountKey account = hold.account();
      boolean os = account.system().equals(AccountKey.OS);
      (os ? lock : lockDatabase).add(account.name() + "@" + account.host());
      String what = os ? "password and keys of " : account.system() + " password of ";
      rotate.add(what + account.name() + " on " + account.host());
      isolate.add(account.host());
      alerts.add("any login of " + account.name() + " on " + account.host());
    }
    for (Involved involved : party.sessions()) {
      Session session = involved.session();
      if (session.endedBy() == Session.EndedBy.STILL_OPEN) {
        end.add(session.user() + "@" + session.host() + " pid " + session.login().pid());
      }
      isolate.add(session.host());
    }
    party.keys.forEach(key -> alerts.add("any login with key " + key));
    if (!party.addresses().isEmpty() && !party.insider) {
      tell.add("operators of the networks that the addresses belong to");
    }
  }

  private Incident.Containment containment() {
    return new Incident.Containment(
        List.copyOf(block),
        List.copyOf(lock),
        List.copyOf(lockDatabase),
        List.copyOf(rotate),
        List.copyOf(remove),
        List.copyOf(end),
        List.copyOf(isolate),
        List.copyOf(tell),
        List.copyOf(alerts));
  }
}
