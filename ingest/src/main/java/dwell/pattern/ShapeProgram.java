package dwell.pattern;

import dwell.event.Field;
import dwell.record.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A {@link Variant} as steps over bytes. Behind the leading literal, which {@link Ruleset} has
 * compared, come captures with the literal behind each; behind the first open capture, parts
 * between open captures; and the end, which is read backwards from the message's last byte.
 *
 * <p>A closed capture takes the longest run of its bytes and gives back what the literal next to it
 * needs, so there is one way to read it and its cost is linear. Where every byte of that literal
 * could belong to the capture, the literal's byte next to the capture ends the capture.
 */
final class ShapeProgram {
  /**
   * A capture and the literal next to it, on the side where its end is looked for.
   *
   * @param slot number of the capture
   * @param bytes what the capture may hold
   * @param literal empty: the capture reaches to the end of what is read
   * @param shared how many bytes of the literal, next to the capture, the capture could hold too
   */
  record Step(int slot, boolean[] bytes, boolean mayBeEmpty, byte[] literal, int shared) {}

  /** What stands between two open captures: a literal, then steps. */
  record Middle(byte[] literal, Step[] steps) {}

  /** A value that every message of the variant has. */
  record Constant(Field field, byte[] value, long number) {}

  final Variant variant;

  /** Place in the order in which shapes of its ruleset are tried, from 0. */
  final int rank;

  final byte[] lead;
  final Step[] front;

  /** Slots of the open captures; empty where the variant has none. */
  final int[] open;

  final Middle[] middles;

  /**
   * The literal that the variant ends with, read first from the end; empty where it ends in a
   * capture.
   */
  final byte[] tail;

  /** From the end backwards. */
  final Step[] back;

  /** One a capture. */
  final Sink[] sinks;

  final Constant[] constants;
  final byte[] shapeId;
  final int minLength;
  final boolean farSide;

  /** A bit for each byte that a message may end in. */
  final long[] lastBytes;

  ShapeProgram(Variant variant, int rank) {
    this.rank = rank;
    this.variant = variant;
    List<Piece> pieces = variant.pieces();
    lead = variant.lead();
    shapeId = variant.shape().id().getBytes(StandardCharsets.UTF_8);
    List<Piece.Capture> all = new ArrayList<>();
    List<Integer> opens = new ArrayList<>();
    int least = 0;
    for (int i = 0; i < pieces.size(); i++) {
      switch (pieces.get(i)) {
        case Piece.Literal literal -> least += literal.bytes().length;
        case Piece.Capture capture -> {
          if (capture.open()) {
            opens.add(i);
          } else if (!capture.mayBeEmpty()) {
            least++;
          }
          all.add(capture);
        }
      }
    }
    minLength = least;
    sinks = new Sink[all.size()];
    boolean chosen = false;
    for (int i = 0; i < sinks.length; i++) {
      sinks[i] = Sink.of(i, all.get(i));
      chosen |= all.get(i).farSide();
    }
    farSide = chosen;
    int firstBehindLead = lead.length > 0 ? 1 : 0;
    int frontEnd = opens.isEmpty() ? pieces.size() : opens.getFirst();
    front = forward(pieces, firstBehindLead, frontEnd);
    open = new int[opens.size()];
    for (int i = 0; i < open.length; i++) {
      open[i] = slot(pieces, opens.get(i));
    }
    middles = new Middle[Math.max(0, opens.size() - 1)];
    for (int m = 0; m < middles.length; m++) {
      int from = opens.get(m) + 1;
      middles[m] = new Middle(literal(pieces, from), forward(pieces, from + 1, opens.get(m + 1)));
    }
    int backFrom = opens.isEmpty() ? pieces.size() : opens.getLast() + 1;
    tail = backFrom < pieces.size() ? literal(pieces, pieces.size() - 1) : new byte[0];
    back = backward(pieces, backFrom);
    constants = constants(variant);
    lastBytes = lastBytes(pieces.getLast());
  }

  private static long[] lastBytes(Piece last) {
    return switch (last) {
      case Piece.Literal literal -> {
        long[] one = new long[4];
        int b = literal.bytes()[literal.bytes().length - 1] & 0xFF;
        one[b >>> 6] = 1L << b;
        yield one;
      }
      case Piece.Capture capture ->
          (capture.mayBeEmpty() ? CaptureType.TEXT : capture.type()).bits();
    };
  }

