package dwell.correlate;

import dwell.event.Outcome;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One command that was run or typed, told by one or several records.
 *
 * @param text what was typed where a history has it, else sudo's text, else the arguments as the
 *     kernel saw them joined by spaces
 * @param user the account whose shell took it
 * @param as the account whose rights it ran with; {@code user} unless sudo, su or the kernel says
 *     other
 * @param workingDirectory null where unknown
 * @param tty as logged; null where unknown
 * @param outcome {@link Outcome#FAILURE} where a record says that it was refused or did not run
 * @param sources which kinds of record tell it
 * @param children processes that it started in turn and that are not told as commands
 * @param ambiguous whether it fits into several sessions of the account; it stands in the likeliest
 * @param evidence ids of its witnesses: the one that {@code text} is from first
 */
public record Command(
    Moment time,
    String text,
    String user,
    String as,
    @Nullable String workingDirectory,
    @Nullable String tty,
    Outcome outcome,
    Set<Source> sources,
    int children,
    boolean ambiguous,
    List<String> evidence) {
  public Command {
    sources = Set.copyOf(sources);
    evidence = List.copyOf(evidence);
  }

  /** The id of the event that {@code text} is from. */
  public String event() {
    return evidence.getFirst();
  }

  /** Which kind of record tells of a command. */
  public enum Source {
    HISTORY,
    SUDO,
    SU,
    AUDIT,
    /** The forced or remote command of an ssh connection, or what cron ran. */
    OTHER
  }
}
