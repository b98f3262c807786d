package dwell.incident;

import dwell.correlate.AccountHistory;
import dwell.correlate.AccountKey;
import dwell.correlate.Histories;
import dwell.correlate.Session;
import java.time.Instant;
import java.time.ZoneOffset;
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

/** Histories as correlation defines them. */
record StoryHistories(List<Session> sessions) implements Histories {
  @Override
  public SortedSet<AccountKey> accounts() {
    TreeSet<AccountKey> out = new TreeSet<>();
    sessions.forEach(s -> out.add(s.account()));
    return out;
  }

  @Override
  public AccountHistory before(AccountKey account, Instant moment) {
    SortedMap<String, Long> ips = new TreeMap<>();
    SortedMap<String, Long> nets = new TreeMap<>();
    SortedMap<String, Long> methods = new TreeMap<>();
    SortedMap<String, Long> keys = new TreeMap<>();
    SortedMap<String, Long> clients = new TreeMap<>();
    Map<String, Long> prints = new HashMap<>();
    Set<Long> days = new HashSet<>();
    Long[] hours = new Long[24];
    java.util.Arrays.fill(hours, 0L);
    long uses = 0;
    Instant first = null;
    Instant last = null;
    for (Session session : sessions) {
      Instant start = session.start().instant();
      if (start == null || !session.account().equals(account) || !start.isBefore(moment)) {
        continue;
      }
      uses++;
      first = first == null ? start : first;
      last = start;
      days.add(start.getEpochSecond() / 86_400);
      hours[start.atOffset(ZoneOffset.UTC).getHour()]++;
      count(ips, session.origin().ip());
      count(nets, session.origin().ip() == null ? null : Networks.of(session.origin().ip()));
      count(methods, session.login().method());
      count(keys, session.login().key());
      count(clients, session.origin().evidenceHost());
      session.statements().forEach(s -> prints.merge(s.analysis().fingerprint(), 1L, Long::sum));
    }
    return new AccountHistory(
        account,
        moment,
        uses,
        first,
        last,
        ips,
        nets,
        methods,
        keys,
        List.of(hours),
        days.size(),
        clients,
        prints,
        new TreeMap<>(),
        -1);
  }

  private static void count(SortedMap<String, Long> map, @Nullable String value) {
    if (value != null) {
      map.merge(value, 1L, Long::sum);
    }
  }
}
