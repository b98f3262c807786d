package dwell.pattern;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The shapes that a message may have, by its beginning and its last byte, best first. Reused, owned
 * by one thread.
 */
final class Candidates {
  private ShapeProgram[][] lists = new ShapeProgram[16][];
  private int[] next = new int[16];
  private int count;

  /** Looks up {@code bytes[from, to)}, which is not empty. */
  void find(Ruleset ruleset, byte[] bytes, int from, int to) {
    byte last = bytes[to - 1];
    LiteralTree node = ruleset.leads().deepest(bytes, from, to);
    count = 0;
    add(node.shapes(last));
    for (LiteralTree.Branch branch : node.branches()) {
      int begin = from + branch.offset();
      ShapeProgram.Step step = branch.step();
      boolean[] allowed = step.bytes();
      int run = begin;
      while (run < to && allowed[bytes[run] & 0xFF]) {
        run++;
      }
      int end = run - step.shared();
      if (end > begin || end == begin && step.mayBeEmpty()) {
        add(branch.behind().deepest(bytes, end, to).shapes(last));
      }
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
    int best = -1;
    ShapeProgram found = null;
    for (int i = 0; i < count; i++) {
      if (next[i] < lists[i].length) {
        ShapeProgram head = lists[i][next[i]];
        if (found == null || head.rank < found.rank) {
          found = head;
          best = i;
        }
      }
    }
    if (best >= 0) {
      next[best]++;
    }
    return found;
  }
}
