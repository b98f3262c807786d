package dwell.incident;

import dwell.correlate.Session;
import dwell.detect.Act;
import dwell.detect.Sign;
import java.util.List;
import java.util.Locale;

/**
 * A session with which an incident may have begun.
 *
 * @param score the sum of its reasons' weights, those against taken off
 * @param telling whether one of its reasons, or two of them together, are more than what honest
 *     people do now and then
 * @param guessed whether refused attempts led up to it
 * @param novel whether its account was never used from there before
 */
record StartingPoint(
    Session session,
    int score,
    boolean telling,
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

  /**
   * Why, with its weight and the records that show it.
   *
   * @param detection id in the registry
   */
  record Reason(
      String text, int weight, String detection, String technique, List<String> evidence) {

    static Reason of(Sign sign, int weight, String text, List<String> evidence) {
      return new Reason(text, weight, id(sign), sign.technique(), evidence);
    }

    static Reason of(Act act, int weight, String text, List<String> evidence) {
      return new Reason(text, weight, id(act.kind()), act.kind().technique(), evidence);
    }

    private static String id(Enum<?> kind) {
      return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  boolean enough() {
    return telling && score >= THRESHOLD;
  }
}
