package dwell.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shapes that go on with a capture of the same kind behind the same literal: its end is found once
 * for all of them, and the literal behind it tells which remain, the next capture which of these,
 * and so on. What is behind the capture is sorted when a message first comes there. Safe for use by
 * several threads.
 */
final class Branch {
  private static final int FEW = 4;

  private final int offset;
  private final ShapeProgram.Step step;
  private final int best;
  private final int level;
  private final List<ShapeProgram> shapes;
  private volatile @Nullable LiteralTree behind;

  private Branch(int level, List<ShapeProgram> shapes) {
    this.level = level;
    this.shapes = shapes;
    ShapeProgram any = shapes.getFirst();
    offset = level == 0 ? any.lead.length : any.front[level - 1].literal().length;
    step = any.front[level];
    int least = any.rank;
    for (ShapeProgram shape : shapes) {
      least = Math.min(least, shape.rank);
    }
    best = least;
  }

  /**
   * Parts shapes whose literals and captures are alike up to a place.
   *
   * @param own the shapes; those that go into a branch are taken out
   * @param level number of the capture that comes next, from 0
   */
  static List<Branch> part(List<ShapeProgram> own, int level) {
    List<List<ShapeProgram>> kinds = new ArrayList<>();
    List<ShapeProgram> whole = new ArrayList<>();
    for (ShapeProgram shape : own) {
      if (shape.front.length <= level) {
        whole.add(shape);
      } else {
        kind(kinds, shape, level).add(shape);
      }
    }
    List<Branch> branches = new ArrayList<>();
    for (List<ShapeProgram> kind : kinds) {
      // Deeper, a few shapes are as soon read as looked at.
      if (level > 0 && kind.size() < FEW) {
        whole.addAll(kind);
      } else {
        branches.add(new Branch(level, kind));
      }
    }
    if (!branches.isEmpty()) {
      own.clear();
      own.addAll(whole);
    }
    return branches;
  }

  private static List<ShapeProgram> kind(
      List<List<ShapeProgram>> kinds, ShapeProgram shape, int level) {
    for (List<ShapeProgram> kind : kinds) {
      if (alike(kind.getFirst().front[level], shape.front[level])) {
        return kind;
      }
    }
    List<ShapeProgram> kind = new ArrayList<>();
    kinds.add(kind);
    return kind;
  }

  /** Whether both captures end at the same place of any message, whatever their literals are. */
  private static boolean alike(ShapeProgram.Step a, ShapeProgram.Step b) {
    return a.mayBeEmpty() == b.mayBeEmpty()
        && a.shared() == b.shared()
        && Arrays.equals(a.bytes(), b.bytes());
  }

  /** The least rank of these shapes. */
  int best() {
    return best;
  }

  /**
   * Where the capture ends.
   *
   * @param from where the literal before it begins
   * @return -1 where no such capture stands there
   */
  int end(byte[] bytes, int from, int to) {
    int begin = from + offset;
    boolean[] allowed = step.bytes();
    int run = begin;
    while (run < to && allowed[bytes[run] & 0xFF]) {
      run++;
    }
    int end = run - step.shared();
    return end > begin || end == begin && step.mayBeEmpty() ? end : -1;
  }

  /** The shapes by the literal behind the capture. */
  LiteralTree behind() {
    LiteralTree known = behind;
    return known == null ? sort() : known;
  }

  private synchronized LiteralTree sort() {
    LiteralTree known = behind;
    if (known == null) {
      List<LiteralTree.Entry> entries = new ArrayList<>(shapes.size());
      for (ShapeProgram shape : shapes) {
        entries.add(new LiteralTree.Entry(shape.front[level].literal(), shape));
      }
      known = LiteralTree.of(entries, own -> part(own, level + 1));
      behind = known;
    }
    return known;
  }
}
