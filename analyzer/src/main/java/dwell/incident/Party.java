package dwell.incident;

import dwell.correlate.AccountKey;
import dwell.correlate.Confidence;
import dwell.correlate.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One actor while it is being found out: what is theirs so far. Mutable; owned by one {@link
 * Spread}.
 */
final class Party {
  /** An account in the actor's hands; {@code how} is null where no record tells. */
  record Hold(
      AccountKey account,
      @Nullable AccountHow how,
      String why,
      Confidence confidence,
      List<String> against,
      List<String> evidence) {}

  /** An address of the actor's. */
  record From(
      String ip, String why, Confidence confidence, List<String> against, List<String> evidence) {}

  /**
   * An account that the actor made, a key that they put somewhere, a list of keys that they wrote
   * to, a key that they read.
   */
  record Grip(
      Kind kind,
      String host,
      String name,
      @Nullable String fingerprint,
      @Nullable Instant since,
      List<String> evidence) {
    enum Kind {
      ACCOUNT,
      DATABASE_ACCOUNT,
      KEY_PLANTED,
      KEY_LIST_WRITTEN,
      KEY_READ
    }
  }

  /** With whom it began; null where a web attack was the way in. */
  final @Nullable StartingPoint start;

  /** Whether it is a person of ours who misused what was theirs. */
  final boolean insider;

  private final Map<String, Involved> sessions = new LinkedHashMap<>();
  private final Map<String, From> addresses = new TreeMap<>();
  private final Map<AccountKey, Hold> accounts = new TreeMap<>();
  private final List<Grip> grips = new ArrayList<>();
  final TreeSet<String> keys = new TreeSet<>();
  final TreeSet<String> userAgents = new TreeSet<>();
  final List<WebVisit> visits = new ArrayList<>();

  Party(@Nullable StartingPoint start, boolean insider) {
    this.start = start;
    this.insider = insider;
  }

  boolean has(Session session) {
    return sessions.containsKey(session.id());
  }

  /** Adds a session; false where it is known already. */
  boolean add(Involved involved) {
    return sessions.putIfAbsent(involved.session().id(), involved) == null;
  }

  void add(From from) {
    addresses.putIfAbsent(from.ip(), from);
  }

  void add(Hold hold) {
    accounts.putIfAbsent(hold.account(), hold);
  }

  boolean add(Grip grip) {
    if (grips.contains(grip)) {
      return false;
    }
    grips.add(grip);
    return true;
  }

  List<Grip> grips() {
    return grips;
  }

  Collection<From> addresses() {
    return addresses.values();
  }

  boolean hasAddress(@Nullable String ip) {
    return ip != null && addresses.containsKey(ip);
  }

  Collection<Hold> accounts() {
    return accounts.values();
  }

  boolean holds(AccountKey account) {
    return accounts.containsKey(account);
  }

  @Nullable Hold hold(AccountKey account) {
    return accounts.get(account);
  }

  /** Whether they had an account of a host. */
  boolean wasOn(String host) {
    return accounts.keySet().stream().anyMatch(account -> account.host().equals(host));
  }

  /** The sessions by start, then id. */
  List<Involved> sessions() {
    return sessions.values().stream()
        .sorted(
            Comparator.comparing((Involved i) -> Times.start(i.session()))
                .thenComparing(i -> i.session().id()))
        .toList();
  }

  /** Takes over what another party has: they turned out to be one. */
  void absorb(Party other) {
    other.sessions.values().forEach(this::add);
    other.addresses.values().forEach(this::add);
    other.accounts.values().forEach(this::add);
    other.grips.forEach(this::add);
    keys.addAll(other.keys);
    userAgents.addAll(other.userAgents);
    other.visits.stream().filter(v -> !visits.contains(v)).forEach(visits::add);
  }

  /** Whether both have a session, an address or a web shell in common. */
  boolean meets(Party other) {
    return other.sessions.keySet().stream().anyMatch(sessions::containsKey)
        || other.addresses.keySet().stream().anyMatch(addresses::containsKey)
        || other.visits.stream().anyMatch(this::sharesShell);
  }

  /** A script that runs commands is known to those who put it there, and to whom they told it. */
  private boolean sharesShell(WebVisit visit) {
    return visits.stream()
        .anyMatch(mine ->
            mine.host().equals(visit.host())
                && mine.shells().stream()
                    .anyMatch(
                        a -> visit.shells().stream().anyMatch(b -> a.path().equals(b.path()))));
  }

  /** When it first got in; null where no time is known. */
  @Nullable Stamp firstAccess() {
    Stamp first = null;
    for (Involved involved : sessions.values()) {
      first = Times.min(first, Times.stamp(involved.session().start()));
    }
    for (WebVisit visit : visits) {
      first = Times.min(first, visit.firstAccess());
    }
    return first;
  }
}
