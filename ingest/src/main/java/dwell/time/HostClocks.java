package dwell.time;

import java.util.HashMap;
import java.util.Map;

/**
 * The clock of each host of the evidence. What the analyst gave goes before what the host's files
 * say; for a host of which neither is known, what the analyst gave for all, else UTC is assumed.
 * Immutable.
 */
public final class HostClocks {
  private final Map<String, HostClock> byHost;
  private final HostClock otherwise;

  /**
   * @param byHost host name to clock; a database whose clock differs from its host's under {@code
   *     mysql@HOST}, {@code postgresql@HOST}
   * @param otherwise for every other host
   */
  public HostClocks(Map<String, HostClock> byHost, HostClock otherwise) {
    this.byHost = Map.copyOf(byHost);
    this.otherwise = otherwise;
  }

  /** The clock of a host; an empty name stands for a host that is not known. */
  public HostClock of(String host) {
    return byHost.getOrDefault(host, otherwise);
  }

  /** Whether anything is known of the host's clock. */
  public boolean knows(String host) {
    return byHost.containsKey(host);
  }

  /** How many clocks are known. */
  public int size() {
    return byHost.size();
  }

  /** The clock of a service on a host, where it has one of its own, else the host's. */
  public HostClock of(String service, String host) {
    HostClock own = byHost.get(service + '@' + host);
    if (own == null) {
      own = byHost.get(service);
    }
    return own == null ? of(host) : own;
  }

  /** These clocks, with those of {@code more} where both know a host. */
  public HostClocks with(Map<String, HostClock> more) {
    Map<String, HostClock> all = new HashMap<>(byHost);
    all.putAll(more);
    return new HostClocks(all, otherwise);
  }
}
