package dwell.sigma;

import dwell.casefile.EventCursor;
import dwell.event.EventBatch;
import dwell.event.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The event that rules are held against. One object stands on one event after the other, and on one
 * row of it: a record of an audit event, a command of a shell line ({@link Family#rows}). Values
 * that rules ask for are kept until it moves on. For one thread.
 */
final class EventView {
  private final Function<EventCursor, String> records;
  private final ProcessParents parents = new ProcessParents();
  private @Nullable EventCursor cursor;
  private final List<Row>[] rows;
  private Row row = Row.WHOLE;

  /** Counts the moves, so that values kept from before are known to be old. */
  private long moves;

  private @Nullable String[] values = new @Nullable String[64];
  private @Nullable String[] lowered = new @Nullable String[64];
  private long[] valueMoves = new long[64];
  private long[] lowerMoves = new long[64];
  private @Nullable String words;
  private @Nullable String wordsLowered;

  /**
   * @param records gives the text of the record that a cursor stands on
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  EventView(Function<EventCursor, String> records) {
    this.records = records;
    rows = new List[Family.values().length];
  }

  /** Stands on the event of the cursor. */
  void stand(EventCursor on) {
    cursor = on;
    moved();
  }

  /** Leaves the event; to be called before the cursor goes on. */
  void leave() {
    parents.note(this);
    cursor = null;
  }

  private void moved() {
    Arrays.fill(rows, null);
    row = Row.WHOLE;
    words = null;
    wordsLowered = null;
    moves++;
  }

  EventCursor cursor() {
    return Objects.requireNonNull(cursor);
  }

  /** Remembers from now on which program runs under which process id. */
  void watchParents() {
    parents.watch();
  }

  ProcessParents parents() {
    return parents;
  }

  /** What the event is for rules of that family; never empty where the family knows the event. */
  List<Row> rows(Family family) {
    List<Row> known = rows[family.ordinal()];
    if (known == null) {
      known = family.rows(this);
      rows[family.ordinal()] = known;
    }
    return known;
  }

  /** Stands on a row. */
  void row(Family family, int number) {
    Row to = rows(family).get(number);
    if (to != row) {
      row = to;
      moves++;
    }
  }

  Row row() {
    return row;
  }

  /** A field of the event's own, as text; null where absent. */
  @Nullable String text(Field field) {
    return switch (field.kind()) {
      case TEXT -> cursor().text(field);
      case KEYWORD, LIST, ADDRESS -> cursor().keyword(field);
      case NUMBER, INSTANT -> {
        long number = cursor().number(field);
        yield number == EventBatch.ABSENT ? null : Long.toString(number);
      }
    };
  }

  /** The text of the event's record. */
  String record() {
    return records.apply(cursor());
  }

  /** The value of a rule's field; null where the event has none. */
  @Nullable String value(FieldSlot slot) {
    grow(slot.index());
    if (valueMoves[slot.index()] != moves) {
      values[slot.index()] = slot.reader().read(this);
      valueMoves[slot.index()] = moves;
    }
    return values[slot.index()];
  }

  /** The same in lower case. */
  @Nullable String lower(FieldSlot slot) {
    String value = value(slot);
    if (value == null) {
      return null;
    }
    if (lowerMoves[slot.index()] != moves) {
      lowered[slot.index()] = value.toLowerCase(Locale.ROOT);
      lowerMoves[slot.index()] = moves;
    }
    return lowered[slot.index()];
  }

  private void grow(int index) {
    if (index >= values.length) {
      int length = Math.max(2 * values.length, index + 1);
      values = Arrays.copyOf(values, length);
      lowered = Arrays.copyOf(lowered, length);
      valueMoves = Arrays.copyOf(valueMoves, length);
      lowerMoves = Arrays.copyOf(lowerMoves, length);
    }
  }

  /** All of the event's text, for keywords: program and message, then every other value. */
  String words() {
    if (words == null) {
      words = EventWords.of(this);
    }
    return words;
  }

  String wordsLowered() {
    if (wordsLowered == null) {
      wordsLowered = words().toLowerCase(Locale.ROOT);
    }
    return wordsLowered;
  }
}
