package dwell.incident;

import dwell.correlate.Confidence;
import dwell.correlate.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session that is the actor's, and why.
 *
 * @param how null where no record tells how its account came into the actor's hands
 * @param via the id of the session or thing it follows from; null where it is a starting point
 * @param evidence ids of the events that the step rests on
 */
record Involved(
    Session session,
    @Nullable AccountHow how,
    String why,
    Confidence confidence,
    @Nullable String via,
    List<String> evidence) {

  /** The evidence of two steps as one, each record once. */
  static List<String> join(List<String> first, List<String> then) {
    List<String> out = new ArrayList<>(first);
    then.stream().filter(id -> !out.contains(id)).forEach(out::add);
    return List.copyOf(out);
  }
}
