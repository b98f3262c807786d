package dwell.pattern;

import dwell.event.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One way of writing a shape: a straight sequence of literals and captures.
 *
 * @param constants fields whose value is the alternative that was chosen
 */
record Variant(Shape shape, List<Piece> pieces, Map<Field, String> constants) {

  /** All literals together, in bytes: of two shapes that match, the one with more wins. */
  int literalLength() {
    int length = 0;
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Literal literal) {
        length += literal.bytes().length;
      }
    }
    return length;
  }

  /** The literal that the variant begins with; empty where it begins with a capture. */
  byte[] lead() {
    return pieces.getFirst() instanceof Piece.Literal literal ? literal.bytes() : new byte[0];
  }

  /**
   * Whether it begins with a capture that may hold anything. Such a form fits the messages of many
   * others and yields to all that do not begin so.
   */
  boolean yields() {
    return pieces.getFirst() instanceof Piece.Capture first && first.open();
  }

  /** Whether this one is the answer where a message has both forms. */
  boolean wins(Variant other) {
    return yields() == other.yields() ? contains(other) : other.yields();
  }

  /**
   * Whether the literals of {@code other} stand, in order, within those of this one, and this one
   * has more: then it says more of the message and wins.
   */
  private boolean contains(Variant other) {
    if (literalLength() <= other.literalLength()) {
      return false;
    }
    StringBuilder own = new StringBuilder();
    for (Piece piece : pieces) {
      own.append(
          piece instanceof Piece.Literal literal
              ? new String(literal.bytes(), StandardCharsets.ISO_8859_1)
              : "\0");
    }
    int at = 0;
    for (Piece piece : other.pieces) {
      if (piece instanceof Piece.Literal literal) {
        String text = new String(literal.bytes(), StandardCharsets.ISO_8859_1);
        int found = own.indexOf(text, at);
        if (found < 0) {
          return false;
        }
        at = found + text.length();
      }
    }
    return true;
  }
}
