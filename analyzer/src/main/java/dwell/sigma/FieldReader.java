package dwell.sigma;

import org.jspecify.annotations.Nullable;

/** Gives a field of a rule from the event, and its row, that the view stands on. */
@FunctionalInterface
interface FieldReader {
  /** The value, or null where the event has none. */
  @Nullable String read(EventView view);
}
