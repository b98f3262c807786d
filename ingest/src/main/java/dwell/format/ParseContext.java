package dwell.format;

import dwell.event.ArtifactKey;
import dwell.pattern.MessageMatcher;
import dwell.record.RecordLimits;
import dwell.time.HostClock;
import dwell.time.HostClocks;
import dwell.time.YearInference;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a parser may know of the file it reads, beside its bytes.
 *
 * @param artifact which file
 * @param clocks the clock of each host
 * @param years the year of records that have none; one instance per artifact and pass
 * @param messages makes a matcher of free-text messages, one per parser
 * @param prefix PostgreSQL's {@code log_line_prefix}, where the analyst gave it or the host's
 *     settings have it
 * @param limits what bounds reading
 * @param faults where a parser tells of bytes that it could not read
 */
public record ParseContext(
    ArtifactKey artifact,
    HostClocks clocks,
    YearInference years,
    Supplier<MessageMatcher> messages,
    Optional<String> prefix,
    RecordLimits limits,
    FaultSink faults) {

  /** Told of bytes that could not be read as what they should be. */
  @FunctionalInterface
  public interface FaultSink {
    /**
     * @param offset place in the (decompressed) file
     * @param cause one sentence, in plain words, without text from the evidence
     */
    void fault(long offset, String cause);
  }

  /** The clock of the host that the artifact belongs to. */
  public HostClock clock() {
    return clocks.of(artifact.host());
  }
}
