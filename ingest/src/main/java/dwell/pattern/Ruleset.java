package dwell.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shapes that one program may write, found by how a message begins: a radix tree over the
 * leading literals. A message walks down once; the deepest node whose literal it begins with names
 * all shapes that can match, those with more fixed text first. Immutable.
 */
final class Ruleset {
  private static final ShapeProgram[] NONE = new ShapeProgram[0];

  private final Node root;

  Ruleset(List<ShapeProgram> programs) {
    List<ShapeProgram> byLead = new ArrayList<>(programs);
    // Stable: shapes of equal leading literals stay in the order of their files.
    byLead.sort((a, b) -> Arrays.compareUnsigned(a.lead, b.lead));
    root = new Node(byLead, 0, 0, byLead.size(), 0, List.of());
  }

  /** The shapes that a message may have, by its beginning and its last byte; best first. */
  ShapeProgram[] candidates(byte[] bytes, int from, int to) {
    if (from >= to) {
      return NONE;
    }
    Node node = root;
    Node deepest = root;
    int at = from;
    while (true) {
      Node next = at < to ? node.next(bytes[at]) : null;
      if (next == null || !ShapeProgram.at(bytes, at, to, next.label)) {
        break;
      }
      at += next.label.length;
      node = next;
      deepest = next;
    }
    return deepest.byLastByte[bytes[to - 1] & 0xFF];
  }

  private static final class Node {
    /** The bytes between the parent and this node. */
    final byte[] label;

    /** Index + 1 into {@link #children} by a child's first byte; 0: none. */
    private final short[] index;

    private final Node[] children;
    final ShapeProgram[][] byLastByte = new ShapeProgram[256][];

    /**
     * A node over {@code sorted[from, to)}, whose leading literals agree in their first {@code
     * depth} bytes; {@code parentDepth} of them belong to its ancestors.
     */
    Node(
        List<ShapeProgram> sorted,
        int parentDepth,
        int from,
        int to,
        int depth,
        List<ShapeProgram> inherited) {
      label =
          from < to ? Arrays.copyOfRange(sorted.get(from).lead, parentDepth, depth) : new byte[0];
      List<ShapeProgram> here = new ArrayList<>(inherited);
      int at = from;
      while (at < to && sorted.get(at).lead.length == depth) {
        here.add(sorted.get(at++));
      }
      fill(here);
      List<Node> nodes = new ArrayList<>();
      short[] table = new short[256];
      while (at < to) {
        byte first = sorted.get(at).lead[depth];
        int end = at;
        while (end < to && sorted.get(end).lead[depth] == first) {
          end++;
        }
        int common = common(sorted.get(at).lead, sorted.get(end - 1).lead);
        nodes.add(new Node(sorted, depth, at, end, common, here));
        table[first & 0xFF] = (short) nodes.size();
        at = end;
      }
      children = nodes.toArray(new Node[0]);
      index = table;
    }

    private static int common(byte[] a, byte[] b) {
      int mismatch = Arrays.mismatch(a, b);
      return mismatch < 0 ? a.length : mismatch;
    }

    private void fill(List<ShapeProgram> here) {
      List<ShapeProgram> best = new ArrayList<>(here);
      best.sort(
          Comparator.comparing((ShapeProgram p) -> p.variant.yields())
              .thenComparing(p -> -p.variant.literalLength()));
      ShapeProgram[] last = NONE;
      for (int b = 0; b < 256; b++) {
        List<ShapeProgram> fitting = new ArrayList<>();
        for (ShapeProgram program : best) {
          if (program.mayEndIn(b)) {
            fitting.add(program);
          }
        }
        // Neighbouring bytes mostly admit the same shapes: one array serves them.
        ShapeProgram[] array = fitting.toArray(NONE);
        if (!Arrays.equals(array, last)) {
          last = array;
        }
        byLastByte[b] = last;
      }
    }

    @Nullable Node next(byte first) {
      int child = index[first & 0xFF];
      return child == 0 ? null : children[child - 1];
    }
  }
}
