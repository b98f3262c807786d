package dwell.correlate;

import java.util.ArrayList;
import java.util.List;

/**
 * Ids of the events that tell a fact, the deciding one first. Bounded: of very many, the first ones
 * are kept. Mutable.
 */
final class Evidence {
  /** The greatest number of ids kept. */
  static final int MOST = 48;

  private final List<String> ids = new ArrayList<>(4);
  private int rank = Integer.MAX_VALUE;

  /** Adds a witness. */
  void add(String id) {
    if (ids.size() < MOST && !ids.contains(id)) {
      ids.add(id);
    }
  }

  /**
   * Adds a witness that may decide.
   *
   * @param witnessRank the lowest decides; of equals, the first added
   */
  void add(String id, int witnessRank) {
    if (ids.contains(id)) {
      return;
    }
    if (witnessRank < rank) {
      rank = witnessRank;
      ids.addFirst(id);
      if (ids.size() > MOST) {
        ids.removeLast();
      }
    } else {
      add(id);
    }
  }

  void addAll(Evidence other) {
    other.ids.forEach(this::add);
  }

  boolean isEmpty() {
    return ids.isEmpty();
  }

  String first() {
    return ids.getFirst();
  }

  List<String> ids() {
    return List.copyOf(ids);
  }
}
