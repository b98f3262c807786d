package dwell.detect;

import java.util.List;

/**
 * Something that speaks for an attacker.
 *
 * @param id stable, lower case
 * @param level {@code informational}, {@code low}, {@code medium}, {@code high} or {@code
 *     critical}, as Sigma has them
 * @param techniques ids of ATT&amp;CK 19, then those that they had before where they differ
 * @param reason why it matters
 * @param falsePositives what honest work looks like it
 * @param hit a line in which it is found; empty where no line alone can show it
 * @param miss a line that resembles it and is none; empty where {@code hit} is
 */
public record Detection(
    String id,
    String title,
    String level,
    List<String> techniques,
    String reason,
    String falsePositives,
    String hit,
    String miss) {
  public Detection {
    techniques = List.copyOf(techniques);
  }
}
