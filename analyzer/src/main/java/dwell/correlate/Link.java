package dwell.correlate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why one session is held to come out of another.
 *
 * @param session the id of the session it comes out of
 * @param rule which rule says so: {@code ssh-command}, {@code ssh-only-open-session}, {@code
 *     database-client}, {@code database-local-client}
 * @param why one sentence for people
 * @param against what speaks for another reading; null where nothing does
 * @param evidence ids of the events that the link rests on
 */
public record Link(
    String session,
    String rule,
    String why,
    Confidence confidence,
    @Nullable String against,
    List<String> evidence) {
  public Link {
    evidence = List.copyOf(evidence);
  }
}
