package dwell.pattern;

import dwell.event.Dataset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shapes that one program may write, found by how a message begins: the leading literal, then
 * captures and the literals behind them ({@link Branch}).
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
    leads = LiteralTree.of(entries, own -> Branch.part(own, 0));
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
