package dwell.casefile;

import dwell.time.HostClocks;
import dwell.time.YearInference;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The youngest record with a year of each host: what dates the records without one where a file's
 * own time says little, as that of a copied file.
 */
final class DatedRecords {
  private final Map<String, Instant> latest = new HashMap<>();
  private @Nullable Instant ofAny;

  /** What the passes, which have ended, tell. */
  DatedRecords(Collection<ArtifactPass> passes) {
    for (ArtifactPass pass : passes) {
      Instant last = pass.counts().last();
      if (last != null && !pass.reading().askedYears()) {
        latest.merge(pass.artifact.key().host(), last, DatedRecords::later);
        ofAny = ofAny == null ? last : later(ofAny, last);
      }
    }
  }

  /** The years for another pass over the artifact; null where those of the first will do. */
  @Nullable YearInference years(ArtifactPass pass, HostClocks clocks) {
    YearInference corrected = pass.reading().correctedYears();
    if (corrected != null || !pass.reading().looseYears()) {
      return corrected;
    }
    String host = pass.artifact.key().host();
    ZoneId zone = clocks.of(host).zone();
    Instant own = latest.get(host);
    if (own != null) {
      return pass.reading().yearsNear(own, zone, "the host's records that have a year");
    }
    return ofAny == null
        ? null
        : pass.reading().yearsNear(ofAny, zone, "records of other hosts that have a year");
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
