package dwell.incident;

import dwell.correlate.Session;
import java.util.List;

/**
 * A session with which an incident may have begun.
 *
 * @param score the sum of its reasons' weights, those against taken off
 * @param guessed whether refused attempts led up to it
 * @param novel whether its account was never used in that way before
 */
record StartingPoint(
    Session session,
    int score,
    boolean guessed,
    boolean novel,
    List<Reason> reasons,
    List<String> against) {

  /**
   * From which score a session counts as an intrusion. Guessing that ends in a first success (4)
   * needs one more sign, and any sign at all is one; a login from a network never used before (2)
   * or an unusual hour (1) is none without acts that honest work hardly explains; acts alone are
   * enough only where two kinds of them come together.
   */
  static final int THRESHOLD = 5;

  /** Why, with its weight and the records that show it. */
  record Reason(String text, int weight, String technique, List<String> evidence) {}

  boolean enough() {
    return score >= THRESHOLD;
  }
}
