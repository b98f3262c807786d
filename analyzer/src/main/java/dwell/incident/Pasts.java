package dwell.incident;

import dwell.correlate.AccountHistory;
import dwell.correlate.AccountKey;
import dwell.correlate.Histories;
import dwell.correlate.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the holder of an account did before. People have an account of one name on each of their
 * hosts: where they come from, with which key and at what hours is no news on one host that others
 * saw for days. An account of a database is nobody's but that database's.
 */
final class Pasts {
  private final Histories histories;
  private final Map<String, List<AccountKey>> namesakes = new HashMap<>();
  private final Map<String, List<Session>> sessions = new HashMap<>();

  Pasts(Histories histories, List<Session> all) {
    this.histories = histories;
    for (AccountKey account : histories.accounts()) {
      if (account.system().equals(AccountKey.OS)) {
        namesakes.computeIfAbsent(account.name(), k -> new ArrayList<>()).add(account);
      }
    }
    for (Session session : all) {
      if (session.system().equals(AccountKey.OS)) {
        sessions.computeIfAbsent(session.user(), k -> new ArrayList<>()).add(session);
      }
    }
  }

  /** The sessions of an account's name on all hosts, by start; none of a database's account. */
  List<Session> sessions(AccountKey account) {
    return account.system().equals(AccountKey.OS)
        ? sessions.getOrDefault(account.name(), List.of())
        : List.of();
  }

  /** What was done before a moment under the name of an account, on all hosts together. */
  AccountHistory before(AccountKey account, Instant moment) {
    AccountHistory own = histories.before(account, moment);
    if (!account.system().equals(AccountKey.OS)) {
      return own;
    }
    AccountHistory all = own;
    for (AccountKey other : namesakes.getOrDefault(account.name(), List.of())) {
      if (!other.equals(account)) {
        AccountHistory there = histories.before(other, moment);
        all = there.any() ? both(all, there) : all;
      }
    }
    return all.equals(own) ? own : days(all);
  }

  private static AccountHistory both(AccountHistory a, AccountHistory b) {
    List<Long> hours = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      hours.add(a.hours().get(hour) + b.hours().get(hour));
    }
    return new AccountHistory(
        a.account(),
        a.before(),
        a.uses() + b.uses(),
        earlier(a.first(), b.first()),
        later(a.last(), b.last()),
        sum(a.addresses(), b.addresses()),
        sum(a.networks(), b.networks()),
        sum(a.methods(), b.methods()),
        sum(a.keys(), b.keys()),
        hours,
        Math.max(a.days(), b.days()),
        sum(a.clientHosts(), b.clientHosts()),
        a.fingerprints(),
        a.tables(),
        a.mostRows());
  }

  /** The same with the days of use counted over all hosts: one day on two hosts is one. */
  private AccountHistory days(AccountHistory h) {
    Set<Long> days = new HashSet<>();
    for (Session session : sessions(h.account())) {
      Instant start = session.start().instant();
      if (start != null && start.isBefore(h.before())) {
        days.add(Math.floorDiv(start.getEpochSecond(), 86_400L));
      }
    }
    return new AccountHistory(
        h.account(),
        h.before(),
        h.uses(),
        h.first(),
        h.last(),
        h.addresses(),
        h.networks(),
        h.methods(),
        h.keys(),
        h.hours(),
        Math.max(h.days(), days.size()),
        h.clientHosts(),
        h.fingerprints(),
        h.tables(),
        h.mostRows());
  }

  private static SortedMap<String, Long> sum(SortedMap<String, Long> a, SortedMap<String, Long> b) {
    SortedMap<String, Long> out = new TreeMap<>(a);
    b.forEach((value, count) -> out.merge(value, count, Long::sum));
    return out;
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isBefore(a)) ? b : a;
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isAfter(a)) ? b : a;
  }
}
