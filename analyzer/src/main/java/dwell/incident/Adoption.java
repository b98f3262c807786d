package dwell.incident;

import dwell.correlate.AccountKey;
import dwell.correlate.Command;
import dwell.correlate.Correlation;
import dwell.correlate.Moment;
import dwell.correlate.Session;
import dwell.detect.Act;
import dwell.detect.ActKind;
import dwell.detect.ActReader;
import dwell.event.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives the lines of an account's history to the session that became that account, where only one
 * did: a history is written by shells, and one that nobody logged in to was opened from another
 * account's session. Lines get their time from what they caused elsewhere (an account made, a
 * session opened on another host), the lines between from those around them.
 */
final class Adoption {
  private final Correlation correlation;
  private final Changes changes;

  Adoption(Correlation correlation, Changes changes) {
    this.correlation = correlation;
    this.changes = changes;
  }

  /** The sessions, those that adopt with more commands. */
  List<Session> sessions() {
    Map<AccountKey, List<Command>> orphans = new TreeMap<>();
    for (Correlation.OrphanCommand orphan : correlation.orphanCommands()) {
      boolean history = orphan.command().sources().contains(Command.Source.HISTORY);
      if (history && orphan.account().system().equals(AccountKey.OS)) {
        orphans.computeIfAbsent(orphan.account(), k -> new ArrayList<>()).add(orphan.command());
      }
    }
    Map<String, List<Command>> adopted = new TreeMap<>();
    orphans.forEach((account, commands) -> {
      List<Session> shells = shells(account);
      List<List<Command>> runs = runs(commands);
      // As many shells as stretches that end in exit: one each. A single shell has them all.
      boolean each = shells.size() == runs.size();
      for (int i = 0; i < runs.size() && (each || shells.size() == 1); i++) {
        Session shell = shells.get(each ? i : 0);
        adopted
            .computeIfAbsent(shell.id(), k -> new ArrayList<>())
            .addAll(timed(shell, account, runs.get(i)));
      }
    });
    return correlation.sessions().stream()
        .map(s -> adopted.containsKey(s.id()) ? with(s, adopted.get(s.id())) : s)
        .toList();
  }

  /**
   * Sessions of others in which a shell of that account was opened; none where it had logins of its
   * own.
   */
  private List<Session> shells(AccountKey account) {
    List<Session> out = new ArrayList<>();
    for (Session session : correlation.sessions()) {
      if (session.account().equals(account)) {
        return List.of();
      }
      if (session.host().equals(account.host()) && opened(session, account.name()) != null) {
        out.add(session);
      }
    }
    return out;
  }

  /** When a session opened a shell of that account; null where it opened none. */
  private static @Nullable Instant opened(Session session, String name) {
    if (!session.became().contains(name)) {
      return null;
    }
    for (Command command : session.commands()) {
      for (Act act : ActReader.read(command.text(), command.user(), command.workingDirectory())) {
        boolean shell = act.kind() == ActKind.ROOT_SHELL || act.kind() == ActKind.ACCOUNT_SWITCHED;
        if (shell && name.equals(act.name()) && command.outcome() != dwell.event.Outcome.FAILURE) {
          Instant time = command.time().earliest();
          return time == null ? Times.start(session) : time;
        }
      }
    }
    return null;
  }

  private static List<List<Command>> runs(List<Command> commands) {
    List<List<Command>> out = new ArrayList<>();
    List<Command> run = new ArrayList<>();
    for (Command command : commands) {
      run.add(command);
      if (command.text().equals("exit") || command.text().equals("logout")) {
        out.add(run);
        run = new ArrayList<>();
      }
    }
    if (!run.isEmpty()) {
      out.add(run);
    }
    return out;
  }

  private List<Command> timed(Session shell, AccountKey account, List<Command> run) {
    Instant opened = opened(shell, account.name());
    Instant end = shell.end().latest();
    List<@Nullable Moment> anchors = new ArrayList<>();
    Instant after = opened;
    for (Command command : run) {
      Moment anchor =
          command.time().known() ? command.time() : anchor(command, account, after, end);
      anchors.add(anchor);
      after = anchor == null || anchor.instant() == null ? after : anchor.instant();
    }
    List<Command> out = new ArrayList<>();
    Instant before = opened;
    for (int i = 0; i < run.size(); i++) {
      Moment anchor = anchors.get(i);
      Instant next = end;
      for (int k = run.size() - 1; k > i; k--) {
        Moment later = anchors.get(k);
        next = later == null ? next : later.latest();
      }
      Moment time =
          anchor != null ? anchor : Moment.between(before, next, run.get(i).time().order());
      before = anchor == null ? before : anchor.earliest();
      out.add(at(run.get(i), time, account.name()));
    }
    return out;
  }

  private static Command at(Command c, Moment time, String as) {
    return new Command(
        time,
        c.text(),
        c.user(),
        as,
        c.workingDirectory(),
        c.tty(),
        c.outcome(),
        c.sources(),
        c.children(),
        c.ambiguous(),
        c.evidence());
  }

  /** When a line ran, by what it caused; null where it left no such trace. */
  private @Nullable Moment anchor(
      Command command, AccountKey account, @Nullable Instant after, @Nullable Instant end) {
    for (Act act : ActReader.read(command.text(), account.name(), null)) {
      switch (act.kind()) {
        case ACCOUNT_CREATED -> {
          for (Changes.Change change : changes.all()) {
            boolean same =
                change.action() == Action.ACCOUNT_CREATE
                    && change.host().equals(account.host())
                    && change.target() != null
                    && change.target().equals(act.name());
            if (same && within(change.time().instant(), after, end)) {
              return Moment.at(change.time().instant(), change.time().digits());
            }
          }
        }
        case SSH_ONWARD, KEY_USED_ONWARD -> {
          String far = act.detail();
          String host = far == null ? null : correlation.addresses().getOrDefault(far, far);
          for (Session session : correlation.sessions()) {
            boolean same =
                session.kind() == Session.Kind.SSH
                    && session.host().equals(host)
                    && account.host().equals(session.origin().evidenceHost())
                    && (act.name() == null || act.name().equals(session.user()));
            Instant start = session.start().instant();
            if (same && start != null && within(start, after, end)) {
              return session.start();
            }
          }
        }
        default -> {}
      }
    }
    return null;
  }

  private static boolean within(Instant time, @Nullable Instant after, @Nullable Instant end) {
    return (after == null || !time.isBefore(after.minusSeconds(1)))
        && (end == null || !time.isAfter(end));
  }

  private static Session with(Session s, List<Command> more) {
    List<Command> commands = new ArrayList<>(s.commands());
    commands.addAll(more);
    return new Session(
        s.id(),
        s.kind(),
        s.host(),
        s.system(),
        s.user(),
        s.origin(),
        s.login(),
        s.start(),
        s.end(),
        s.endedBy(),
        s.nativeIds(),
        s.namespace(),
        s.parent(),
        s.application(),
        s.became(),
        commands,
        s.statements(),
        s.requests(),
        s.evidence());
  }
}
