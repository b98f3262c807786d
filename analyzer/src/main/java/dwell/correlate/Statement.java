package dwell.correlate;

import dwell.event.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One database statement, told by one or several logs.
 *
 * @param text exact, as the log that tells the most of it has it
 * @param keyword the statement's first keyword in upper case, as in {@code db.operation.name}
 * @param namespace the database the session was in; null where unknown
 * @param outcome {@link Outcome#FAILURE} where a log tells an error: it touched no data
 * @param error error number or SQLSTATE; null where none
 * @param rows rows that went to the client, as a log tells; -1 where none does
 * @param analysis what the text says
 * @param count how many occurrences it stands for; 1 or more
 * @param evidence ids of its witnesses: the one that {@code text} is from first
 */
public record Statement(
    Moment time,
    String text,
    String keyword,
    @Nullable String namespace,
    Outcome outcome,
    @Nullable String error,
    long rows,
    SqlAnalysis analysis,
    long count,
    List<String> evidence) {
  public Statement {
    evidence = List.copyOf(evidence);
  }

  /** The same, with another reading of its text. */
  public Statement with(SqlAnalysis other) {
    return new Statement(
        time, text, keyword, namespace, outcome, error, rows, other, count, evidence);
  }

  /** The id of the event that {@code text} is from. */
  public String event() {
    return evidence.getFirst();
  }

  /**
   * The most rows that can have gone to the client: as told, else as the text allows; -1: no bound.
   */
  public long rowsAtMost() {
    if (outcome == Outcome.FAILURE) {
      return 0;
    }
    return rows >= 0 ? rows : analysis.atMost();
  }
}
