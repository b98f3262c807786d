package dwell.incident;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who asked a script of a web site for anything, and got it. Mutable while records are read. */
final class ScriptUse {
  private final Map<String, Asker> askers = new TreeMap<>();

  private static final class Asker {
    final Stamp first;
    boolean bodiesOnly = true;

    Asker(Stamp first) {
      this.first = first;
    }
  }

  /** Takes a request that was answered. {@code body}: whether it had one. */
  void asked(String ip, Stamp time, boolean body) {
    askers.computeIfAbsent(ip, k -> new Asker(time)).bodiesOnly &= body;
  }

  /** Whether nobody but that address asked. */
  boolean onlyBy(String ip) {
    return askers.keySet().equals(Set.of(ip));
  }

  /**
   * Whether a script is there for those who send it commands. Others may come later: by requests
   * whose commands stand in the body, or people of ours who look at what was found. A page with
   * readers is no shell, whatever somebody types into it.
   *
   * @param senders addresses that sent commands
   * @param since when the first command was sent
   * @param ours whether an address is known for other than this
   */
  boolean isShell(Set<String> senders, Stamp since, java.util.function.Predicate<String> ours) {
    for (Map.Entry<String, Asker> entry : askers.entrySet()) {
      Asker asker = entry.getValue();
      boolean later = asker.first.compareTo(since) >= 0;
      boolean allowed = later && (asker.bodiesOnly || ours.test(entry.getKey()));
      if (!senders.contains(entry.getKey()) && !allowed) {
        return false;
      }
    }
    return true;
  }

  /** Whether an address sent nothing but bodies. */
  boolean bodiesOnly(String ip) {
    Asker asker = askers.get(ip);
    return asker != null && asker.bodiesOnly;
  }
}
