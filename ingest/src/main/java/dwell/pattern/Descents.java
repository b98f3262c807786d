package dwell.pattern;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Goes down literal trees, beginning where all texts that began with the same eight bytes went
 * through: most messages of a log begin like one before. What it finds is what {@link
 * LiteralTree#deepest} finds from the root. Owned by one thread.
 */
final class Descents {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SLOT_BITS = 8;

  private final @Nullable LiteralTree[] roots = new LiteralTree[1 << SLOT_BITS];
  private final @Nullable LiteralTree[] nodes = new LiteralTree[1 << SLOT_BITS];

  /** The deepest node under {@code root} whose literal stands at {@code at}. */
  LiteralTree deepest(LiteralTree root, byte[] bytes, int at, int to) {
    if (to - at < Long.BYTES || root.height() < Long.BYTES) {
      return root.deepest(bytes, at, to);
    }
    long first = (long) LONGS.get(bytes, at) ^ root.hashCode();
    int slot = (int) (first * 0x9E3779B97F4A7C15L >>> Long.SIZE - SLOT_BITS);
    LiteralTree node = nodes[slot];
    if (node != null && roots[slot] == root && node.stands(bytes, at, to)) {
      return node.deepest(bytes, at + node.depth(), to);
    }
    return learn(slot, root, node, bytes, at, to);
  }

  private LiteralTree learn(
      int slot, LiteralTree root, @Nullable LiteralTree known, byte[] bytes, int at, int to) {
    LiteralTree found = root.deepest(bytes, at, to);
    nodes[slot] = found;
    if (known != null && roots[slot] == root) {
      int common = known.common(bytes, at, to);
      if (common >= Long.BYTES) {
        nodes[slot] = root.deepest(bytes, at, at + common);
      }
    }
    roots[slot] = root;
    return found;
  }
}
