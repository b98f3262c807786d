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

  private Branch[][] branches = new Branch[16][];
  private int[] nextBranch = new int[16];

  /** Where the literal before the branches' capture begins. */
  private int[] bases = new int[16];

  private int branchCount;

  private byte[] bytes = new byte[0];
  private int to;

  /** Looks up a message, which is not empty. */
  void find(Ruleset ruleset, byte[] messageBytes, int messageFrom, int messageTo) {
    bytes = messageBytes;
    to = messageTo;
    count = 0;
    branchCount = 0;
    look(ruleset.leads(), messageFrom);
  }

  private void look(LiteralTree root, int at) {
    LiteralTree node = descents.deepest(root, bytes, at, to);
    ShapeProgram[] shapes = node.shapes(bytes[to - 1]);
    if (shapes.length > 0) {
      if (count == next.length) {
        lists = Arrays.copyOf(lists, count * 2);
        next = Arrays.copyOf(next, count * 2);
      }
      lists[count] = shapes;
      next[count++] = 0;
    }
    Branch[] behind = node.branches();
    if (behind.length > 0) {
      if (branchCount == bases.length) {
        branches = Arrays.copyOf(branches, branchCount * 2);
        nextBranch = Arrays.copyOf(nextBranch, branchCount * 2);
        bases = Arrays.copyOf(bases, branchCount * 2);
      }
      branches[branchCount] = behind;
      nextBranch[branchCount] = 0;
      bases[branchCount++] = at;
    }
  }

  /** The best shape that was not given yet, or null. */
  @Nullable ShapeProgram next() {
    int best = best();
    int branch = bestBranch(best);
    while (branch >= 0) {
      Branch looked = branches[branch][nextBranch[branch]++];
      int end = looked.end(bytes, bases[branch], to);
      if (end >= 0) {
        look(looked.behind(), end);
        best = best();
      }
      branch = bestBranch(best);
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

  /** The branches whose next has the best shape of all, better than that list's next; or -1. */
  private int bestBranch(int list) {
    int best = -1;
    int rank = list < 0 ? Integer.MAX_VALUE : lists[list][next[list]].rank;
    for (int i = 0; i < branchCount; i++) {
      if (nextBranch[i] < branches[i].length && branches[i][nextBranch[i]].best() < rank) {
        best = i;
        rank = branches[i][nextBranch[i]].best();
      }
    }
    return best;
  }
}
