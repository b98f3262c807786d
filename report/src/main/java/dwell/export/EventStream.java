package dwell.export;

import dwell.event.Event;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events one after the other, so that a case need not fit into memory. */
@FunctionalInterface
public interface EventStream {

  /** The next event, or null behind the last. */
  @Nullable Event next() throws IOException;

  /** The events of a list. */
  static EventStream of(List<Event> events) {
    Iterator<Event> iterator = events.iterator();
    return () -> iterator.hasNext() ? iterator.next() : null;
  }
}
