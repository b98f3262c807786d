package dwell.correlate;

import dwell.correlate.Session.Kind;
import dwell.event.Action;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections that are open as the stream of records goes by, found by address and port, by
 * pid, by terminal. Those that are over, or that never got in and fell silent, leave.
 */
final class Connections {
  private static final long SECOND = 1_000_000_000L;

  /**
   * Records of an ended connection may still come: logs of whole seconds, the monitor's last words.
   */
  private static final long AFTER_END = 30 * SECOND;

  /** Longer than sshd's LoginGraceTime (120 s unless set): who is not in by then is out. */
  private static final long UNACCEPTED = 600 * SECOND;

  /** How far two logs of one host may tell the same fact apart. */
  private static final long SAME = 3 * SECOND;

  private static final int SWEEP = 4_096;

  private record Port(String host, String ip, int port) {}

  private record Pid(String host, long pid) {}

  private record Terminal(String host, String tty) {}

  private final LoginResults results;
  private final Map<Port, Connection> byPort = new HashMap<>();
  private final Map<Pid, Connection> byPid = new HashMap<>();
  private final Map<Terminal, Connection> byTerminal = new HashMap<>();
  private final Set<Connection> all = new LinkedHashSet<>();
  private long now = Long.MIN_VALUE;
  private int rows;

  Connections(LoginResults results) {
    this.results = results;
  }

  /** Tells how far the stream is. */
  void now(long nanos) {
    now = nanos;
    if (++rows % SWEEP == 0) {
      for (Connection c : List.copyOf(all)) {
        if (stale(c)) {
          close(c);
        }
      }
    }
  }

  /** The connection that a record belongs to, or null where none is known. */
  @Nullable Connection find(EventRow row, @Nullable String ip, int port, long pid) {
    Connection c = null;
    if (ip != null && port > 0) {
      c = byPort.get(new Port(row.host(), ip, port));
      if (c != null && other(c, row, pid)) {
        replace(c);
        c = null;
      }
    }
    if (c == null && pid > 0) {
      c = byPid.get(new Pid(row.host(), pid));
      boolean elsewhere =
          c != null
              && (port > 0 && c.draft.port > 0 && c.draft.port != port
                  || ip != null && c.draft.ip != null && !ip.equals(c.draft.ip));
      if (c != null && (elsewhere && opening(row) || stale(c))) {
        replace(c);
        c = null;
      } else if (elsewhere) {
        c = null;
      }
    }
    return c;
  }

  /** Whether a record of the same address and port must be of another connection. */
  private boolean other(Connection c, EventRow row, long pid) {
    if (stale(c)) {
      return true;
    }
    boolean accepts = row.action() == Action.LOGIN && row.outcome() == Outcome.SUCCESS;
    if (accepts && c.acceptedByOwnLine) {
      return Math.abs(row.time() - c.draft.start.nanos()) > SAME;
    }
    boolean stranger = pid > 0 && !c.pids.isEmpty() && !c.pids.contains(pid);
    return stranger && opening(row) && (c.ended() || c.accepted);
  }

  private static boolean opening(EventRow row) {
    Action action = row.action();
    return action == Action.LOGIN
        || action == Action.LOGIN_ATTEMPT
        || action == Action.CONNECT
        || action == Action.SESSION_OPEN;
  }

  private boolean stale(Connection c) {
    if (c.ended() && now > Math.max(c.draft.end.nanos(), c.last) + AFTER_END) {
      return true;
    }
    return !c.accepted && now > c.last + UNACCEPTED;
  }

  /** A new connection. */
  Connection create(EventRow row, Kind kind, @Nullable String ip, int port, long pid) {
    Connection c = new Connection(row.host(), new SessionDraft(kind, row.host()));
    all.add(c);
    learn(c, row, ip, port, pid);
    return c;
  }

  /** Takes what a record tells of the connection's identity. */
  void learn(Connection c, EventRow row, @Nullable String ip, int port, long pid) {
    SessionDraft draft = c.draft;
    if (ip != null && draft.ip == null && draft.domain == null) {
      if (row.text(Field.SOURCE_IP) == null) {
        draft.domain = ip;
      } else {
        draft.ip = ip;
      }
    }
    if (port > 0 && draft.port == 0 && ip != null) {
      draft.port = port;
      byPort.put(new Port(c.host, ip, port), c);
    }
    if (pid <= 0) {
      return;
    }
    if (c.accepted && draft.pid > 0 && pid != draft.pid) {
      draft.childPids.add(pid);
    } else if (draft.pid == 0) {
      draft.pid = pid;
    }
    if (c.pids.add(pid)) {
      Connection before = byPid.put(new Pid(c.host, pid), c);
      if (before != null && before != c) {
        replaced(before);
      }
    }
  }

