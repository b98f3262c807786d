package dwell.pattern;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The shapes that a message may have, by its beginning and its last byte, best first. Reused, owned
 * by one thread. A branch is looked into only when one of its shapes may be the next: the shape
 * that most messages have is better than any of a branch.
 */
final class Candidates {
  private final Descents descents = new Descents();
  private ShapeProgram[][] lists = new ShapeProgram[16][];
  private int[] next = new int[16];
  private int count;

  private byte[] bytes = new byte[0];
  private int from;
  private int to;
  private LiteralTree.Branch[] branches = new LiteralTree.Branch[0];
  private int looked;

  /** Looks up a message, which is not empty. */
  void find(Ruleset ruleset, byte[] messageBytes, int messageFrom, int messageTo) {
    bytes = messageBytes;
    from = messageFrom;
    to = messageTo;
    LiteralTree node = descents.deepest(ruleset.leads(), bytes, from, to);
    branches = node.branches();
    looked = 0;
    count = 0;
    add(node.shapes(bytes[to - 1]));
  }

  private void look(LiteralTree.Branch branch) {
    int begin = from + branch.offset();
    ShapeProgram.Step step = branch.step();
    boolean[] allowed = step.bytes();
    int run = begin;
    while (run < to && allowed[bytes[run] & 0xFF]) {
      run++;
    }
    int end = run - step.shared();
    if (end > begin || end == begin && step.mayBeEmpty()) {
      add(descents.deepest(branch.behind(), bytes, end, to).shapes(bytes[to - 1]));
    }
  }

  private void add(ShapeProgram[] shapes) {
    if (shapes.length > 0) {
      if (count == next.length) {
        lists = Arrays.copyOf(lists, count * 2);
        next = Arrays.copyOf(next, count * 2);
      }
      lists[count] = shapes;
      next[count++] = 0;
    }
  }

  /** The best shape that was not given yet, or null. */
  @Nullable ShapeProgram next() {
    int best = best();
    while (looked < branches.length
        && (best < 0 || branches[looked].best() < lists[best][next[best]].rank)) {
      look(branches[looked++]);
      best = best();
    }
    return best < 0 ? null : lists[best][next[best]++];
  }

  /** The list whose next shape is the best, or -1 where none has any. */
  private int best() {
    int best = -1;
    int rank = Integer.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      if (next[i] < lists[i].length && lists[i][next[i]].rank < rank) {
        best = i;
        rank = lists[i][next[i]].rank;
      }
    }
    return best;
  }
}
