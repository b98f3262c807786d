package dwell.casefile;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import java.util.List;
import java.util.Set;

/**
 * Which events of a case are meant. A value; it knows nothing of how the index answers it.
 *
 * <p>Values are compared whole and as they stand in events: addresses in the text of RFC 5952,
 * keywords with their case.
 */
public sealed interface EventFilter {
  /** Every event. */
  EventFilter ALL = new All();

  /** Every event. */
  record All() implements EventFilter {}

  /** A keyword, list or address field has one of the values. */
  record AnyOf(Field field, Set<String> values) implements EventFilter {
    public AnyOf {
      values = Set.copyOf(values);
      boolean held =
          switch (field.kind()) {
            case KEYWORD, LIST, ADDRESS -> true;
            case NUMBER, INSTANT, TEXT -> false;
          };
      if (!held) {
        throw new IllegalArgumentException(field.key() + " is not compared by whole values");
      }
    }
  }

  /** An address field lies in a network. */
  record Within(Field field, Network network) implements EventFilter {
    public Within {
      if (field.kind() != Field.Kind.ADDRESS) {
        throw new IllegalArgumentException(field.key() + " holds no addresses");
      }
    }
  }

  /** A number or instant field lies between two values, both included. */
  record Between(Field field, long from, long to) implements EventFilter {
    public Between {
      if (field.kind() != Field.Kind.NUMBER && field.kind() != Field.Kind.INSTANT) {
        throw new IllegalArgumentException(field.key() + " holds no numbers");
      }
    }
  }

  /**
   * The event's time lies in {@code [from, to)}, nanoseconds since the epoch; events without a time
   * do not.
   */
  record During(long from, long to) implements EventFilter {}

  /** The field is there, with whatever value. */
  record Has(Field field) implements EventFilter {}

  record Actions(Set<Action> values) implements EventFilter {
    public Actions {
      values = Set.copyOf(values);
    }
  }

  record Outcomes(Set<Outcome> values) implements EventFilter {
    public Outcomes {
      values = Set.copyOf(values);
    }
  }

  record Datasets(Set<Dataset> values) implements EventFilter {
    public Datasets {
      values = Set.copyOf(values);
    }
  }

  /** The event has the flag. */
  record Flagged(Flag flag) implements EventFilter {}

  /** The event stands in one of the artifacts, by {@link Manifest.Entry#number()}. */
  record InArtifacts(Set<Integer> numbers) implements EventFilter {
    public InArtifacts {
      numbers = Set.copyOf(numbers);
    }
  }

  /** The event has the word among its free words, in lower case; see {@link EventBatch#words}. */
  record Word(String word) implements EventFilter {}

  /** All of them; every event where there are none. */
  record And(List<EventFilter> parts) implements EventFilter {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /** At least one of them; no event where there are none. */
  record Or(List<EventFilter> parts) implements EventFilter {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  record Not(EventFilter part) implements EventFilter {}

  static EventFilter is(Field field, String value) {
    return new AnyOf(field, Set.of(value));
  }

  static EventFilter actions(Action... actions) {
    return new Actions(Set.of(actions));
  }

  static EventFilter datasets(Dataset... datasets) {
    return new Datasets(Set.of(datasets));
  }

  default EventFilter and(EventFilter other) {
    return this instanceof All
        ? other
        : other instanceof All ? this : new And(List.of(this, other));
  }

  default EventFilter or(EventFilter other) {
    return new Or(List.of(this, other));
  }

  default EventFilter not() {
    return new Not(this);
  }
}
