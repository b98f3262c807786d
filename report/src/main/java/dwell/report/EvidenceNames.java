package dwell.report;

import dwell.incident.Incident;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The names that an incident has from its evidence, by kind: what a public text must not have. */
public final class EvidenceNames {
  /** Names of one letter stand in every text. */
  private static final int SHORTEST = 2;

  private final Map<String, String> kinds = new TreeMap<>();

  private EvidenceNames() {}

  /** The names of an incident. */
  public static EvidenceNames of(Incident incident) {
    EvidenceNames names = new EvidenceNames();
    for (Incident.Host host : incident.hosts()) {
      names.add("host", host.name());
      host.addresses().forEach(address -> names.add("address", address));
    }
    for (Incident.Actor actor : incident.actors()) {
      actor.addresses().forEach(address -> names.add("address", address.ip()));
      actor.accounts().forEach(account -> names.account(account.host(), account.name()));
      actor.keys().forEach(key -> names.add("key", key));
      actor.userAgents().forEach(agent -> names.add("user agent", agent));
    }
    for (Incident.ActorSession session : incident.sessions()) {
      names.account(session.host(), session.user());
      names.add("address", session.sourceIp());
      session.commands().forEach(command -> names.add("account", command.as()));
    }
    incident.background().top().forEach(address -> names.add("address", address.ip()));
    for (Incident.Reentry back : incident.reentry()) {
      names.account(back.host(), back.user());
      names.add("address", back.ip());
    }
    names.things(incident);
    return names;
  }

  private void things(Incident incident) {
    for (Incident.Data data : incident.data()) {
      add("database", data.database());
      add("table", data.table());
    }
    for (Incident.Exfiltration left : incident.exfiltration()) {
      add("host", left.host());
      add("receiver", left.to());
      add("file", left.what());
    }
    for (Incident.Persistence door : incident.persistence()) {
      add("host", door.host());
      add("name of a way back", door.name());
      add("file", door.path());
    }
    incident.exposedSecrets().forEach(secret -> add("file", secret.path()));
    for (Incident.Seen seen : incident.network()) {
      add("address", seen.address());
      add("host", seen.name());
    }
    for (Incident.Elsewhere elsewhere : incident.elsewhere()) {
      add("account", elsewhere.account());
      add("key", elsewhere.key());
      elsewhere.hosts().forEach(host -> add("host", host));
    }
    add("codename", incident.caseInfo().codename());
  }

  private void account(String host, @Nullable String name) {
    add("host", host);
    add("account", name);
  }

  private void add(String kind, @Nullable String name) {
    if (name != null && name.strip().length() >= SHORTEST) {
      kinds.putIfAbsent(name.strip(), kind);
    }
  }

  /** Every name, with its kind: {@code host}, {@code account}, {@code address} … */
  public Map<String, String> kinds() {
    return Map.copyOf(kinds);
  }

  /** Those that stand in the text as words of their own, in whatever case. */
  public List<String> in(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return kinds.keySet().stream()
        .filter(name -> stands(lower, name.toLowerCase(Locale.ROOT)))
        .toList();
  }

  private static boolean stands(String text, String name) {
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      if (!joins(text, at - 1, name.charAt(0))
          && !joins(text, at + name.length(), name.charAt(name.length() - 1))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the character there goes on with the word that {@code edge} is in. */
  private static boolean joins(String text, int at, char edge) {
    return at >= 0
        && at < text.length()
        && Character.isLetterOrDigit(edge)
        && Character.isLetterOrDigit(text.charAt(at));
  }

  /** Names of these kinds, as a set. */
  Set<String> of(String kind) {
    Set<String> names = new java.util.TreeSet<>();
    kinds.forEach((name, own) -> {
      if (own.equals(kind)) {
        names.add(name);
      }
    });
    return names;
  }
}
