package dwell.incident;

import dwell.correlate.Correlation;
import dwell.correlate.EventSource;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an incident is made of.
 *
 * @param info the case and the tool, as they are to stand in the result
 * @param events all events of the case
 * @param hosts the evidence, by host
 * @param sizes bytes of every file of the evidence, by {@link #file}
 * @param modified when each was last written, as far as its carrier tells, by {@link #file}
 */
public record CaseInput(
    Incident.CaseInfo info,
    Correlation correlation,
    EventSource events,
    List<Incident.Host> hosts,
    KnownFacts facts,
    Map<String, Long> sizes,
    Map<String, Instant> modified) {
  public CaseInput {
    hosts = List.copyOf(hosts);
    sizes = Map.copyOf(sizes);
    modified = Collections.unmodifiableSortedMap(new TreeMap<>(modified));
  }

  /** A file of a host, by its absolute path there. */
  public static String file(String host, String path) {
    return host + ':' + path;
  }
}
