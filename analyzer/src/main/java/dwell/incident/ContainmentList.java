package dwell.incident;

import dwell.correlate.AccountKey;
import dwell.correlate.Session;
import java.util.List;
import java.util.TreeSet;

/** What to review for blocking, locking, rotating, removing: names only. */
final class ContainmentList {
  private ContainmentList() {}

  static Incident.Containment of(
      List<Findings> all,
      List<Incident.Persistence> doors,
      List<Incident.ExposedSecret> secrets,
      List<Incident.Data> data) {
    TreeSet<String> block = new TreeSet<>();
    TreeSet<String> lock = new TreeSet<>();
    TreeSet<String> lockDatabase = new TreeSet<>();
    TreeSet<String> rotate = new TreeSet<>();
    TreeSet<String> remove = new TreeSet<>();
    TreeSet<String> end = new TreeSet<>();
    TreeSet<String> isolate = new TreeSet<>();
    TreeSet<String> tell = new TreeSet<>();
    TreeSet<String> alerts = new TreeSet<>();
    for (Findings findings : all) {
      // An address that ours come from too would lock them out.
      findings.party().addresses().stream()
          .filter(a ->
              a.against().isEmpty()
                  || (!findings.party().insider && !a.why().startsWith("session")))
          .forEach(a -> block.add(a.ip()));
      for (Party.Hold hold : findings.party().accounts()) {
        AccountKey account = hold.account();
        (account.system().equals(AccountKey.OS) ? lock : lockDatabase)
            .add(account.name() + "@" + account.host());
        rotate.add(
            (account.system().equals(AccountKey.OS)
                    ? "password and keys of "
                    : account.system() + " password of ")
                + account.name()
                + " on "
                + account.host());
        isolate.add(account.host());
      }
      for (Involved involved : findings.party().sessions()) {
        Session session = involved.session();
        if (session.endedBy() == Session.EndedBy.STILL_OPEN) {
          end.add(session.user() + "@" + session.host() + " pid " + session.login().pid());
        }
        isolate.add(session.host());
      }
      findings.party().addresses().forEach(a -> alerts.add("any login or request from " + a.ip()));
      findings
          .party()
          .accounts()
          .forEach(
              h -> alerts.add("any login of " + h.account().name() + " on " + h.account().host()));
      findings.party().keys.forEach(k -> alerts.add("any login with key " + k));
    }
    secrets.forEach(s -> rotate.add(s.kind().id() + " " + s.path() + " of " + s.host()));
    doors.stream()
        .filter(d -> d.removed() == null)
        .forEach(d ->
            remove.add(
                d.kind().id()
                    + " "
                    + (d.path() != null ? d.path() : d.name())
                    + " on "
                    + d.host()));
    boolean sensitive = data.stream().anyMatch(d -> d.sensitive() != null);
    if (sensitive) {
      tell.add("data protection officer and legal counsel: sensitive data was read");
    }
    if (all.stream().anyMatch(f -> !f.party().addresses().isEmpty() && !f.party().insider)) {
      tell.add("operators of the networks that the addresses belong to");
    }
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
