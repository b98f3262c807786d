package dwell.pattern;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.TextCoding;
import java.util.Arrays;

/**
 * Matches messages against a catalogue. Owned by one thread; allocates nothing per message. The
 * cost is linear in the message's length for each shape that begins like it.
 */
final class ShapeMatcher implements MessageMatcher {
  // sshd_log.c and others write this word where the far side is not known; it is no host's name.
  private static final byte[] UNKNOWN = {'U', 'N', 'K', 'N', 'O', 'W', 'N'};

  private final Catalogue catalogue;
  private final Readings readings;
  private final int[] starts = new int[Catalogue.MAX_CAPTURES];
  private final int[] ends = new int[Catalogue.MAX_CAPTURES];

  /**
   * The program of the last message and its shapes: most records follow one of the same program.
   */
  private byte[] program = new byte[32];

  private int programLength = -1;
  private Ruleset ruleset;

  ShapeMatcher(Catalogue catalogue) {
    this.catalogue = catalogue;
    ruleset = catalogue.ruleset(program, 0, 0);
    readings = new Readings(starts, ends);
  }

  @Override
  public boolean match(
      byte[] bytes,
      int programFrom,
      int programTo,
      int messageFrom,
      int messageTo,
      EventBatch batch) {
    int length = programTo - programFrom;
    if (length != programLength
        || !Arrays.equals(program, 0, length, bytes, programFrom, programTo)) {
      choose(bytes, programFrom, programTo);
    }
    int from = messageFrom;
    while (from < messageTo && bytes[from] == ' ') {
      from++;
    }
    for (ShapeProgram candidate : ruleset.candidates(bytes, from, messageTo)) {
      if (messageTo - from >= candidate.minLength && read(candidate, bytes, from, messageTo)) {
        apply(candidate, bytes, batch);
        return true;
      }
    }
    return false;
  }

  private void choose(byte[] bytes, int from, int to) {
    ruleset = catalogue.ruleset(bytes, from, to);
    int length = to - from;
    if (length > program.length) {
      program = new byte[length * 2];
    }
    System.arraycopy(bytes, from, program, 0, length);
    programLength = length;
  }

  /** Whether the message is of this form; then the captures' places are set, -1 where disputed. */
  private boolean read(ShapeProgram shape, byte[] bytes, int from, int to) {
    int front =
        ShapeProgram.forward(shape.front, bytes, from + shape.lead.length, to, starts, ends);
    if (shape.open.length == 0) {
      return front == to;
    }
    if (front < 0) {
      return false;
    }
    int end = to - shape.tail.length;
    if (end < front || !ShapeProgram.at(bytes, end, to, shape.tail)) {
      return false;
    }
    int back = ShapeProgram.backward(shape.back, bytes, front, end, starts, ends);
    if (back < 0) {
      return false;
    }
    if (shape.open.length > 1) {
      return readings.read(shape, bytes, front, back);
    }
    starts[shape.open[0]] = front;
    ends[shape.open[0]] = back;
    return true;
  }

  private void apply(ShapeProgram shape, byte[] bytes, EventBatch batch) {
    Shape means = shape.variant.shape();
    batch.dataset(means.dataset());
    batch.action(means.action());
    batch.outcome(means.outcome());
    batch.keyword(Field.SHAPE, shape.shapeId, 0, shape.shapeId.length);
    for (ShapeProgram.Constant constant : shape.constants) {
      switch (constant.field().kind()) {
        case NUMBER, INSTANT -> batch.number(constant.field(), constant.number());
        case TEXT -> batch.text(constant.field(), constant.value(), 0, constant.value().length);
        case KEYWORD, LIST, ADDRESS ->
            batch.keyword(constant.field(), constant.value(), 0, constant.value().length);
      }
    }
    boolean disputed = false;
    for (int i = 0; i < shape.captures.length; i++) {
      if (starts[i] < 0) {
        disputed = true;
      } else if (starts[i] < ends[i]) {
        set(shape.captures[i], bytes, starts[i], ends[i], batch);
      }
    }
    if (shape.farSide) {
      batch.flag(Flag.UNTRUSTED_TEXT);
    }
    if (disputed) {
      batch.flag(Flag.AMBIGUOUS_TEXT);
    }
    if (means.flagged() != 0) {
      for (Flag flag : FLAGS) {
        if ((means.flagged() & flag.bit()) != 0) {
          batch.flag(flag);
        }
      }
    }
  }

  private static final Flag[] FLAGS = Flag.values();

  private static void set(Piece.Capture capture, byte[] bytes, int from, int to, EventBatch batch) {
    if (capture.type() == CaptureType.PAIRS) {
      pairs(capture, bytes, from, to, batch);
      return;
    }
    Field field = capture.field();
    if (field == null) {
      batch.words(bytes, from, to);
      return;
    }
    switch (field.kind()) {
      case KEYWORD, LIST -> batch.keyword(field, bytes, from, to);
      case TEXT -> batch.text(field, from, to, TextCoding.RAW);
      case NUMBER, INSTANT -> number(field, bytes, from, to, batch);
      case ADDRESS -> address(field, bytes, from, to, batch);
    }
  }

  private static void address(Field field, byte[] bytes, int from, int to, EventBatch batch) {
    if (batch.address(field, bytes, from, to)) {
      return;
    }
    if (field == Field.SOURCE_IP) {
      if (!Arrays.equals(bytes, from, to, UNKNOWN, 0, UNKNOWN.length)) {
        batch.keyword(Field.SOURCE_DOMAIN, bytes, from, to);
      }
    } else {
      batch.words(bytes, from, to);
    }
  }

  /** Sets a number; one that no 64-bit number can hold stays a word. */
  private static void number(Field field, byte[] bytes, int from, int to, EventBatch batch) {
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9 || to - from > 18) {
        batch.words(bytes, from, to);
        return;
      }
      value = value * 10 + digit;
    }
    batch.number(field, value);
  }

  private static void pairs(
      Piece.Capture capture, byte[] bytes, int from, int to, EventBatch batch) {
    int at = from;
    while (at < to) {
      int end = at;
      int equals = -1;
      while (end < to && bytes[end] != ' ') {
        if (bytes[end] == '=' && equals < 0) {
          equals = end;
        }
        end++;
      }
      if (equals >= 0 && equals + 1 < end) {
        pair(capture, bytes, at, equals, end, batch);
      }
      at = end + 1;
    }
  }

  private static void pair(
      Piece.Capture capture, byte[] bytes, int from, int equals, int to, EventBatch batch) {
    for (Piece.Pair pair : capture.pairs()) {
      byte[] key = pair.key();
      if (key.length == equals - from && ShapeProgram.at(bytes, from, equals, key)) {
        set(pair.value(), bytes, equals + 1, to, batch);
        return;
      }
    }
  }
}
