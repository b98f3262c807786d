package dwell.correlate;

import java.util.List;

/** Makes a {@link Correlation} of the events of a case. */
public interface Correlator {
  /**
   * Reads all events that tell of logins, sessions, commands, statements and web requests.
   *
   * @param events read several times
   * @param hosts what is known of the hosts beside their logs; a host may be missing
   */
  Correlation correlate(EventSource events, List<HostFacts> hosts);
}
