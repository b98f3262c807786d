package dwell.correlate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shell sessions of all hosts, to find the one that a record without a session's id belongs to.
 */
final class ShellSessions {
  /** How far logs of one host, of whole seconds, may tell apart. */
  static final long SLACK = 2_000_000_000L;

  /** Sessions that last longer, or whose end is not known, are few and looked at one by one. */
  private static final long LONG = 86_400_000_000_000L;

  private final Map<String, List<SessionDraft>> byHost = new HashMap<>();
  private final Map<String, List<SessionDraft>> brief = new HashMap<>();
  private final Map<String, List<SessionDraft>> lasting = new HashMap<>();
  private final Map<String, List<SessionDraft>> byNativeId = new HashMap<>();

  ShellSessions(List<SessionDraft> sessions) {
    for (SessionDraft s : sessions) {
      if (LoginResults.shell(s)) {
        byHost.computeIfAbsent(s.host, _ -> new ArrayList<>()).add(s);
        long end = s.latestEnd();
        boolean lasts = end == Long.MAX_VALUE || end - s.start.nanos() > LONG;
        (lasts ? lasting : brief).computeIfAbsent(s.host, _ -> new ArrayList<>()).add(s);
        for (String id : s.nativeIds) {
          byNativeId.computeIfAbsent(s.host + '\0' + id, _ -> new ArrayList<>()).add(s);
        }
      }
    }
    byHost.values().forEach(l -> l.sort(BY_START));
    brief.values().forEach(l -> l.sort(BY_START));
    lasting.values().forEach(l -> l.sort(BY_START));
  }

  private static final Comparator<SessionDraft> BY_START =
      Comparator.comparingLong((SessionDraft s) -> s.start.nanos()).thenComparing(SessionDraft::id);

  /**
   * A found session.
   *
   * @param ambiguous whether another one fits as well
   */
  record Found(SessionDraft session, boolean ambiguous) {}

  /** The session of an audit session number; numbers begin anew with each boot. */
  @Nullable SessionDraft ofAudit(String host, String number, long nanos) {
    SessionDraft best = null;
    for (SessionDraft s : byNativeId.getOrDefault(host + '\0' + "ses=" + number, List.of())) {
      if (s.start.nanos() - 60 * SLACK <= nanos
          && (best == null || s.start.nanos() > best.start.nanos())) {
        best = s;
      }
    }
    return best;
  }

  /**
   * The session that an account used at a time: its own, or one that became it.
   *
   * @param tty where the record names a terminal; null else
   */
  @Nullable Found at(String host, String user, @Nullable String tty, long nanos) {
    List<SessionDraft> fitting =
        openAt(host, nanos, SLACK).stream()
            .filter(s -> s.user.equals(user) || s.became.contains(user))
            .toList();
    if (tty != null) {
      List<SessionDraft> here = fitting.stream().filter(s -> tty.equals(s.tty)).toList();
      if (!here.isEmpty()) {
        fitting = here;
      } else {
        List<SessionDraft> open = fitting.stream().filter(s -> s.tty == null).toList();
        fitting = open.isEmpty() ? fitting : open;
      }
    }
    if (fitting.isEmpty()) {
      return null;
    }
    // Of several, one that is its own and began last: older ones are more likely idle.
    SessionDraft best =
        fitting.stream()
            .max(
                Comparator.comparing((SessionDraft s) -> s.user.equals(user))
                    .thenComparing(s -> s.shellAs.containsKey(user))
                    .thenComparingLong(s -> s.start.nanos())
                    .thenComparing(SessionDraft::id))
            .orElseThrow();
    boolean others = false;
    for (SessionDraft s : fitting) {
      boolean alike =
          s.user.equals(user) == best.user.equals(user)
              && s.shellAs.containsKey(user) == best.shellAs.containsKey(user);
      others |= s != best && alike;
    }
    return new Found(best, others);
  }

  /** Every session of the host that can have been open then. */
  List<SessionDraft> openAt(String host, long nanos, long slack) {
    List<SessionDraft> open = new ArrayList<>();
    List<SessionDraft> ended = brief.getOrDefault(host, List.of());
    for (int i = firstFrom(ended, nanos - LONG - slack); i < ended.size(); i++) {
      if (!add(open, ended.get(i), nanos, slack)) {
        break;
      }
    }
    for (SessionDraft s : lasting.getOrDefault(host, List.of())) {
      if (!add(open, s, nanos, slack)) {
        break;
      }
    }
    open.sort(BY_START);
    return open;
  }

  /** Adds a session that was open then; false where it, and all after it, began later. */
  private static boolean add(List<SessionDraft> open, SessionDraft s, long nanos, long slack) {
    if (s.start.nanos() - slack > nanos) {
      return false;
    }
    if (s.covers(nanos, slack)) {
      open.add(s);
    }
    return true;
  }

  /** The index of the first session that began at that time or later. */
  private static int firstFrom(List<SessionDraft> sorted, long nanos) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted.get(middle).start.nanos() < nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The sessions of the host that are an account's, or opened a shell as it. */
  List<SessionDraft> of(String host, String user) {
    return byHost.getOrDefault(host, List.of()).stream()
        .filter(s -> s.user.equals(user) || s.shellAs.containsKey(user))
        .toList();
  }
}
