package dwell.correlate;

import dwell.correlate.Session.EndedBy;
import dwell.event.Outcome;
import dwell.shell.ShellCommand;
import dwell.shell.ShellLexer;
import java.util.List;
import java.util.Set;

/** Sessions that a command of another session ended. */
final class Kills {
  private static final long SECOND = 1_000_000_000L;

  /** sshd closes a session within moments of the signal; sudo may wait for a password before it. */
  private static final long SOON = 10 * SECOND;

  private static final Set<String> BY_PID = Set.of("kill", "skill");
  private static final Set<String> BY_USER =
      Set.of("pkill", "killall", "loginctl", "skill", "slay");

  private final ShellSessions shells;

  Kills(ShellSessions shells) {
    this.shells = shells;
  }

  /** Marks the sessions that commands of these ended. */
  void mark(List<SessionDraft> sessions) {
    for (SessionDraft by : sessions) {
      for (CommandDraft command : by.commands) {
        boolean names = command.text.contains("kill") || command.text.contains("loginctl");
        if (names && command.time.known() && command.outcome != Outcome.FAILURE) {
          mark(by, command);
        }
      }
    }
  }

  private void mark(SessionDraft by, CommandDraft command) {
    for (ShellCommand part : ShellLexer.read(command.text)) {
      String program = part.program();
      boolean byPid = BY_PID.contains(program);
      boolean byUser = BY_USER.contains(program);
      if (!byPid && !byUser) {
        continue;
      }
      long at = command.time.nanos();
      for (SessionDraft s : shells.openAt(by.host, at, SOON)) {
        long late = s.end.nanos() - at;
        boolean then = s.end.known() && late >= -2 * SECOND && late <= SOON;
        boolean meant =
            byPid && part.operands().stream().anyMatch(w -> pid(s, w))
                || byUser && part.arguments().contains(s.user);
        if (s != by && then && meant) {
          s.endedBy = EndedBy.KILLED;
          s.evidence.add(command.evidence.first());
        }
      }
    }
  }

  private static boolean pid(SessionDraft s, String word) {
    return word.equals(Long.toString(s.pid))
        || s.childPids.stream().anyMatch(p -> word.equals(p.toString()));
  }
}
