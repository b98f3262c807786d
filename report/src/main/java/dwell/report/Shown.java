package dwell.report;

import java.util.List;

/**
 * A list that may have been cut, and says so.
 *
 * @param total how many there are in all
 */
public record Shown<T>(List<T> items, long total) {

  public static <T> Shown<T> first(List<T> all, int limit) {
    return new Shown<>(all.size() <= limit ? all : all.subList(0, limit), all.size());
  }

  public boolean isEmpty() {
    return items.isEmpty();
  }

  public boolean isCut() {
    return items.size() < total;
  }

  /** {@code 300 of 12 480 shown}. */
  public String note() {
    return Numbers.count(items.size()) + " of " + Numbers.count(total) + " shown";
  }
}
