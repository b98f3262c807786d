package dwell.pattern;

import dwell.event.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shapes that one program may write, found by how a message begins: the leading literal, then
 * the first capture and the literal behind it. Immutable.
 */
final class Ruleset {
  private final LiteralTree leads;
  private final int size;
  private final @Nullable Dataset dataset;

  /**
   * @param variants all that the program may write
   * @param dataset of its messages, understood or not; null where nothing is known of the program
   */
  Ruleset(List<Variant> variants, @Nullable Dataset dataset) {
    this.dataset = dataset;
    List<Weighed> best = new ArrayList<>(variants.size());
    for (Variant variant : variants) {
      best.add(new Weighed(variant, variant.yields(), variant.literalLength()));
    }
    Collections.sort(best);
    List<LiteralTree.Entry> entries = new ArrayList<>(best.size());
    for (int rank = 0; rank < best.size(); rank++) {
      ShapeProgram program = new ShapeProgram(best.get(rank).variant, rank);
      entries.add(new LiteralTree.Entry(program.lead, program));
    }
    size = entries.size();
    leads = LiteralTree.of(entries, Ruleset::branch);
  }

  /** A variant with what its place among the others is found by: the best comes first. */
  private record Weighed(Variant variant, boolean yields, int literalLength)
      implements Comparable<Weighed> {
    @Override
    public int compareTo(Weighed other) {
      return yields == other.yields
          ? Integer.compare(other.literalLength, literalLength)
          : Boolean.compare(yields, other.yields);
    }
  }

  /** Takes the shapes that go on with a closed capture out of {@code own}, by kind of capture. */
  private static List<LiteralTree.Branch> branch(List<ShapeProgram> own) {
    List<List<ShapeProgram>> kinds = new ArrayList<>();
    List<ShapeProgram> whole = new ArrayList<>();
    for (ShapeProgram program : own) {
      if (program.front.length == 0) {
        whole.add(program);
        continue;
      }
      List<ShapeProgram> same = null;
      for (List<ShapeProgram> kind : kinds) {
        if (alike(kind.getFirst().front[0], program.front[0])) {
          same = kind;
        }
      }
      if (same == null) {
        same = new ArrayList<>();
        kinds.add(same);
      }
      same.add(program);
    }
    if (kinds.isEmpty()) {
      return List.of();
    }
    own.clear();
    own.addAll(whole);
    List<LiteralTree.Branch> branches = new ArrayList<>();
    for (List<ShapeProgram> kind : kinds) {
      ShapeProgram any = kind.getFirst();
      LiteralTree behind = LiteralTree.of(behind(kind), programs -> List.of());
      int best = any.rank;
      for (ShapeProgram program : kind) {
        best = Math.min(best, program.rank);
      }
      branches.add(new LiteralTree.Branch(any.lead.length, any.front[0], behind, best));
    }
    return branches;
  }

  private static List<LiteralTree.Entry> behind(List<ShapeProgram> kind) {
    List<LiteralTree.Entry> entries = new ArrayList<>(kind.size());
    for (ShapeProgram program : kind) {
      entries.add(new LiteralTree.Entry(program.front[0].literal(), program));
    }
    return entries;
  }

  /** Whether both captures end at the same place of any message, whatever their literals are. */
  private static boolean alike(ShapeProgram.Step a, ShapeProgram.Step b) {
    return a.mayBeEmpty() == b.mayBeEmpty()
        && a.shared() == b.shared()
        && Arrays.equals(a.bytes(), b.bytes());
  }

  /** The dataset of what the program writes, understood or not; null where it is none we know. */
  @Nullable Dataset dataset() {
    return dataset;
  }

  /** How many shapes there are; their ranks run from 0 to one less. */
  int size() {
    return size;
  }

  /** The shapes by the message's beginning. */
  LiteralTree leads() {
    return leads;
  }
}
