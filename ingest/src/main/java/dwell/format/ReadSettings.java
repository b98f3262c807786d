package dwell.format;

import dwell.event.ArtifactKey;
import dwell.evidence.Artifact;
import dwell.evidence.ArtifactInput;
import dwell.evidence.HostProfile;
import dwell.evidence.HostSurvey;
import dwell.evidence.RotationChain;
import dwell.pattern.MessageMatcher;
import dwell.record.RecordLimits;
import dwell.time.HostClocks;
import dwell.time.InferredYears;
import dwell.time.YearInference;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What holds for the reading of all artifacts of one piece of evidence.
 *
 * @param survey what the evidence tells of hosts
 * @param clocks the clock of each host
 * @param messages makes a matcher of free-text messages, one per parser
 * @param prefix PostgreSQL's {@code log_line_prefix}, as the analyst gave it; the host's own
 *     otherwise
 * @param year the year of each file's first record, as the analyst gave it
 * @param latest no record is younger: for files whose own time is not known
 * @param limits what bounds reading
 */
public record ReadSettings(
    HostSurvey survey,
    HostClocks clocks,
    Supplier<MessageMatcher> messages,
    Optional<String> prefix,
    OptionalInt year,
    Instant latest,
    RecordLimits limits) {

  /** What a parser of an artifact may know. */
  ParseContext context(Artifact artifact, YearInference years, ParseContext.FaultSink faults) {
    ArtifactKey key = artifact.key();
    return new ParseContext(
        key, clocks, years, messages, prefix.or(() -> ownPrefix(key)), limits, faults);
  }

  private Optional<String> ownPrefix(ArtifactKey key) {
    Optional<HostProfile> host = survey.host(key.path());
    return host.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(host.get().logLinePrefix(key.hostPath()));
  }

  /**
   * The years of a file by the earliest of what bounds it: its own time, the time that gzip kept,
   * the date in its name. Copying a file makes its own time later, never earlier.
   */
  YearInference years(Artifact artifact, ArtifactInput input) {
    if (year.isPresent()) {
      return InferredYears.given(year.getAsInt());
    }
    ZoneId zone = clocks.of(artifact.key().host()).zone();
    Instant bound = artifact.modified();
    String why = "the file's own time";
    if (bound == null) {
      bound = latest;
      why = "the time of the reading";
    }
    Instant packed = input.packedModified();
    if (packed != null && packed.isBefore(bound)) {
      bound = packed;
      why = "the time that gzip kept";
    }
    LocalDate dated = RotationChain.of(artifact.key().hostPath()).date();
    if (dated != null) {
      // A rotation of that day may take records of the whole day along.
      Instant ended = dated.plusDays(1).atStartOfDay(zone).toInstant();
      if (ended.isBefore(bound)) {
        bound = ended;
        why = "the date in the file's name";
      }
    }
    return InferredYears.before(bound, zone, why);
  }
}
