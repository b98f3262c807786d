package dwell.incident;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * One question about an incident: how much of what is true was found, and how much of what was said
 * is false.
 *
 * @param notes what was missed and what is false
 */
record ScoreRow(String name, int trueOnes, int found, int said, int wrong, List<String> notes) {

  /** A question with one right answer. */
  static ScoreRow one(String name, boolean right, String note) {
    return new ScoreRow(
        name, 1, right ? 1 : 0, 1, right ? 0 : 1, right ? List.of() : List.of(note));
  }

  /** Sets of names: one that is said and not true is false unless it is excused. */
  static <T> ScoreRow names(String name, Set<T> truth, Set<T> told, Predicate<T> excused) {
    List<String> notes = new ArrayList<>();
    Set<String> missed = new TreeSet<>();
    truth.stream().filter(one -> !told.contains(one)).forEach(one -> missed.add("missed " + one));
    Set<String> wrong = new TreeSet<>();
    told.stream()
        .filter(one -> !truth.contains(one) && !excused.test(one))
        .forEach(one -> wrong.add("false " + one));
    notes.addAll(missed);
    notes.addAll(wrong);
    return new ScoreRow(
        name, truth.size(), truth.size() - missed.size(), told.size(), wrong.size(), notes);
  }

  /** One to one: a thing that is told takes one true thing, or is false unless it is excused. */
  static <T, S> ScoreRow paired(
      String name, List<T> truth, List<S> told, BiPredicate<T, S> same, Predicate<S> excused) {
    Set<Integer> open = new LinkedHashSet<>();
    for (int i = 0; i < truth.size(); i++) {
      open.add(i);
    }
    List<String> wrong = new ArrayList<>();
    for (S one : told) {
      Integer match =
          open.stream().filter(i -> same.test(truth.get(i), one)).findFirst().orElse(null);
      if (match != null) {
        open.remove(match);
      } else if (!excused.test(one)) {
        wrong.add("false " + one);
      }
    }
    List<String> notes = new ArrayList<>();
    open.forEach(i -> notes.add("missed " + truth.get(i)));
    notes.addAll(wrong);
    return new ScoreRow(
        name, truth.size(), truth.size() - open.size(), told.size(), wrong.size(), notes);
  }

  /**
   * Harmonic mean of the share of the truth that was found and the share of the told that holds.
   */
  double score() {
    double recall = trueOnes == 0 ? 1 : (double) found / trueOnes;
    double precision = said == 0 ? 1 : 1 - (double) wrong / said;
    return recall + precision == 0 ? 0 : 2 * recall * precision / (recall + precision);
  }

  /** One line with the figures, and one for each note, cut to what a person reads. */
  @Override
  public String toString() {
    StringBuilder out =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%-18s %4d of %-4d false %-4d of %-4d %5.1f %%",
                name,
                found,
                trueOnes,
                wrong,
                said,
                100 * score()));
    notes.stream()
        .limit(8)
        .forEach(note -> out.append("\n    ").append(note, 0, Math.min(200, note.length())));
    return out.toString();
  }
}
