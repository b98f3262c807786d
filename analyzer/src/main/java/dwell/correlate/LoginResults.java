package dwell.correlate;

import dwell.correlate.AttemptTable.What;
import dwell.correlate.Session.EndedBy;
import dwell.correlate.Session.Kind;
import dwell.event.Action;
import dwell.event.Field;
import dwell.event.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came of the connections: sessions, attempts by source, logins. */
final class LoginResults {
  /** Refused logins that are kept one by one; above, only those of known addresses and accounts. */
  static final int MOST_FAILED = 100_000;

  /** Accounts whose refused attempts are counted; those tried longest ago leave first. */
  private static final int MOST_ACCOUNTS = 100_000;

  private final AttemptTable attempts = new AttemptTable();
  private final List<SessionDraft> sessions = new ArrayList<>();
  private final List<Observation> accepted = new ArrayList<>();
  private List<Observation> failed = new ArrayList<>();
  private final Set<String> goodSources = new HashSet<>();
  private final Set<AccountKey> goodAccounts = new HashSet<>();
  private final Map<String, String> addresses = new HashMap<>();
  private final Map<String, Long> lastByHost = new HashMap<>();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  private final Map<AccountKey, Long> failuresByAccount =
      new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AccountKey, Long> eldest) {
          return size() > MOST_ACCOUNTS;
        }
      };

  /** MariaDB's logs do not all say that they are MariaDB's. */
  private static final List<String> DATABASES = List.of("mysql", "mariadb", "postgresql");

  AttemptTable attempts() {
    return attempts;
  }

  void seen(String host, long nanos) {
    first = Math.min(first, nanos);
    last = Math.max(last, nanos);
    lastByHost.merge(host, nanos, Math::max);
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  /** A host's own address, as its records tell it. */
  void address(String host, String ip) {
    if (!Networks.loopback(ip)) {
      addresses.putIfAbsent(ip, host);
    }
  }

  Map<String, String> addresses() {
    return addresses;
  }

  /** Refused attempts were told. */
  void failed(Connection c, @Nullable String user, long count, EventRow row) {
    String source = source(c);
    if (user != null) {
      failuresByAccount.merge(AccountKey.os(c.host, user), count, Long::sum);
    }
    if (source != null) {
      attempts.add(
          source,
          c.host,
          AccountKey.OS,
          What.FAILURE,
          count,
          user,
          row.text(Field.AUTH_METHOD),
          row.time(),
          row.id());
    }
  }

  /** A connection got in: what went before is noted on its session. */
  void before(Connection c) {
    String source = source(c);
    c.draft.failuresInConnection = c.failures;
    c.draft.failuresFromSource =
        source == null ? 0 : attempts.failuresOf(source, c.host, AccountKey.OS);
    Long onAccount = failuresByAccount.get(AccountKey.os(c.host, c.draft.user));
    c.draft.failuresOnAccount = onAccount == null ? 0 : onAccount;
  }

  /** A database refused an account. */
  void refused(String host, String system, @Nullable String user, long count) {
    if (user != null) {
      failuresByAccount.merge(new AccountKey(host, system, user), count, Long::sum);
    }
  }

  /** A database let an account in: what its servers on that host refused before is noted. */
  void before(SessionDraft d) {
    String source = d.ip == null ? d.domain : d.ip;
    long fromSource = 0;
    long onAccount = 0;
    for (String system : DATABASES) {
      fromSource += source == null ? 0 : attempts.failuresOf(source, d.host, system);
      onAccount +=
          system.equals(d.system) || mysql(system) && mysql(d.system)
              ? failuresByAccount.getOrDefault(new AccountKey(d.host, system, d.user), 0L)
              : 0;
    }
    d.failuresFromSource = fromSource;
    d.failuresOnAccount = onAccount;
  }

  private static boolean mysql(String system) {
    return !system.equals("postgresql");
  }

  /** A connection is over, or the stream is. */
  void closed(Connection c) {
    String source = source(c);
    if (source != null) {
      if (c.accepted) {
        success(c, source);
      } else {
        LoginStream.count(this, c, source);
      }
    }
    if (c.failures > 0) {
      c.failuresByUser.forEach((user, count) -> failed.add(failure(c, user, count)));
      if (failed.size() > MOST_FAILED) {
        failed = related(failed);
      }
    }
    if (c.accepted && !c.draft.evidence.isEmpty() && !c.draft.user.isEmpty()) {
      sessions.add(c.draft);
      accepted.add(login(c));
      goodAccounts.add(AccountKey.os(c.host, c.draft.user));
      if (source != null) {
        goodSources.add(source);
      }
    }
  }

  private void success(Connection c, String source) {
    attempts.add(
        source,
        c.host,
        AccountKey.OS,
        What.SUCCESS,
        1,
        c.draft.user.isEmpty() ? null : c.draft.user,
        c.draft.method,
        c.draft.start.nanos(),
        c.draft.id());
  }

  private static @Nullable String source(Connection c) {
    return c.draft.ip == null ? c.draft.domain : c.draft.ip;
  }

  private static Observation login(Connection c) {
    SessionDraft d = c.draft;
    return new Observation(
        d.start.moment(),
        Action.LOGIN,
        Outcome.SUCCESS,
        d.host,
        AccountKey.OS,
        d.user,
        d.ip,
        d.domain,
        d.port,
        d.pid,
        d.method,
        d.key,
        null,
        1,
        d.evidence.ids());
  }

  private static Observation failure(Connection c, String user, long count) {
    SessionDraft d = c.draft;
    return new Observation(
        c.firstFailure.moment(),
        Action.LOGIN,
        Outcome.FAILURE,
        d.host,
        AccountKey.OS,
        user,
        d.ip,
        d.domain,
        d.port,
        d.pid,
        c.failureMethod,
        null,
        c.reason,
        count,
        c.failureEvidence.ids());
  }

  private List<Observation> related(List<Observation> all) {
    List<Observation> kept = new ArrayList<>();
    for (Observation o : all) {
      String source = o.sourceIp() == null ? o.sourceDomain() : o.sourceIp();
      boolean known = source != null && goodSources.contains(source);
      String user = o.user();
      if (known || user != null && goodAccounts.contains(AccountKey.os(o.host(), user))) {
        kept.add(o);
      }
    }
    return kept;
  }

  /** The sessions, with what can be said of ends that no record tells. */
  List<SessionDraft> sessions() {
    Set<String> closing = new HashSet<>();
    for (SessionDraft s : sessions) {
      if (s.end.known()) {
        closing.add(s.host);
      }
    }
    for (SessionDraft s : sessions) {
      if (!s.end.known() && s.endNotAfter == null && closing.contains(s.host)) {
        s.endedBy = EndedBy.STILL_OPEN;
      }
    }
    return sessions;
  }

  /** The logins, by time, the deciding event's id deciding between equal ones. */
  List<Observation> logins() {
    List<Observation> all = new ArrayList<>(accepted);
    all.addAll(related(failed));
    all.sort(
        Comparator.comparing(
                (Observation o) -> o.time().instant(),
                Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Observation::event));
    return all;
  }

  /** A local session has no far side, even where PAM tells one of the display. */
  static boolean shell(SessionDraft draft) {
    return draft.kind == Kind.SSH || draft.kind == Kind.LOCAL;
  }
}
