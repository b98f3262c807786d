package dwell.correlate;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What one address did at the door of one host: login attempts and connections without one.
 *
 * @param ip RFC 5952 form
 * @param system {@link AccountKey#OS} or the database's name
 * @param failures refused attempts, repeats counted
 * @param successes attempts let in
 * @param probes connections that never tried to log in
 * @param accounts how many different accounts it tried; exact up to {@link #EXACT_ACCOUNTS}, at
 *     least that many above
 * @param topAccounts those tried most, most first; at most {@link #TOP}
 * @param methods as logged
 * @param firstEvent the id of its first attempt
 * @param lastEvent the id of its last attempt
 */
public record SourceAttempts(
    String ip,
    String host,
    String system,
    long failures,
    long successes,
    long probes,
    int accounts,
    List<AccountCount> topAccounts,
    Set<String> methods,
    Instant first,
    Instant last,
    String firstEvent,
    String lastEvent) {
  /** The greatest number of accounts listed of one address. */
  public static final int TOP = 16;

  /** Up to how many different accounts are counted exactly. */
  public static final int EXACT_ACCOUNTS = 64;

  public SourceAttempts {
    topAccounts = List.copyOf(topAccounts);
    methods = Set.copyOf(methods);
  }

  /** Attempts with a verdict. */
  public long attempts() {
    return failures + successes;
  }

  /** How often one account was tried. */
  public record AccountCount(String user, long attempts) {}
}
