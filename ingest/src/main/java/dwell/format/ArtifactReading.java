package dwell.format;

import dwell.event.ArtifactKey;
import dwell.evidence.Artifact;
import dwell.evidence.ArtifactInput;
import dwell.evidence.ArtifactReport;
import dwell.evidence.Fault;
import dwell.evidence.RotationChain;
import dwell.time.YearInference;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an artifact when all of its bytes were read. Its chunks may still be with
 * parsers.
 */
public final class ArtifactReading {
  private final Artifact artifact;
  private final ArtifactInput.Seal seal;
  private final @Nullable LogFormat format;
  private final @Nullable YearInference years;
  private final ArtifactFaults faults;

  ArtifactReading(
      Artifact artifact,
      ArtifactInput.Seal seal,
      @Nullable LogFormat format,
      @Nullable YearInference years,
      ArtifactFaults faults) {
    this.artifact = artifact;
    this.seal = seal;
    this.format = format;
    this.years = years;
    this.faults = faults;
  }

  /** Size, hash and compression. */
  public ArtifactInput.Seal seal() {
    return seal;
  }

  /** The format it was read as; null where it was only hashed. */
  public @Nullable LogFormat format() {
    return format;
  }

  /**
   * The years for another pass, where the file has proved those of this one wrong: what this pass
   * gave is to be dropped, and the artifact read again with them, if it {@link Artifact#reopens}.
   * Null where all is well.
   */
  public @Nullable YearInference correctedYears() {
    return years != null && years.contradicted() ? years.corrected() : null;
  }

  /** Whether records had no year, and where it was taken from says little. */
  public boolean looseYears() {
    return years != null && years.loose();
  }

  /** Whether a year had to be inferred or was given. */
  public boolean askedYears() {
    return years instanceof AskedYears asked && asked.asked();
  }

  /**
   * The years for another pass by a time at which the host is known to have written records; null
   * where they are those of this pass.
   */
  public @Nullable YearInference yearsNear(Instant time, ZoneId zone, String why) {
    if (years == null) {
      return null;
    }
    YearInference near = years.nearest(time, zone, why);
    return near.startYear() == years.startYear() ? null : near;
  }

  /**
   * The years that its records without one were given, with the rule that decided; null where every
   * record has its year.
   */
  public @Nullable YearInference years() {
    return years instanceof AskedYears asked && asked.asked() ? years : null;
  }

  /** What was not readable, so far: the parsers' part is whole when they have ended. */
  public List<Fault> faults() {
    return faults.all();
  }

  /** The artifact's line in the manifest. Called when its parsers have ended. */
  public ArtifactReport report(ArtifactCounts counts) {
    ArtifactKey key = artifact.key();
    RotationChain chain = RotationChain.of(key.hostPath());
    return new ArtifactReport(
        key.path(),
        key.host(),
        key.hostPath(),
        seal.size(),
        artifact.modified(),
        artifact.stat(),
        seal.sha256(),
        null,
        format == null ? null : format.id(),
        seal.compression(),
        chain.name(),
        chain.position(),
        counts.records(),
        counts.events(),
        counts.unknown(),
        counts.first(),
        counts.last(),
        faults(),
        null);
  }
}
