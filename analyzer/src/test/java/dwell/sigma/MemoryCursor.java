package dwell.sigma;

import dwell.casefile.EventCursor;
import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Event;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks events that a test made. */
final class MemoryCursor implements EventCursor {
  private final List<Made> events = new ArrayList<>();
  private int at = -1;

  /** An event in the making. */
  static final class Made {
    final Dataset dataset;
    final Map<Field, Object> values = new EnumMap<>(Field.class);
    Action action = Action.INFO;
    Outcome outcome = Outcome.UNKNOWN;
    long nanos = EventBatch.ABSENT;
    int artifact = 1;
    String record = "";

    private Made(Dataset dataset) {
      this.dataset = dataset;
    }

    Made did(Action did, Outcome ended) {
      action = did;
      outcome = ended;
      return this;
    }

    Made at(String time) {
      nanos = dwell.event.EventTime.nanos(Instant.parse(time));
      return this;
    }

    Made in(int number) {
      artifact = number;
      return this;
    }

    Made with(Field field, Object value) {
      values.put(field, value);
      return this;
    }

    Made record(String text) {
      record = text;
      return this;
    }
  }

  Made add(Dataset dataset) {
    Made made = new Made(dataset);
    events.add(made);
    return made;
  }

  /** Goes back before the first event. */
  MemoryCursor rewound() {
    at = -1;
    return this;
  }

  EventView view() {
    return new EventView(cursor -> now().record);
  }

  private Made now() {
    return events.get(at);
  }

  @Override
  public boolean advance() {
    return ++at < events.size();
  }

  @Override
  public long nanos() {
    return now().nanos;
  }

  @Override
  public int digits() {
    return 0;
  }

  @Override
  public Action action() {
    return now().action;
  }

  @Override
  public Outcome outcome() {
    return now().outcome;
  }

  @Override
  public Dataset dataset() {
    return now().dataset;
  }

  @Override
  public int flags() {
    return 0;
  }

  @Override
  public int artifact() {
    return now().artifact;
  }

  @Override
  public long offset() {
    return at;
  }

  @Override
  public int length() {
    return now().record.length();
  }

  @Override
  public int ordinal() {
    return 0;
  }

  @Override
  public @Nullable String keyword(Field field) {
    return now().values.get(field) instanceof String text ? text : null;
  }

  @Override
  public long number(Field field) {
    return now().values.get(field) instanceof Number number
        ? number.longValue()
        : EventBatch.ABSENT;
  }

  @Override
  public @Nullable String text(Field field) {
    return keyword(field);
  }

  @Override
  public String id() {
    return "e" + at;
  }

  @Override
  public Event event() {
    throw new AssertionError("rules look at columns, never at whole events");
  }
}
