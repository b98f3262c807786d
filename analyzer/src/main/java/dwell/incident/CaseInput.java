package dwell.incident;

import dwell.correlate.Correlation;
import dwell.correlate.EventSource;
import java.util.List;

/**
 * What an incident is made of.
 *
 * @param info the case and the tool, as they are to stand in the result
 * @param events all events of the case
 * @param hosts the evidence, by host
 */
public record CaseInput(
    Incident.CaseInfo info,
    Correlation correlation,
    EventSource events,
    List<Incident.Host> hosts,
    KnownFacts facts) {
  public CaseInput {
    hosts = List.copyOf(hosts);
  }
}
