package dwell.correlate;

import dwell.event.Action;
import dwell.event.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One fact, told by one or several records.
 *
 * @param time by the witness whose stamp is finest
 * @param action {@link Action#LOGIN} for an attempt with its verdict, {@link Action#PROBE} for a
 *     connection that never tried; others as told
 * @param host where it happened
 * @param system {@link AccountKey#OS} or the database's name
 * @param user the account as the far side named it; null where none was named
 * @param sourceIp null where the record has none (a local login, a host name alone)
 * @param sourceDomain a host name of the far side, where that is all there is; null else
 * @param sourcePort 0 where unknown
 * @param pid of the server's process; 0 where unknown
 * @param method as logged ({@code password}, {@code publickey}); null where unknown
 * @param key the key's fingerprint; null where none
 * @param reason why it failed, where a record says
 * @param count how many occurrences it stands for; 1 or more
 * @param evidence ids of its witnesses: first the one that decides, then the others in order of
 *     time
 */
public record Observation(
    Moment time,
    Action action,
    Outcome outcome,
    String host,
    String system,
    @Nullable String user,
    @Nullable String sourceIp,
    @Nullable String sourceDomain,
    int sourcePort,
    long pid,
    @Nullable String method,
    @Nullable String key,
    @Nullable String reason,
    long count,
    List<String> evidence) {
  public Observation {
    evidence = List.copyOf(evidence);
  }

  /** The id of the event that decides. */
  public String event() {
    return evidence.getFirst();
  }
}
