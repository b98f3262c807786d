package dwell.correlate;

import dwell.correlate.Command.Source;
import dwell.correlate.Correlation.OrphanCommand;
import dwell.event.EventBatch;
import dwell.event.Outcome;
import dwell.shell.ShellCommand;
import dwell.shell.ShellLexer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes one command of what sudo, audit and histories tell of it, and gives it to its session. */
final class Commands {
  private static final long SECOND = 1_000_000_000L;

  /** sudo asks for the password up to three times, with passwd_timeout of five minutes each. */
  private static final long PASSWORD = 300 * SECOND;

  private final ShellSessions sessions;
  private final CommandStream stream;
  private final List<CommandDraft> placed = new ArrayList<>();
  private final List<OrphanCommand> orphans = new ArrayList<>();

  Commands(ShellSessions sessions, CommandStream stream) {
    this.sessions = sessions;
    this.stream = stream;
  }

  List<OrphanCommand> orphans() {
    return orphans;
  }

  /** Puts every command into its session. */
  void assign() {
    List<CommandDraft> unsure = new ArrayList<>();
    List<CommandDraft> ran = new ArrayList<>();
    stream
        .execs()
        .forEach((session, execs) -> {
          ExecTree.Typed typed = ExecTree.of(session, execs);
          typed.typed().forEach(c -> c.session = session);
          typed.unsure().forEach(c -> c.session = session);
          ran.addAll(typed.typed());
          unsure.addAll(typed.unsure());
        });
    switches();
    nested();
    privileged(ran, unsure);
    histories(ran);
    for (CommandDraft draft : ran) {
      place(draft, draft.session == null ? stream.host(draft) : draft.session.host);
    }
    for (CommandDraft draft : placed) {
      if (draft.session != null) {
        draft.session.commands.add(draft);
      }
    }
    orphans.sort(
        Comparator.comparing(OrphanCommand::account)
            .thenComparingLong(o -> o.command().time().order())
            .thenComparing(o -> o.command().event()));
  }

  /** Who became whom: first those that the session's own account tells, then what they became. */
  private void switches() {
    List<CommandDraft> open = new ArrayList<>(stream.sudo());
    for (boolean grown = true; grown; ) {
      grown = false;
      List<CommandDraft> left = new ArrayList<>();
      for (CommandDraft draft : open) {
        ShellSessions.Found found =
            sessions.at(stream.host(draft), draft.user, draft.tty, draft.time.nanos());
        if (found == null) {
          left.add(draft);
          continue;
        }
        grown = true;
        draft.session = found.session();
        draft.ambiguous = found.ambiguous();
        boolean other = !draft.as.equals(found.session().user);
        if (draft.outcome != Outcome.FAILURE && other) {
          found.session().became.add(draft.as);
          if (opensShell(draft)) {
            found.session().shellAs.putIfAbsent(draft.as, draft.time.nanos());
          }
        }
      }
      open = left;
    }
  }

  /** Whether it opens a shell that takes commands: su, {@code sudo -i}, {@code sudo bash}. */
  private static boolean opensShell(CommandDraft draft) {
    if (draft.sources.contains(Source.SU)) {
      return true;
    }
    List<ShellCommand> commands = ShellLexer.read(draft.text);
    if (commands.size() != 1) {
      return false;
    }
    ShellCommand command = commands.getFirst();
    boolean su = command.program().equals("su") && !command.flag('c');
    return su || command.shell() && command.operands().isEmpty() && !command.flag('c');
  }

  /**
   * su's own line about the su that sudo started, or that another su did, is no command of its own.
   */
  private void nested() {
    Map<@Nullable SessionDraft, List<CommandDraft>> outers = new HashMap<>();
    for (CommandDraft draft : stream.sudo()) {
      if (draft.sources.contains(Source.SUDO) && opensShell(draft)) {
        outers.computeIfAbsent(draft.session, _ -> new ArrayList<>()).add(draft);
      }
    }
    stream.sudo().removeIf(inner -> within(inner, outers.get(inner.session)));
  }

