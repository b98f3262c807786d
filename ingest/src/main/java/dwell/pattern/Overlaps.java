package dwell.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds shapes that one message could have both, without one of them saying more than the other.
 * Two sequences have a message in common where their product, walked from the start, reaches both
 * ends.
 */
final class Overlaps {
  private Overlaps() {}

  /** A pair of shapes that overlap although neither's literals contain the other's. */
  record Overlap(Shape at, Shape other) {
    @Override
    public String toString() {
      return at.id()
          + " overlaps "
          + other.id()
          + " ("
          + other.file()
          + ":"
          + other.line()
          + "): a message can have both shapes, and the literals of neither contain the other's";
    }
  }

  /**
   * @param known shapes that are known to stand together
   * @param added shapes to hold against each other and against the known ones
   * @throws CatalogueException for the first pair that is found
   */
  static void check(List<Variant> known, List<Variant> added) {
    for (Overlap overlap : find(known, added)) {
      throw new CatalogueException(overlap.at.file(), overlap.at.line(), overlap.toString());
    }
  }

  /** All pairs with an added shape that may not stand together, each once. */
  static Set<Overlap> find(List<Variant> known, List<Variant> added) {
    Set<Overlap> found = new LinkedHashSet<>();
    List<Variant> variants = new ArrayList<>(known);
    variants.addAll(added);
    Set<Shape> fresh = Collections.newSetFromMap(new IdentityHashMap<>());
    added.forEach(variant -> fresh.add(variant.shape()));
    Map<String, List<Automaton>> byProgram = new HashMap<>();
    Map<Shape, List<Variant>> byShape = new IdentityHashMap<>();
    for (Variant variant : variants) {
      byShape.computeIfAbsent(variant.shape(), s -> new ArrayList<>()).add(variant);
    }
    for (Variant variant : variants) {
      Automaton automaton =
          new Automaton(
              variant,
              byShape.getOrDefault(variant.shape(), List.of()),
              fresh.contains(variant.shape()));
      for (String program : variant.shape().programs()) {
        byProgram.computeIfAbsent(program, p -> new ArrayList<>()).add(automaton);
      }
    }
    List<Automaton> any = byProgram.getOrDefault(Catalogue.ANY_PROGRAM, List.of());
    Set<Automaton> done = Collections.newSetFromMap(new IdentityHashMap<>());
    for (List<Automaton> own : byProgram.values()) {
      for (int i = 0; i < own.size(); i++) {
        for (int j = i + 1; j < own.size(); j++) {
          compare(own.get(i), own.get(j), found);
        }
        // A shape of many programs meets those of any program once.
        if (own != any && done.add(own.get(i))) {
          for (Automaton other : any) {
            compare(own.get(i), other, found);
          }
        }
      }
    }
    return found;
  }

  private static void compare(Automaton a, Automaton b, Set<Overlap> found) {
    Shape left = a.variant.shape();
    Shape right = b.variant.shape();
    if (left == right
        || !a.added && !b.added
        || !leadsAgree(a.variant.lead(), b.variant.lead())
        || !a.meets(b)
        || wins(a, b.variant)
        || wins(b, a.variant)) {
      return;
    }
    boolean leftLater = left.file().equals(right.file()) && left.line() > right.line();
    found.add(leftLater ? new Overlap(left, right) : new Overlap(right, left));
  }

  /**
   * Whether the shape of {@code a} has a way of writing that says all that {@code a} and {@code
   * other} say, and more than {@code other}: {@code a} itself, or {@code a} with an optional part.
   */
  private static boolean wins(Automaton a, Variant other) {
    if (a.variant.wins(other)) {
      return true;
    }
    for (Variant sibling : a.siblings) {
      if (sibling.wins(a.variant) && sibling.wins(other)) {
        return true;
      }
    }
    return false;
  }

  /** Two literal beginnings that differ within their common length have no message in common. */
  private static boolean leadsAgree(byte[] a, byte[] b) {
    int common = Math.min(a.length, b.length);
    return Arrays.equals(a, 0, common, b, 0, common);
  }

  /** A variant as a row of states: each takes one byte of a set, or any number of them. */
  private static final class Automaton {
    final Variant variant;
    final List<Variant> siblings;
    final boolean added;
    private final List<long[]> sets = new ArrayList<>();
    private final List<Boolean> repeats = new ArrayList<>();

    Automaton(Variant variant, List<Variant> siblings, boolean added) {
      this.added = added;
      this.variant = variant;
      this.siblings = siblings;
      for (Piece piece : variant.pieces()) {
        switch (piece) {
          case Piece.Literal literal -> {
            for (byte b : literal.bytes()) {
              boolean[] one = new boolean[256];
              one[b & 0xFF] = true;
              state(one, false);
            }
          }
          case Piece.Capture capture -> {
            boolean[] bytes = capture.type().bytes();
            if (!capture.open() && !capture.mayBeEmpty()) {
              state(bytes, false);
            }
            state(bytes, true);
          }
        }
      }
    }

    private void state(boolean[] bytes, boolean repeat) {
      long[] set = new long[4];
      for (int b = 0; b < 256; b++) {
        if (bytes[b]) {
          set[b >> 6] |= 1L << b;
        }
      }
      sets.add(set);
      repeats.add(repeat);
    }

    boolean meets(Automaton other) {
      int columns = other.sets.size() + 1;
      boolean[] seen = new boolean[(sets.size() + 1) * columns];
      int[] stack = new int[seen.length];
      int depth = 0;
      stack[depth++] = 0;
      seen[0] = true;
      while (depth > 0) {
        int pair = stack[--depth];
        int p = pair / columns;
        int q = pair % columns;
        if (p == sets.size() && q == other.sets.size()) {
          return true;
        }
        boolean pRepeats = p < sets.size() && repeats.get(p);
        boolean qRepeats = q < other.sets.size() && other.repeats.get(q);
        int[] next = new int[3];
        int n = 0;
        if (pRepeats) {
          next[n++] = (p + 1) * columns + q;
        }
        if (qRepeats) {
          next[n++] = p * columns + q + 1;
        }
        if (p < sets.size() && q < other.sets.size() && meet(sets.get(p), other.sets.get(q))) {
          next[n++] = (p + (pRepeats ? 0 : 1)) * columns + q + (qRepeats ? 0 : 1);
        }
        for (int i = 0; i < n; i++) {
          if (!seen[next[i]]) {
            seen[next[i]] = true;
            stack[depth++] = next[i];
          }
        }
      }
      return false;
    }

    private static boolean meet(long[] a, long[] b) {
      return ((a[0] & b[0]) | (a[1] & b[1]) | (a[2] & b[2]) | (a[3] & b[3])) != 0;
    }
  }
}