  /** Another connection stands in this one's place: it is over, whatever the records say. */
  private void replace(Connection c) {
    replaced(c);
    close(c);
  }

  private void replaced(Connection c) {
    if (!c.ended() && c.accepted) {
      c.draft.endNotBefore = EventTime.instant(c.last);
      c.draft.endNotAfter = EventTime.instant(now);
    }
  }

  void terminal(Connection c, String tty) {
    byTerminal.put(new Terminal(c.host, tty), c);
  }

  @Nullable Connection onTerminal(String host, @Nullable String tty) {
    return tty == null ? null : byTerminal.get(new Terminal(host, tty));
  }

  /** The host came up or went down: nothing that was open then is open after. */
  void down(EventRow row, boolean boot) {
    for (Connection c : List.copyOf(all)) {
      boolean before = c.first < row.time();
      if (!c.host.equals(row.host()) || !before) {
        continue;
      }
      if (!c.ended() && c.accepted) {
        c.draft.endedBy = Session.EndedBy.BOOT;
        c.draft.endNotBefore = EventTime.instant(c.last);
        c.draft.endNotAfter = EventTime.instant(row.time());
        c.draft.evidence.add(row.id());
      }
      if (boot) {
        close(c);
      }
    }
  }

  /** logind names sessions by number; the one of its user that opened just before is meant. */
  void logind(EventRow row) {
    String session = row.text(Field.SESSION);
    if (session == null) {
      return;
    }
    String id = "logind=" + session;
    if (row.action() == Action.SESSION_OPEN) {
      String user = row.text(Field.USER);
      candidates(row).stream()
          .filter(c -> c.draft.user.equals(user))
          .filter(c ->
              c.draft.nativeIds.stream().noneMatch(n -> n.startsWith("logind=") && !n.equals(id)))
          .min(Comparator.comparingLong(c -> Math.abs(c.draft.start.nanos() - row.time())))
          .ifPresent(c -> {
            c.draft.nativeIds.add(id);
            c.draft.evidence.add(row.id());
            c.seen(row.time(), row.id());
          });
    } else if (row.action() == Action.SESSION_CLOSE || row.action() == Action.LOGOUT) {
      for (Connection c : all) {
        if (c.host.equals(row.host()) && c.draft.nativeIds.contains(id)) {
          c.end(row, 2, Session.EndedBy.CLOSED);
          c.seen(row.time(), row.id());
        }
      }
    }
  }

  /**
   * The connection whose login a record tells that names neither port nor pid: the one of its user,
   * and of its address where both have one, that opened just then; null where there is none.
   */
  @Nullable Connection opened(EventRow row, @Nullable String ip) {
    String user = row.text(Field.USER);
    return candidates(row).stream()
        .filter(c -> c.draft.user.equals(user))
        .filter(c -> ip == null || c.draft.ip == null || ip.equals(c.draft.ip))
        .min(Comparator.comparingLong(c -> Math.abs(c.draft.start.nanos() - row.time())))
        .orElse(null);
  }

  private List<Connection> candidates(EventRow row) {
    List<Connection> near = new ArrayList<>();
    for (Connection c : all) {
      if (c.accepted
          && c.host.equals(row.host())
          && Math.abs(c.draft.start.nanos() - row.time()) < SAME) {
        near.add(c);
      }
    }
    return near;
  }

  private void close(Connection c) {
    if (!all.remove(c)) {
      return;
    }
    if (c.draft.ip != null && c.draft.port > 0) {
      byPort.remove(new Port(c.host, c.draft.ip, c.draft.port), c);
    }
    for (long pid : c.pids) {
      byPid.remove(new Pid(c.host, pid), c);
    }
    if (c.draft.tty != null) {
      byTerminal.remove(new Terminal(c.host, c.draft.tty), c);
    }
    results.closed(c);
  }

  /** Hands over all that is still there. */
  void flush() {
    for (Connection c : List.copyOf(all)) {
      close(c);
    }
  }
}
