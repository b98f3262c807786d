package dwell.correlate;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What correlation may know of a host beside its logs.
 *
 * @param name as events have it in {@code host.name}
 * @param addresses its own addresses in RFC 5952 form, as its files or the analyst tell them; may
 *     be empty
 * @param users account names by uid, from {@code etc/passwd}; may be empty
 * @param modified when each artifact was last written, by artifact id; may be empty
 * @param collected when the evidence was taken; the newest time known of the host
 */
public record HostFacts(
    String name,
    Set<String> addresses,
    Map<Long, String> users,
    Map<String, Instant> modified,
    Optional<Instant> collected) {
  public HostFacts {
    addresses = Set.copyOf(addresses);
    users = Map.copyOf(users);
    modified = Map.copyOf(modified);
  }
}
