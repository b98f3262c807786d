package dwell.correlate;

import dwell.correlate.Session.EndedBy;
import dwell.correlate.Session.Kind;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A session while it is put together. Mutable. */
final class SessionDraft {
  final Kind kind;
  final String host;
  String system = AccountKey.OS;
  String user = "";
  @Nullable String ip;
  @Nullable String domain;
  int port;
  @Nullable String originHost;
  @Nullable String userAgent;
  @Nullable String method;
  @Nullable String key;
  long pid;
  @Nullable String tty;
  final Set<Long> childPids = new TreeSet<>();
  long failuresInConnection;
  long failuresFromSource;
  long failuresOnAccount;
  final Stamp start = new Stamp();
  final Stamp end = new Stamp();
  EndedBy endedBy = EndedBy.UNKNOWN;

  /** Bounds of an end that no record tells. */
  @Nullable Instant endNotBefore;

  @Nullable Instant endNotAfter;
  final Set<String> nativeIds = new TreeSet<>();
  @Nullable String namespace;
  @Nullable Link parent;
  boolean application;
  final Set<String> became = new LinkedHashSet<>();

  /** Accounts that a shell was opened as within it, and since when: nanoseconds since the epoch. */
  final Map<String, Long> shellAs = new TreeMap<>();

  final List<CommandDraft> commands = new ArrayList<>();
  final List<StatementDraft> statements = new ArrayList<>();
  long requests;

  /** The time of the last record that belongs to it. */
  long last = EventBatch.ABSENT;

  final Evidence evidence = new Evidence();

  SessionDraft(Kind kind, String host) {
    this.kind = kind;
    this.host = host;
  }

  String id() {
    return evidence.first();
  }

  /**
   * Whether it can have been open at that time, both ends stretched by {@code slack} nanoseconds.
   */
  boolean covers(long nanos, long slack) {
    long to = latestEnd();
    return start.known()
        && nanos >= start.nanos() - slack
        && (to == Long.MAX_VALUE || nanos <= to + slack);
  }

  /** The latest it can have been open: nanoseconds since the epoch, or {@link Long#MAX_VALUE}. */
  long latestEnd() {
    if (end.known()) {
      return end.nanos() + Moment.unit(end.digits()) - 1;
    }
    return endNotAfter == null ? Long.MAX_VALUE : EventTime.nanos(endNotAfter);
  }

  void seen(long nanos) {
    last = Math.max(last, nanos);
  }

  Session build(SqlAnalyzer sql) {
    commands.sort(CommandDraft.ORDER);
    statements.sort(Comparator.comparingLong(s -> s.start.nanos()));
    Moment ended = end.known() ? end.moment() : Moment.between(endNotBefore, endNotAfter, 0);
    return new Session(
        id(),
        kind,
        host,
        system,
        user,
        new Session.Origin(ip, domain, port, originHost, userAgent),
        new Session.Login(
            method,
            key,
            pid,
            tty,
            childPids,
            failuresInConnection,
            failuresFromSource,
            failuresOnAccount),
        start.moment(),
        ended,
        endedBy,
        nativeIds,
        namespace,
        parent,
        application,
        List.copyOf(became),
        commands.stream().map(CommandDraft::build).toList(),
        statements.stream().map(s -> s.build(sql, system, namespace)).toList(),
        requests,
        evidence.ids());
  }
}
