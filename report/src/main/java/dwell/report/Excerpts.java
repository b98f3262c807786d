package dwell.report;

import java.util.List;
import java.util.Map;

/** Where a report gets the records of cited events from. */
@FunctionalInterface
public interface Excerpts {
  /** Has no record at all. */
  Excerpts NONE = ids -> Map.of();

  /**
   * The excerpts of those events that there are; an id without one is absent from the map. Called
   * once a report, with each id once, in the order in which the report cites them.
   */
  Map<String, Excerpt> find(List<String> eventIds);
}
