package dwell.pattern;

import dwell.record.Ascii;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A radix tree over literals: the deepest node whose literal stands at a place names all shapes of
 * that literal and of its beginnings. Safe for use by several threads.
 */
final class LiteralTree {
  private static final ShapeProgram[] NONE = new ShapeProgram[0];
  private static final int MAX_LOOKED_THROUGH = 3;

  /** Most nodes have none. */
  private static final Branch[] NO_BRANCHES = new Branch[0];

  private final byte[] label;

  /** The literal from the root on is its first {@link #depth} bytes. */
  private final byte[] literal;

  private final int depth;

  /** Of it and all below it, the greatest depth. */
  private final int height;

  /** The first byte of each child: two or three are looked through faster than a table. */
  private final byte[] firsts;

  /** The children by their first byte, where there are more; null elsewhere. */
  private final @Nullable LiteralTree @Nullable [] byFirst;

  private final LiteralTree[] children;

  /** The shapes that are told by the literal alone; best first. */
  private final ShapeProgram[] here;

  /**
   * Those of them that may end in a byte, made when the first such message is met: most never are.
   * Null where there are too few to tell apart.
   */
  private final @Nullable AtomicReferenceArray<ShapeProgram[]> byLastByte;

  private final Branch[] branches;

  /** A shape and the literal that it is sorted by. */
  record Entry(byte[] literal, ShapeProgram program) {}

  private LiteralTree(
      byte[] literal,
      int parentDepth,
      int depth,
      List<LiteralTree> children,
      List<ShapeProgram> here,
      List<Branch> branches) {
    this.literal = literal;
    this.depth = depth;
    int deepest = depth;
    for (LiteralTree child : children) {
      deepest = Math.max(deepest, child.height);
    }
    height = deepest;
    label = Arrays.copyOfRange(literal, parentDepth, depth);
    this.children = children.toArray(new LiteralTree[0]);
    firsts = new byte[this.children.length];
    for (int i = 0; i < firsts.length; i++) {
      firsts[i] = this.children[i].label[0];
    }
    byFirst = firsts.length > MAX_LOOKED_THROUGH ? table(this.children) : null;
    this.branches = branches.isEmpty() ? NO_BRANCHES : branches.toArray(NO_BRANCHES);
    Arrays.sort(this.branches, (a, b) -> Integer.compare(a.best(), b.best()));
    this.here = here.toArray(NONE);
    Arrays.sort(this.here, (a, b) -> Integer.compare(a.rank, b.rank));
    byLastByte = here.size() < 2 ? null : new AtomicReferenceArray<>(256);
  }

  /**
   * @param entries in any order
   * @param branching gives the branches of shapes that end here in a literal of that length, and
   *     takes their shapes out of the list
   */
  static LiteralTree of(List<Entry> entries, Function<List<ShapeProgram>, List<Branch>> branching) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort((a, b) -> Arrays.compareUnsigned(a.literal, b.literal));
    return build(sorted, 0, 0, List.of(), List.of(), branching);
  }

  private static LiteralTree build(
      List<Entry> sorted,
      int parentDepth,
      int depth,
      List<ShapeProgram> inherited,
      List<Branch> inheritedBranches,
      Function<List<ShapeProgram>, List<Branch>> branching) {
    byte[] literal = sorted.isEmpty() ? new byte[0] : sorted.getFirst().literal;
    int at = 0;
    List<ShapeProgram> own = new ArrayList<>();
    while (at < sorted.size() && sorted.get(at).literal.length == depth) {
      own.add(sorted.get(at++).program);
    }
    List<Branch> branches = both(inheritedBranches, branching.apply(own));
    List<ShapeProgram> here = both(inherited, own);
    List<LiteralTree> children = new ArrayList<>();
    while (at < sorted.size()) {
      byte first = sorted.get(at).literal[depth];
      int end = at;
      while (end < sorted.size() && sorted.get(end).literal[depth] == first) {
        end++;
      }
      int common = common(sorted.get(at).literal, sorted.get(end - 1).literal);
      children.add(build(sorted.subList(at, end), depth, common, here, branches, branching));
      at = end;
    }
    return new LiteralTree(literal, parentDepth, depth, children, here, branches);
  }

  private static <T> List<T> both(List<T> inherited, List<T> own) {
    if (own.isEmpty() || inherited.isEmpty()) {
      return own.isEmpty() ? inherited : own;
    }
    List<T> both = new ArrayList<>(inherited);
    both.addAll(own);
    return both;
  }

  private static int common(byte[] a, byte[] b) {
    int mismatch = Arrays.mismatch(a, b);
    return mismatch < 0 ? a.length : mismatch;
  }

  private ShapeProgram[] endingIn(int b) {
    ShapeProgram[] found = new ShapeProgram[here.length];
    int count = 0;
    for (ShapeProgram program : here) {
      if (program.mayEndIn(b)) {
        found[count++] = program;
      }
    }
    return count == 0 ? NONE : Arrays.copyOf(found, count);
  }

  /** The length of the literal from the root on. */
  int depth() {
    return depth;
  }

  /** The length of the longest literal below it. */
  int height() {
    return height;
  }

  /** Whether the literal from the root on stands at {@code at}. */
  boolean stands(byte[] bytes, int at, int to) {
    return at + depth <= to && Ascii.equals(bytes, at, literal, depth);
  }

  /** How many bytes at {@code at} are those of the literal from the root on. */
  int common(byte[] bytes, int at, int to) {
    int mismatch = Arrays.mismatch(bytes, at, to, literal, 0, depth);
    return mismatch < 0 ? Math.min(to - at, depth) : mismatch;
  }

  /** The deepest node whose literal stands at {@code at}; this one where none does. */
  LiteralTree deepest(byte[] bytes, int at, int to) {
    LiteralTree node = this;
    int position = at;
    while (position < to) {
      LiteralTree next = node.next(bytes[position]);
      if (next == null || !ShapeProgram.at(bytes, position, to, next.label)) {
        break;
      }
      position += next.label.length;
      node = next;
    }
    return node;
  }

  private static @Nullable LiteralTree[] table(LiteralTree[] children) {
    @Nullable LiteralTree[] table = new LiteralTree[256];
    for (LiteralTree child : children) {
      table[child.label[0] & 0xFF] = child;
    }
    return table;
  }

  private @Nullable LiteralTree next(byte first) {
    @Nullable LiteralTree[] table = byFirst;
    if (table != null) {
      return table[first & 0xFF];
    }
    for (int i = 0; i < firsts.length; i++) {
      if (firsts[i] == first) {
        return children[i];
      }
    }
    return null;
  }

  /** The shapes of this literal alone, for messages that end in that byte; best first. */
  ShapeProgram[] shapes(byte last) {
    AtomicReferenceArray<ShapeProgram[]> table = byLastByte;
    if (table == null) {
      return here;
    }
    ShapeProgram[] known = table.get(last & 0xFF);
    if (known == null) {
      known = endingIn(last & 0xFF);
      table.set(last & 0xFF, known);
    }
    return known;
  }

  /** What to look at behind this literal and its beginnings, by their best shapes. */
  Branch[] branches() {
    return branches;
  }
}
