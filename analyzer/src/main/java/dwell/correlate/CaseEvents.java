package dwell.correlate;

import dwell.casefile.EventCursor;
import dwell.casefile.EventFilter;
import dwell.casefile.OpenCase;
import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Event;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of a case, read from its index column by column. Memory does not grow with their
 * number. Every method throws {@link UncheckedIOException} where the case cannot be read.
 */
public final class CaseEvents implements EventSource {
  private final OpenCase opened;

  /**
   * @param opened stays open while this is used; closed by whoever opened it
   */
  public CaseEvents(OpenCase opened) {
    this.opened = opened;
  }

  @Override
  public void timed(Selection selection, Visitor visitor) {
    walk(filter(selection).and(during(selection.from(), selection.to())), visitor);
  }

  @Override
  public void untimed(Selection selection, Visitor visitor) {
    EventFilter never = during(Long.MIN_VALUE, Long.MAX_VALUE).not();
    walk(filter(selection).and(never), visitor);
  }

  @Override
  public @Nullable Event byId(String id) {
    try {
      return opened.event(id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EventFilter filter(Selection selection) {
    List<EventFilter> parts = new ArrayList<>();
    if (!selection.datasets().isEmpty()) {
      parts.add(new EventFilter.Datasets(selection.datasets()));
    }
    if (!selection.actions().isEmpty()) {
      parts.add(new EventFilter.Actions(selection.actions()));
    }
    add(parts, Field.HOST, selection.host());
    add(parts, Field.USER, selection.user());
    add(parts, Field.SOURCE_IP, selection.sourceIp());
    return parts.isEmpty() ? EventFilter.ALL : new EventFilter.And(parts);
  }

  /** Events with a time; the least number stands for none. */
  private static EventFilter during(long from, long to) {
    return new EventFilter.During(Math.max(from, EventBatch.ABSENT + 1), to);
  }

  private static void add(List<EventFilter> parts, Field field, @Nullable String value) {
    if (value != null) {
      parts.add(new EventFilter.AnyOf(field, Set.of(value)));
    }
  }

  private void walk(EventFilter filter, Visitor visitor) {
    try {
      EventCursor cursor = opened.events(filter);
      Row row = new Row(cursor);
      while (cursor.advance()) {
        visitor.visit(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the cursor stands. */
  private final class Row implements EventRow {
    private final EventCursor cursor;
    private final Map<Integer, String> artifacts = new HashMap<>();
    private final Map<Integer, String> hosts = new HashMap<>();

    Row(EventCursor cursor) {
      this.cursor = cursor;
    }

    @Override
    public long time() {
      return cursor.nanos();
    }

    @Override
    public int digits() {
      return cursor.digits();
    }

    @Override
    public Action action() {
      return cursor.action();
    }

    @Override
    public Outcome outcome() {
      return cursor.outcome();
    }

    @Override
    public Dataset dataset() {
      return cursor.dataset();
    }

    @Override
    public String host() {
      String host = cursor.keyword(Field.HOST);
      return host != null
          ? host
          : hosts.computeIfAbsent(cursor.artifact(), n -> opened.artifact(n).key().host());
    }

    @Override
    public String artifact() {
      return artifacts.computeIfAbsent(cursor.artifact(), n -> opened.artifact(n).id());
    }

    @Override
    public @Nullable String text(Field field) {
      return switch (field.kind()) {
        case TEXT -> cursor.text(field);
        case KEYWORD, LIST, ADDRESS -> cursor.keyword(field);
        case NUMBER, INSTANT -> null;
      };
    }

    @Override
    public long number(Field field) {
      return cursor.number(field);
    }

    @Override
    public int flags() {
      return cursor.flags();
    }

    @Override
    public String id() {
      return cursor.id();
    }

    @Override
    public Event event() {
      return cursor.event();
    }
  }
}
