package dwell.correlate;

import dwell.correlate.Command.Source;
import dwell.correlate.Session.Kind;
import dwell.event.EventTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the session that a session came out of, where its far side is a host of the evidence.
 *
 * <p>A command that connects to just that host then, as that account, is the origin. Without such a
 * command, the only shell session that was open there may be. A database session that no command
 * explains is an application's.
 */
final class Parents {
  private static final long SECOND = 1_000_000_000L;

  /** sshd's LoginGraceTime: how long a client may take to log in. */
  private static final long LOGIN = 125 * SECOND;

  /** A client that need not ask connects at once; clocks of two hosts may differ by seconds. */
  private static final long AT_ONCE = 10 * SECOND;

  private static final long CLOCKS = 3 * SECOND;

  private final ShellSessions shells;
  private final HostAddresses addresses;
  private final Map<SessionDraft, List<Client>> clients = new HashMap<>();

  /** A command that connects, of a shell session. */
  private record Client(SessionDraft session, CommandDraft command, ClientCommand what) {}

  /** A command that may have opened a session, and how far from it that session began. */
  private record Fit(Client client, long distance, boolean timed, boolean named) {}

  Parents(ShellSessions shells, HostAddresses addresses) {
    this.shells = shells;
    this.addresses = addresses;
  }

  /** Links the sessions, in order of their start. */
  void link(List<SessionDraft> sessions) {
    for (SessionDraft s : sessions) {
      if (s.kind != Kind.WEB && (s.ip != null || s.domain != null || s.kind == Kind.DATABASE)) {
        boolean socket = s.kind == Kind.DATABASE && s.ip == null && s.domain == null;
        s.originHost = socket ? s.host : addresses.origin(s.host, s.ip, s.domain);
      }
      if (LoginResults.shell(s)) {
        clients.put(s, clients(s));
      }
    }
    for (SessionDraft s : sessions) {
      if (s.originHost != null && s.kind == Kind.SSH) {
        ssh(s, s.originHost);
      }
    }
    databases(sessions);
  }

  private static List<Client> clients(SessionDraft session) {
    List<Client> found = new ArrayList<>();
    for (CommandDraft command : session.commands) {
      for (ClientCommand client : ClientCommand.in(command.text)) {
        found.add(new Client(session, command, client));
      }
    }
    return found;
  }

  private void ssh(SessionDraft s, String from) {
    List<SessionDraft> open = new ArrayList<>(shells.openAt(from, s.start.nanos(), CLOCKS));
    open.remove(s);
    List<Fit> fits = new ArrayList<>();
    for (SessionDraft candidate : open) {
      for (Client client : clients.getOrDefault(candidate, List.of())) {
        Fit fit = client.what.database() == null ? sshFit(client, s) : null;
        if (fit != null) {
          fits.add(fit);
        }
      }
    }
    if (!fits.isEmpty()) {
      take(s, fits, "ssh-command");
      return;
    }
    List<SessionDraft> able = open.stream().filter(c -> !watched(c)).toList();
    if (able.size() == 1) {
      SessionDraft only = able.getFirst();
      s.parent =
          new Link(
              only.id(),
              "ssh-only-open-session",
              "It came from "
                  + from
                  + ", where this was the only shell session then that can have opened it.",
              Confidence.POSSIBLE,
              "No record shows the command; a program of the host may have opened it as well.",
              List.of(only.id(), s.id()));
    }
  }

  /** Whether the kernel's audit saw what ran in it, so that an ssh in it would be known. */
  private static boolean watched(SessionDraft s) {
    return s.commands.stream().anyMatch(c -> c.sources.contains(Source.AUDIT));
  }

  private @Nullable Fit sshFit(Client client, SessionDraft s) {
    ClientCommand what = client.what;
    boolean named = what.targets().stream().anyMatch(w -> addresses.names(w, s.host));
    if (!named || what.user() != null && !what.user().equals(s.user)) {
      return null;
    }
    return timed(client, s, LOGIN, true);
  }

  private static @Nullable Fit timed(Client client, SessionDraft s, long window, boolean named) {
    CommandDraft command = client.command;
    long start = s.start.nanos();
    if (command.time.known()) {
      long late = start - command.time.nanos();
      return late < -CLOCKS || late > window ? null : new Fit(client, Math.abs(late), true, named);
    }
    boolean after =
        command.notBefore != null && start >= EventTime.nanos(command.notBefore) - CLOCKS;
    boolean before =
        command.notAfter == null || start <= EventTime.nanos(command.notAfter) + CLOCKS;
    return after && before ? new Fit(client, Long.MAX_VALUE, false, named) : null;
  }

