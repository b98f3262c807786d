package dwell.pattern;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Field;
import dwell.event.Outcome;
import java.util.List;
import java.util.Map;

/**
 * One message shape of a catalogue file with its meaning.
 *
 * @param id {@code dwell.shape}: dataset and name, as {@code ssh/failed-invalid-user}
 * @param text as written in the file
 * @param programs the programs that write it; {@code *} for any
 * @param fixed values that every message of this shape has
 * @param flagged further flags, as {@link dwell.event.Flag#bit} bits
 * @param examples at least one
 * @param file name of its file, for people
 * @param line where it stands in the file, from 1
 */
public record Shape(
    String id,
    String text,
    List<String> programs,
    Dataset dataset,
    Action action,
    Outcome outcome,
    Map<Field, String> fixed,
    int flagged,
    List<Example> examples,
    String file,
    int line) {

  /**
   * A message that the shape must match.
   *
   * @param expected key to value: the short names of catalogue files or field keys; {@code -} as
   *     value: absent; {@code flags}: the flags, separated by blanks
   */
  public record Example(String message, Map<String, String> expected, int line) {}
}
