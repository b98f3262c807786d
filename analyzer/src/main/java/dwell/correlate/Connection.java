package dwell.correlate;

import dwell.correlate.Session.EndedBy;
import dwell.event.EventBatch;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a login service while its records are gathered. Mutable.
 *
 * <p>Each log tells each fact once, so what several logs tell is counted per log, and the log that
 * tells most of it counts.
 */
final class Connection {
  /** Ranks of the records that tell a login: sshd's own line decides, then PAM's, then copies. */
  static final int OWN = 0;

  static final int PAM = 1;
  static final int COPY = 2;

  final String host;
  final SessionDraft draft;
  final Set<Long> pids = new TreeSet<>();
  final Map<String, Long> failuresByLog = new HashMap<>();
  final Map<String, Long> acceptsByLog = new HashMap<>();

  /** Refused attempts by account, in order; as the log that tells most of them has it. */
  final Map<String, Long> failuresByUser = new LinkedHashMap<>();

  final Stamp firstFailure = new Stamp();
  final Evidence failureEvidence = new Evidence();
  @Nullable String failureMethod;
  @Nullable String reason;
  long failures;
  boolean accepted;
  boolean acceptedByOwnLine;
  boolean attempted;
  boolean utmp;
  int endRank = Integer.MAX_VALUE;
  long first = EventBatch.ABSENT;
  long last = EventBatch.ABSENT;
  String firstEvent = "";

  Connection(String host, SessionDraft draft) {
    this.host = host;
    this.draft = draft;
  }

  void seen(long nanos, String event) {
    if (first == EventBatch.ABSENT) {
      first = nanos;
      firstEvent = event;
    }
    last = Math.max(last, nanos);
    draft.seen(nanos);
  }

  boolean ended() {
    return draft.end.known();
  }

  /**
   * Counts refused attempts that one log tells.
   *
   * @return by how many the connection's attempts grew
   */
  long fail(String log, @Nullable String user, long count) {
    long sum = failuresByLog.merge(log, count, Long::sum);
    long grown = Math.max(0, sum - failures);
    failures += grown;
    if (user != null && grown > 0) {
      failuresByUser.merge(user, grown, Long::sum);
    }
    attempted = true;
    return grown;
  }

  /**
   * Takes a record of the end; what stands nearest to the session itself decides.
   *
   * @param rank the lowest decides: the session's close, then the connection's, then other books
   */
  void end(EventRow row, int rank, EndedBy by) {
    if (rank < endRank) {
      endRank = rank;
      draft.end.clear();
    }
    if (rank == endRank) {
      draft.end.add(row);
    }
    if (draft.endedBy == EndedBy.UNKNOWN
        || draft.endedBy == EndedBy.CLOSED
        || by == EndedBy.KILLED) {
      draft.endedBy = by;
    }
    draft.evidence.add(row.id());
  }
}
