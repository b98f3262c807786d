package dwell.correlate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How accounts were used, by their sessions. */
final class SessionHistories implements Histories {
  private final Map<AccountKey, List<Session>> byAccount = new HashMap<>();

  SessionHistories(List<Session> sessions) {
    for (Session s : sessions) {
      if (s.kind() != Session.Kind.WEB) {
        byAccount.computeIfAbsent(s.account(), _ -> new ArrayList<>()).add(s);
      }
    }
  }

  @Override
  public SortedSet<AccountKey> accounts() {
    return new TreeSet<>(byAccount.keySet());
  }

  @Override
  public AccountHistory before(AccountKey account, Instant moment) {
    SortedMap<String, Long> addresses = new TreeMap<>();
    SortedMap<String, Long> networks = new TreeMap<>();
    SortedMap<String, Long> methods = new TreeMap<>();
    SortedMap<String, Long> keys = new TreeMap<>();
    SortedMap<String, Long> clientHosts = new TreeMap<>();
    SortedMap<String, Long> tables = new TreeMap<>();
    Map<String, Long> fingerprints = new TreeMap<>();
    long[] hours = new long[24];
    Set<Long> days = new HashSet<>();
    long uses = 0;
    long mostRows = -1;
    Instant first = null;
    Instant last = null;
    for (Session s : byAccount.getOrDefault(account, List.of())) {
      Instant at = s.start().earliest();
      if (at == null || !at.isBefore(moment)) {
        continue;
      }
      uses++;
      first = first == null ? at : first;
      last = at;
      String source = s.origin().ip() == null ? s.origin().domain() : s.origin().ip();
      count(addresses, source);
      count(networks, source == null ? null : Networks.of(source));
      count(methods, s.login().method());
      count(keys, s.login().key());
      count(clientHosts, s.origin().evidenceHost());
      hours[at.atOffset(ZoneOffset.UTC).getHour()]++;
      days.add(Math.floorDiv(at.getEpochSecond(), 86_400L));
      for (Statement statement : s.statements()) {
        if (!before(statement, moment)) {
          continue;
        }
        count(fingerprints, statement.analysis().fingerprint());
        for (TableUse table : statement.analysis().tables()) {
          count(tables, table.qualified());
        }
        mostRows = Math.max(mostRows, statement.rows());
      }
    }
    List<Long> byHour = new ArrayList<>();
    for (long hour : hours) {
      byHour.add(hour);
    }
    return new AccountHistory(
        account,
        moment,
        uses,
        first,
        last,
        addresses,
        networks,
        methods,
        keys,
        List.copyOf(byHour),
        days.size(),
        clientHosts,
        fingerprints,
        tables,
        mostRows);
  }

  private static boolean before(Statement statement, Instant moment) {
    Instant at = statement.time().earliest();
    return at != null && at.isBefore(moment);
  }

  private static void count(Map<String, Long> counts, @Nullable String value) {
    if (value != null) {
      counts.merge(value, 1L, Long::sum);
    }
  }
}