  private static final Comparator<Fit> BEST =
      Comparator.comparing((Fit f) -> !f.timed)
          .thenComparing(f -> !f.named)
          .thenComparingLong(Fit::distance)
          .thenComparing(f -> f.client.command.evidence.first());

  private static void take(SessionDraft s, List<Fit> fits, String rule) {
    fits.sort(BEST);
    Fit best = fits.getFirst();
    Set<SessionDraft> parents = new HashSet<>();
    fits.stream().filter(f -> f.timed == best.timed).forEach(f -> parents.add(f.client.session));
    CommandDraft command = best.client.command;
    boolean sure = best.timed && best.named && parents.size() == 1 && !command.ambiguous;
    Confidence confidence =
        sure
            ? Confidence.PROVEN
            : parents.size() == 1 && (best.timed || best.named)
                ? Confidence.LIKELY
                : Confidence.POSSIBLE;
    String against =
        sure
            ? null
            : parents.size() > 1
                ? "Other sessions ran such a command as well."
                : best.timed
                    ? "The command does not say whom it logged in as, or fits another session too."
                    : "The command's own time is not known.";
    s.parent =
        new Link(
            best.client.session.id(),
            rule,
            "A command there connected to this host, as this account, when it began.",
            confidence,
            against,
            List.of(command.evidence.first(), s.id()));
  }

  /**
   * Each client command opens the session that begins next to it; what is left is an application's,
   * unless somebody was logged in each time.
   */
  private void databases(List<SessionDraft> sessions) {
    Map<Client, List<SessionDraft>> wanted = new HashMap<>();
    Map<SessionDraft, List<Fit>> fits = new HashMap<>();
    for (SessionDraft s : sessions) {
      if (s.kind != Kind.DATABASE || s.originHost == null) {
        continue;
      }
      for (SessionDraft shell : shells.openAt(s.originHost, s.start.nanos(), CLOCKS)) {
        for (Client client : clients.getOrDefault(shell, List.of())) {
          Fit fit = databaseFit(client, s);
          if (fit != null) {
            fits.computeIfAbsent(s, _ -> new ArrayList<>()).add(fit);
            wanted.computeIfAbsent(client, _ -> new ArrayList<>()).add(s);
          }
        }
      }
    }
    DatabasePeople people = new DatabasePeople(shells, sessions);
    for (SessionDraft s : sessions) {
      if (s.kind != Kind.DATABASE || s.originHost == null) {
        continue;
      }
      List<Fit> own = new ArrayList<>(fits.getOrDefault(s, List.of()));
      own.removeIf(f -> !nearest(f, s, wanted.getOrDefault(f.client, List.of())));
      if (own.isEmpty()) {
        s.parent = people.link(s);
        s.application = s.parent == null;
      } else {
        take(s, own, s.originHost.equals(s.host) ? "database-local-client" : "database-client");
      }
    }
  }

  /**
   * Whether the command's session is this one, of all that it fits: the next; without a time, the
   * only.
   */
  private static boolean nearest(Fit fit, SessionDraft s, List<SessionDraft> all) {
    if (!fit.timed) {
      return all.size() == 1;
    }
    long from = fit.client.command.time.nanos();
    SessionDraft best = s;
    for (SessionDraft other : all) {
      long distance = Math.abs(other.start.nanos() - from);
      if (distance < Math.abs(best.start.nanos() - from)) {
        best = other;
      }
    }
    return best == s;
  }

  private @Nullable Fit databaseFit(Client client, SessionDraft s) {
    ClientCommand what = client.what;
    boolean postgresql = s.system.equals("postgresql");
    if (what.database() == null || what.database().equals("postgresql") != postgresql) {
      return null;
    }
    boolean local = s.host.equals(s.originHost);
    boolean named = what.targets().stream().anyMatch(w -> addresses.names(w, s.host));
    boolean here =
        what.targets().isEmpty()
            || what.targets().stream()
                .anyMatch(w -> w.equals("localhost") || Networks.loopback(w) || w.startsWith("/"));
    if (!named && !(local && here)) {
      return null;
    }
    String user = what.user() == null ? client.command.as : what.user();
    if (!user.equals(s.user)) {
      return null;
    }
    return timed(client, s, what.asks() ? LOGIN : AT_ONCE, what.user() != null || local);
  }
}
