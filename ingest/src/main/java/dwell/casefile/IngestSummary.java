package dwell.casefile;

import dwell.event.Dataset;
import dwell.evidence.Fault;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came of one pass over evidence.
 *
 * @param artifacts files added to the case
 * @param logs those of them that were read as a log
 * @param bytes of evidence read, as stored
 * @param events added
 * @param unknown those of them that no parser knew
 * @param datasets events by dataset
 * @param already paths of artifacts that the case had already
 * @param counted paths of artifacts whose events are told by another artifact's, and which
 * @param faults what could not be read, in order of being met
 * @param duration of the pass
 * @param ledgerHead the ledger's head after it
 */
public record IngestSummary(
    int artifacts,
    int logs,
    long bytes,
    long events,
    long unknown,
    Map<Dataset, Long> datasets,
    List<String> already,
    Map<String, String> counted,
    List<Fault> faults,
    Duration duration,
    String ledgerHead) {

  public IngestSummary {
    datasets = new EnumMap<>(datasets);
    already = List.copyOf(already);
    faults = List.copyOf(faults);
  }
}
