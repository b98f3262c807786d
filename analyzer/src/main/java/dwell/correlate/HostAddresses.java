package dwell.correlate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which host of the evidence an address or name belongs to. */
final class HostAddresses {
  private final Map<String, String> byAddress = new TreeMap<>();
  private final Map<String, Set<String>> byHost = new HashMap<>();

  /**
   * @param hosts what is known beside the logs
   * @param told what logs tell of their own hosts; what is known goes before
   */
  HostAddresses(List<HostFacts> hosts, Map<String, String> told) {
    Set<String> shared = new HashSet<>();
    for (HostFacts host : hosts) {
      for (String ip : host.addresses()) {
        String other = byAddress.putIfAbsent(ip, host.name());
        if (other != null && !other.equals(host.name())) {
          shared.add(ip);
        }
      }
    }
    told.forEach(byAddress::putIfAbsent);
    // An address that two hosts claim, as behind one gateway, tells neither.
    byAddress.keySet().removeIf(ip -> shared.contains(ip) || Networks.loopback(ip));
    byAddress.forEach((ip, host) -> byHost.computeIfAbsent(host, _ -> new HashSet<>()).add(ip));
    for (HostFacts host : hosts) {
      byHost.computeIfAbsent(host.name(), _ -> new HashSet<>()).add(host.name());
    }
  }

  Map<String, String> all() {
    return byAddress;
  }

  /**
   * The host that a session at {@code at} came from; {@code at} itself for a local connection; null
   * for one from outside of the evidence.
   */
  @Nullable String origin(String at, @Nullable String ip, @Nullable String domain) {
    if (ip != null) {
      return Networks.loopback(ip) ? at : byAddress.get(ip);
    }
    if (domain == null) {
      return null;
    }
    if (domain.equals("localhost")) {
      return at;
    }
    int dot = domain.indexOf('.');
    String name = dot < 0 ? domain : domain.substring(0, dot);
    return byHost.containsKey(name) ? name : null;
  }

  /**
   * Whether a word of a command names the host: its name, with or without domain, or an address.
   */
  boolean names(String word, String host) {
    int dot = word.indexOf('.');
    return word.equals(host)
        || dot == host.length() && word.startsWith(host)
        || byHost.getOrDefault(host, Set.of()).contains(word);
  }
}