  private static Constant[] constants(Variant variant) {
    List<Constant> out = new ArrayList<>();
    for (Map<Field, String> values : List.of(variant.shape().fixed(), variant.constants())) {
      values.forEach((field, value) -> {
        boolean numeric = field.kind() == Field.Kind.NUMBER || field.kind() == Field.Kind.INSTANT;
        out.add(
            new Constant(
                field,
                value.getBytes(StandardCharsets.UTF_8),
                numeric ? Long.parseLong(value) : 0));
      });
    }
    return out.toArray(new Constant[0]);
  }

  private static byte[] literal(List<Piece> pieces, int at) {
    return pieces.get(at) instanceof Piece.Literal literal ? literal.bytes() : new byte[0];
  }

  private static int slot(List<Piece> pieces, int at) {
    int slot = 0;
    for (int i = 0; i < at; i++) {
      if (pieces.get(i) instanceof Piece.Capture) {
        slot++;
      }
    }
    return slot;
  }

  private static Step[] forward(List<Piece> pieces, int from, int to) {
    List<Step> steps = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (pieces.get(i) instanceof Piece.Capture capture) {
        byte[] literal = i + 1 < pieces.size() ? literal(pieces, i + 1) : new byte[0];
        boolean[] bytes = capture.type().bytes();
        int shared = 0;
        while (shared < literal.length && bytes[literal[shared] & 0xFF]) {
          shared++;
        }
        if (literal.length > 0 && shared == literal.length) {
          bytes[literal[0] & 0xFF] = false;
          shared = 0;
        }
        steps.add(new Step(slot(pieces, i), bytes, capture.mayBeEmpty(), literal, shared));
      }
    }
    return steps.toArray(new Step[0]);
  }

  private static Step[] backward(List<Piece> pieces, int from) {
    List<Step> steps = new ArrayList<>();
    for (int i = pieces.size() - 1; i >= from; i--) {
      if (pieces.get(i) instanceof Piece.Capture capture) {
        byte[] literal = literal(pieces, i - 1);
        boolean[] bytes = capture.type().bytes();
        int shared = 0;
        while (shared < literal.length && bytes[literal[literal.length - 1 - shared] & 0xFF]) {
          shared++;
        }
        if (shared == literal.length) {
          bytes[literal[literal.length - 1] & 0xFF] = false;
          shared = 0;
        }
        steps.add(new Step(slot(pieces, i), bytes, capture.mayBeEmpty(), literal, shared));
      }
    }
    return steps.toArray(new Step[0]);
  }

  /** Whether a message may end in this byte. */
  boolean mayEndIn(int b) {
    return (lastBytes[b >>> 6] >>> b & 1) != 0;
  }

  /** Whether {@code literal} stands at {@code at} and ends at or before {@code to}. */
  static boolean at(byte[] bytes, int at, int to, byte[] literal) {
    return at + literal.length <= to && Ascii.equals(bytes, at, literal, literal.length);
  }

  /**
   * Reads steps forwards from {@code at}.
   *
   * @return where the last step's literal ends, or -1 where the bytes are not of this form
   */
  static int forward(Step[] steps, byte[] bytes, int at, int to, int[] starts, int[] ends) {
    int position = at;
    for (Step step : steps) {
      boolean[] allowed = step.bytes;
      int run = position;
      while (run < to && allowed[bytes[run] & 0xFF]) {
        run++;
      }
      byte[] literal = step.literal;
      int end = literal.length == 0 ? run : run - step.shared;
      if (end < position || end == position && !step.mayBeEmpty) {
        return -1;
      }
      if (!at(bytes, end, to, literal)) {
        return -1;
      }
      starts[step.slot] = position;
      ends[step.slot] = end;
      position = end + literal.length;
    }
    return position;
  }

  /**
   * Reads steps backwards from {@code at}.
   *
   * @param from nothing before it is looked at
   * @return where the last step's literal begins, or -1 where the bytes are not of this form
   */
  static int backward(Step[] steps, byte[] bytes, int from, int at, int[] starts, int[] ends) {
    int position = at;
    for (Step step : steps) {
      boolean[] allowed = step.bytes;
      int run = position;
      while (run > from && allowed[bytes[run - 1] & 0xFF]) {
        run--;
      }
      int start = run + step.shared;
      if (start > position || start == position && !step.mayBeEmpty) {
        return -1;
      }
      int begin = start - step.literal.length;
      if (begin < from || !at(bytes, begin, position, step.literal)) {
        return -1;
      }
      starts[step.slot] = start;
      ends[step.slot] = position;
      position = begin;
    }
    return position;
  }
}
