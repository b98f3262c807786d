package dwell.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All ways of writing one shape. They are written out when they are first asked for: a log has
 * messages of few programs, and most of a start's time would go into the others. Immutable to the
 * outside; safe for use by several threads.
 */
final class Forms {
  private final Shape shape;
  private final Map<String, List<Piece.Pair>> pairs;
  private volatile @Nullable List<Variant> variants;

  /**
   * @param pairs of the shape's file, by their names
   */
  Forms(Shape shape, Map<String, List<Piece.Pair>> pairs) {
    this.shape = shape;
    this.pairs = pairs;
  }

  Shape shape() {
    return shape;
  }

  /**
   * @throws CatalogueException where the shape's text is none
   */
  List<Variant> variants() {
    List<Variant> known = variants;
    if (known == null) {
      known = expand();
      variants = known;
    }
    return known;
  }

  private List<Variant> expand() {
    List<Variant> out = new ArrayList<>();
    try {
      for (ShapeText.Expansion way : ShapeText.expand(shape.text(), pairs)) {
        long captures = way.pieces().stream().filter(Piece.Capture.class::isInstance).count();
        if (captures > Catalogue.MAX_CAPTURES) {
          throw new IllegalArgumentException("more than " + Catalogue.MAX_CAPTURES + " captures");
        }
        out.add(new Variant(shape, way.pieces(), way.constants()));
      }
    } catch (IllegalArgumentException e) {
      throw new CatalogueException(shape.file(), shape.line(), String.valueOf(e.getMessage()));
    }
    return List.copyOf(out);
  }
}