  private static boolean within(CommandDraft inner, @Nullable List<CommandDraft> outers) {
    if (outers == null || !inner.sources.contains(Source.SU)) {
      return false;
    }
    for (CommandDraft outer : outers) {
      long late = inner.time.nanos() - outer.time.nanos();
      if (late >= -SECOND && late <= 3 * SECOND && outer.as.equals(inner.user)) {
        outer.as = inner.as;
        inner.evidence.ids().forEach(outer.evidence::add);
        return true;
      }
    }
    return false;
  }

  /** Joins what sudo and su log with what audit saw them run. */
  private void privileged(List<CommandDraft> ran, List<CommandDraft> unsure) {
    Map<@Nullable SessionDraft, List<CommandDraft>> started = new HashMap<>();
    ran.forEach(c -> started.computeIfAbsent(c.session, _ -> new ArrayList<>()).add(c));
    unsure.forEach(c -> started.computeIfAbsent(c.session, _ -> new ArrayList<>()).add(c));
    started.values().forEach(l -> l.sort(CommandDraft.ORDER));
    Set<CommandDraft> sure = new HashSet<>(ran);
    Set<CommandDraft> taken = new HashSet<>();
    for (CommandDraft draft : stream.sudo()) {
      CommandDraft best = null;
      CommandWords words = CommandWords.of(draft.text);
      for (CommandDraft exec : started.getOrDefault(draft.session, List.of())) {
        long late = draft.time.nanos() - exec.time.nanos();
        boolean near = late >= -2 * SECOND && late <= PASSWORD;
        if (near && !taken.contains(exec) && wraps(exec, draft, words)) {
          best = exec;
        }
      }
      if (best == null) {
        ran.add(draft);
      } else {
        taken.add(best);
        best.merge(draft);
        if (!sure.contains(best)) {
          ran.add(best);
        }
      }
    }
    ran.sort(CommandDraft.ORDER);
  }

  private static boolean wraps(CommandDraft exec, CommandDraft logged, CommandWords words) {
    CommandWords typed = CommandWords.of(exec.text);
    boolean su = logged.sources.equals(Set.of(Source.SU));
    String wrapper = su ? "su" : "sudo";
    if (!typed.programs().contains(wrapper)) {
      return false;
    }
    // sudo -i, sudo -s and su name no program: what they run is a shell.
    boolean shell = typed.words().stream().allMatch(w -> w.equals(wrapper) || w.startsWith("-"));
    return su || shell || typed.fit(words) > 2;
  }

  private void histories(List<CommandDraft> ran) {
    Map<String, List<List<HistoryLine>>> byAccount = new LinkedHashMap<>();
    stream.histories().values().stream()
        .sorted(Comparator.comparing(l -> l.getFirst().artifact()))
        .forEach(lines ->
            byAccount
                .computeIfAbsent(
                    lines.getFirst().host() + '\0' + lines.getFirst().user(),
                    _ -> new ArrayList<>())
                .add(lines));
    Map<String, List<CommandDraft>> ranBy = new LinkedHashMap<>();
    for (CommandDraft draft : ran) {
      String host = draft.session == null ? stream.host(draft) : draft.session.host;
      ranBy.computeIfAbsent(host + '\0' + draft.user, _ -> new ArrayList<>()).add(draft);
    }
    for (Map.Entry<String, List<List<HistoryLine>>> entry : byAccount.entrySet()) {
      List<List<HistoryLine>> files = entry.getValue();
      HistoryLine account = files.getFirst().getFirst();
      List<CommandDraft> known = ranBy.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>());
      for (List<HistoryLine> lines : files) {
        HistoryMatcher matcher =
            new HistoryMatcher(
                sessions,
                lines,
                known,
                stream.modified(account.host(), lines.getFirst().artifact()));
        for (CommandDraft draft : matcher.match()) {
          place(draft, account.host());
        }
      }
    }
    ran.clear();
    ranBy.values().forEach(ran::addAll);
  }

  private void place(CommandDraft draft, String host) {
    if (draft.session == null && draft.time.nanos() != EventBatch.ABSENT) {
      ShellSessions.Found found = sessions.at(host, draft.user, draft.tty, draft.time.nanos());
      if (found != null) {
        draft.session = found.session();
        draft.ambiguous = found.ambiguous();
      }
    }
    placed.add(draft);
    if (draft.session == null) {
      orphans.add(new OrphanCommand(AccountKey.os(host, draft.user), draft.build()));
    }
  }
}
