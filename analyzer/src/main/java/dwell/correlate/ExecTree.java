package dwell.correlate;

import dwell.correlate.Command.Source;
import dwell.event.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what was typed from what programs started in turn, in the programs that one session
 * executed.
 *
 * <p>Typed is what an interactive shell starts, and what {@code ssh host command} hands to the
 * login shell's {@code -c}. What a shell starts in its first moments comes from its startup files;
 * it counts only where another source confirms it.
 */
final class ExecTree {
  private static final Set<String> SHELLS =
      Set.of("sh", "bash", "dash", "zsh", "ksh", "mksh", "ash", "fish", "tcsh", "csh", "rbash");

  /** Nobody types a command sooner after the shell has begun; its startup files run then. */
  private static final long STARTUP = 1_000_000_000L;

  /** Nobody types two lines in less: programs of one shell this close together are one line. */
  private static final long ONE_LINE = 150_000_000L;

  private final SessionDraft session;
  private final Map<Long, Long> shells = new HashMap<>();
  private final Map<Long, CommandDraft> owner = new HashMap<>();
  private final Map<Long, CommandDraft> lastOfShell = new HashMap<>();
  private final List<CommandDraft> typed = new ArrayList<>();
  private final List<CommandDraft> unsure = new ArrayList<>();

  private ExecTree(SessionDraft session) {
    this.session = session;
  }

  /**
   * What was typed.
   *
   * @param typed commands, in order of time
   * @param unsure what the shell ran as it began; typed where something else says so too
   */
  record Typed(List<CommandDraft> typed, List<CommandDraft> unsure) {}

  /** Reads the programs of one session, in order of time. */
  static Typed of(SessionDraft session, List<AuditExec> execs) {
    ExecTree tree = new ExecTree(session);
    for (AuditExec exec : execs) {
      tree.add(exec);
    }
    return new Typed(tree.typed, tree.unsure);
  }

  private void add(AuditExec exec) {
    Long began = shells.get(exec.parent());
    CommandDraft parent = owner.get(exec.parent());
    String script = script(exec);
    boolean shell = SHELLS.contains(exec.program());
    if (began != null) {
      underShell(exec, began);
    } else if (parent != null) {
      parent.children++;
      owner.put(exec.pid(), parent);
    } else if (shell && script != null && !ofDaemon(exec, script)) {
      CommandDraft draft = draft(exec, script);
      typed.add(draft);
      owner.put(exec.pid(), draft);
      return;
    }
    if (!exec.user().equals(session.user) && (began != null || parent != null)) {
      session.became.add(exec.user());
    }
    if (shell && script == null && interactive(exec)) {
      shells.put(exec.pid(), exec.nanos());
      if (!exec.user().equals(session.user)) {
        session.shellAs.putIfAbsent(exec.user(), exec.nanos());
      }
    }
  }

  private void underShell(AuditExec exec, long began) {
    CommandDraft last = lastOfShell.get(exec.parent());
    boolean starting = exec.nanos() - began < STARTUP;
    if (!starting && last != null && exec.nanos() - last.lastWitness < ONE_LINE) {
      last.text = last.text + "; " + exec.text();
      last.lastWitness = exec.nanos();
      last.evidence.add(exec.id());
      owner.put(exec.pid(), last);
      return;
    }
    CommandDraft draft = draft(exec, exec.text());
    owner.put(exec.pid(), draft);
    if (starting) {
      unsure.add(draft);
    } else if (!exec.program().equals("clear_console")) {
      // Debian's ~/.bash_logout runs clear_console as the shell ends.
      typed.add(draft);
      lastOfShell.put(exec.parent(), draft);
    }
  }

  private static CommandDraft draft(AuditExec exec, String text) {
    CommandDraft draft = new CommandDraft(text, exec.user(), exec.user(), Source.AUDIT);
    draft.time.add(exec.nanos(), exec.digits());
    draft.lastWitness = exec.nanos();
    draft.directory = exec.directory();
    draft.tty = exec.tty();
    draft.outcome = exec.outcome() == Outcome.FAILURE ? Outcome.FAILURE : Outcome.UNKNOWN;
    draft.evidence.add(exec.id(), draft.rank());
    return draft;
  }

  /** The text behind a shell's {@code -c}, or null where it has none. */
  private static @Nullable String script(AuditExec exec) {
    if (!SHELLS.contains(exec.program())) {
      return null;
    }
    int at = exec.text().indexOf(" -c ");
    return at < 0 ? null : exec.text().substring(at + 4).strip();
  }

  /** pam_motd.c runs the scripts of update-motd.d in sshd, before the shell. */
  private boolean ofDaemon(AuditExec exec, String script) {
    boolean bySshd = exec.parent() == session.pid || session.pid == 0;
    boolean otherRights = !exec.user().equals(session.user);
    return bySshd && otherRights || script.contains("/etc/update-motd.d");
  }

  /** Whether a shell reads from its terminal: no script among its words. */
  private static boolean interactive(AuditExec exec) {
    int at = exec.text().indexOf(' ');
    while (at >= 0) {
      int next = exec.text().indexOf(' ', at + 1);
      String word = exec.text().substring(at + 1, next < 0 ? exec.text().length() : next);
      if (!word.startsWith("-")) {
        return false;
      }
      at = next;
    }
    return true;
  }
}
