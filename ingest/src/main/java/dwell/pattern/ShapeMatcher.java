package dwell.pattern;

import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.record.Ascii;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Matches messages against a catalogue. Owned by one thread; allocates nothing per message. The
 * cost is linear in the message's length for each shape that begins like it.
 */
final class ShapeMatcher implements MessageMatcher {
  private static final Flag[] FLAGS = Flag.values();
  private static final int PROGRAMS = 32;
  private static final int MAX_REMEMBERED = 64;

  private final Catalogue catalogue;
  private final Candidates candidates = new Candidates();
  private final Readings readings;
  private final int[] starts = new int[Catalogue.MAX_CAPTURES];
  private final int[] ends = new int[Catalogue.MAX_CAPTURES];

  /** Programs of the last messages, by a few bits of their names: a log has few of them. */
  private final Program[] recent = new Program[PROGRAMS];

  /** The last one whose name is too long to be remembered. */
  private final Program overlong;

  /** For each ruleset that was met, by the rank of a shape; null where that was not met. */
  private final Map<Ruleset, @Nullable Codes[]> codes = new IdentityHashMap<>();

  /** A name that was asked for, as it was written, and what it may write. Reused. */
  private final class Program {
    private final byte[] name = new byte[MAX_REMEMBERED];
    private int length;
    private Ruleset ruleset;

    /** By the rank of a shape; null where it was not met. */
    private @Nullable Codes[] codes;

    /** No name. */
    Program(Ruleset ruleset) {
      this.ruleset = ruleset;
      codes = codesOf(ruleset);
    }

    boolean is(byte[] bytes, int from, int to) {
      return to - from == length && Ascii.equals(bytes, from, name, length);
    }

    void remember(byte[] bytes, int from, int to, Ruleset means) {
      length = to - from;
      System.arraycopy(bytes, from, name, 0, length);
      use(means);
    }

    void use(Ruleset means) {
      if (ruleset != means) {
        ruleset = means;
        codes = codesOf(means);
      }
    }

    Codes codes(ShapeProgram shape) {
      Codes known = codes[shape.rank];
      if (known == null) {
        known = new Codes(shape);
        codes[shape.rank] = known;
      }
      return known;
    }
  }

  /** What is the same in every message of a shape, as the batch at hand knows it. */
  private static final class Codes {
    private final ShapeProgram shape;
    private final int[] constants;
    private int id;
    private long filling = -1;

    Codes(ShapeProgram shape) {
      this.shape = shape;
      constants = new int[shape.constants.length];
    }

    void set(EventBatch batch) {
      if (filling == batch.filling()) {
        batch.keyword(Field.SHAPE, id);
      } else {
        batch.keyword(Field.SHAPE, shape.shapeId, 0, shape.shapeId.length);
        id = batch.code(Field.SHAPE, batch.row());
      }
      for (int i = 0; i < constants.length; i++) {
        ShapeProgram.Constant constant = shape.constants[i];
        Field field = constant.field();
        byte[] value = constant.value();
        switch (field.kind()) {
          case NUMBER, INSTANT -> batch.number(field, constant.number());
          case TEXT -> batch.text(field, value, 0, value.length);
          case KEYWORD, LIST, ADDRESS -> {
            if (filling == batch.filling()) {
              batch.keyword(field, constants[i]);
            } else {
              batch.keyword(field, value, 0, value.length);
              constants[i] = batch.code(field, batch.row());
            }
          }
        }
      }
      filling = batch.filling();
    }
  }

  ShapeMatcher(Catalogue catalogue) {
    this.catalogue = catalogue;
    Ruleset unnamed = catalogue.ruleset(new byte[0], 0, 0);
    Arrays.setAll(recent, i -> new Program(unnamed));
    overlong = new Program(unnamed);
    readings = new Readings(starts, ends);
  }

  private @Nullable Codes[] codesOf(Ruleset ruleset) {
    return codes.computeIfAbsent(ruleset, met -> new Codes[met.size()]);
  }

  @Override
  public boolean match(
      byte[] bytes,
      int programFrom,
      int programTo,
      int messageFrom,
      int messageTo,
      EventBatch batch) {
    Program program = program(bytes, programFrom, programTo);
    Ruleset ruleset = program.ruleset;
    int from = messageFrom;
    while (from < messageTo && bytes[from] == ' ') {
      from++;
    }
    if (from == messageTo) {
      return false;
    }
    readings.begin();
    candidates.find(ruleset, bytes, from, messageTo);
    for (ShapeProgram shape = candidates.next(); shape != null; shape = candidates.next()) {
      if (messageTo - from >= shape.minLength && read(shape, bytes, from, messageTo)) {
        apply(program, shape, bytes, batch);
        return true;
      }
    }
    Dataset own = ruleset.dataset();
    if (own != null) {
      batch.dataset(own);
    }
    return false;
  }

  private Program program(byte[] bytes, int from, int to) {
    int slot = to == from ? 0 : bytes[from] * 7 + bytes[to - 1] * 3 + to - from & PROGRAMS - 1;
    Program program = recent[slot];
    if (!program.is(bytes, from, to)) {
      Ruleset ruleset = catalogue.ruleset(bytes, from, to);
      if (to - from > MAX_REMEMBERED) {
        overlong.use(ruleset);
        return overlong;
      }
      program.remember(bytes, from, to, ruleset);
    }
    return program;
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

  private void apply(Program program, ShapeProgram shape, byte[] bytes, EventBatch batch) {
    Shape means = shape.variant.shape();
    batch.dataset(means.dataset());
    batch.action(means.action());
    batch.outcome(means.outcome());
    program.codes(shape).set(batch);
    boolean disputed = false;
    for (Sink sink : shape.sinks) {
      int from = starts[sink.slot()];
      if (from < 0) {
        disputed = true;
      } else if (from < ends[sink.slot()]) {
        sink.set(bytes, from, ends[sink.slot()], batch);
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
}
