package dwell.correlate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How an account was used before a moment: successful uses alone. Every map goes from a value to
 * how often it was seen. A value that is missing is news only as far as {@link #uses} and {@link
 * #span} carry.
 *
 * @param before the moment; nothing at or after it counts
 * @param uses sessions opened
 * @param first null where there were none
 * @param last null where there were none
 * @param networks /24 and /64 in CIDR form
 * @param keys fingerprints
 * @param hours 24 counts, by hour of the day in UTC
 * @param days on how many different days (UTC) it was used
 * @param clientHosts hosts of the evidence that it was used from
 * @param fingerprints statements by fingerprint, for a database account
 * @param tables tables that its statements named, qualified, for a database account
 * @param mostRows the most rows that one statement returned; -1 where no log tells
 */
public record AccountHistory(
    AccountKey account,
    Instant before,
    long uses,
    @Nullable Instant first,
    @Nullable Instant last,
    SortedMap<String, Long> addresses,
    SortedMap<String, Long> networks,
    SortedMap<String, Long> methods,
    SortedMap<String, Long> keys,
    List<Long> hours,
    int days,
    SortedMap<String, Long> clientHosts,
    Map<String, Long> fingerprints,
    SortedMap<String, Long> tables,
    long mostRows) {

  /** From its first to its last use. */
  public Duration span() {
    return first == null || last == null ? Duration.ZERO : Duration.between(first, last);
  }

  /** Whether there is any use to hold a later one against. */
  public boolean any() {
    return uses > 0;
  }
}
