package dwell.incident;

import dwell.correlate.EventRow;
import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Outcome;
import org.jspecify.annotations.Nullable;

/** An event of a story as a row. */
record StoryRow(Event event) implements EventRow {
  @Override
  public long time() {
    return event.nanos();
  }

  @Override
  public int digits() {
    return event.time().digits();
  }

  @Override
  public Action action() {
    return event.action();
  }

  @Override
  public Outcome outcome() {
    return event.outcome();
  }

  @Override
  public Dataset dataset() {
    return event.dataset();
  }

  @Override
  public String host() {
    String host = event.text(Field.HOST);
    return host == null ? "" : host;
  }

  @Override
  public String artifact() {
    return event.id();
  }

  @Override
  public @Nullable String text(Field field) {
    return event.text(field);
  }

  @Override
  public long number(Field field) {
    Long number = event.number(field);
    return number == null ? dwell.event.EventBatch.ABSENT : number;
  }

  @Override
  public int flags() {
    return 0;
  }

  @Override
  public String id() {
    return event.id();
  }
}
