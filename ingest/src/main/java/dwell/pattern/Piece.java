package dwell.pattern;

import dwell.event.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a shape once optional parts and alternatives are written out: fixed bytes or a capture.
 */
sealed interface Piece {
  /** Bytes that stand in the message as they are; not empty. */
  record Literal(byte[] bytes) implements Piece {}

  /**
   * Bytes that differ from message to message.
   *
   * @param name as in the catalogue file
   * @param field what they are; null: words to be searched
   * @param farSide whether the far side chose them
   * @param mayBeEmpty whether no byte at all will do; always true of an open type
   * @param pairs what the names of {@code KEY=value} pairs stand for; empty but for {@link
   *     CaptureType#PAIRS}
   */
  record Capture(
      String name,
      @Nullable Field field,
      CaptureType type,
      boolean farSide,
      boolean mayBeEmpty,
      List<Pair> pairs)
      implements Piece {

    /** Whether its end is told by what follows it alone. */
    boolean open() {
      return type.open();
    }
  }

  /** One name of {@code KEY=value} pairs and the capture of its value. */
  record Pair(byte[] key, Capture value) {}
}
