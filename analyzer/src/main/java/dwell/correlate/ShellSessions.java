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

  private final Map<String, List<SessionDraft>> byHost = new HashMap<>();
  private final Map<String, List<SessionDraft>> byNativeId = new HashMap<>();

  ShellSessions(List<SessionDraft> sessions) {
    for (SessionDraft s : sessions) {
      if (LoginResults.shell(s)) {
        byHost.computeIfAbsent(s.host, _ -> new ArrayList<>()).add(s);
        for (String id : s.nativeIds) {
          byNativeId.computeIfAbsent(s.host + '\0' + id, _ -> new ArrayList<>()).add(s);
        }
      }
    }
    byHost.values().forEach(l -> l.sort(Comparator.comparingLong(s -> s.start.nanos())));
  }

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
    List<SessionDraft> fitting = new ArrayList<>();
    for (SessionDraft s : byHost.getOrDefault(host, List.of())) {
      if (s.start.nanos() - SLACK > nanos) {
        break;
      }
      if (s.covers(nanos, SLACK) && (s.user.equals(user) || s.became.contains(user))) {
        fitting.add(s);
      }
    }
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
    for (SessionDraft s : byHost.getOrDefault(host, List.of())) {
      if (s.start.nanos() - slack > nanos) {
        break;
      }
      if (s.covers(nanos, slack)) {
        open.add(s);
      }
    }
    return open;
  }

  /** The sessions of the host that are an account's, or opened a shell as it. */
  List<SessionDraft> of(String host, String user) {
    return byHost.getOrDefault(host, List.of()).stream()
        .filter(s -> s.user.equals(user) || s.shellAs.containsKey(user))
        .toList();
  }
}
