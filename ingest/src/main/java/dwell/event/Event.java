package dwell.event;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, as one record tells it. Immutable.
 *
 * @param id {@code event.id}
 * @param values the fields that are present: a {@link String} for keywords, texts and addresses
 *     (RFC 5952), a {@link Long} for numbers and instants, a {@code List<String>} for lists
 * @param flags in order of declaration
 */
public record Event(
    String id,
    Place place,
    EventTime time,
    Action action,
    Outcome outcome,
    Dataset dataset,
    Map<Field, Object> values,
    List<Flag> flags) {

  /** The value of a keyword, text or address, or null where absent. */
  public @Nullable String text(Field field) {
    return values.get(field) instanceof String text ? text : null;
  }

  /** The value of a number or instant, or null where absent. */
  public @Nullable Long number(Field field) {
    return values.get(field) instanceof Long number ? number : null;
  }

  /** The values of a list; empty where absent. */
  @SuppressWarnings("unchecked")
  public List<String> list(Field field) {
    return values.get(field) instanceof List<?> list ? (List<String>) list : List.of();
  }

  /** Nanoseconds since the epoch, or {@link EventBatch#ABSENT}. */
  public long nanos() {
    return time.instant() == null ? EventBatch.ABSENT : EventTime.nanos(time.instant());
  }

  /** Collects the values of one event. */
  public static final class Builder {
    private final ArtifactKey artifact;
    private final Place place;
    private final Action action;
    private final Outcome outcome;
    private final Dataset dataset;
    private final EventTime time;
    private final int flags;
    private final Map<Field, Object> values = new EnumMap<>(Field.class);

    public Builder(
        ArtifactKey artifact,
        Place place,
        Action action,
        Outcome outcome,
        Dataset dataset,
        EventTime time,
        int flags) {
      this.artifact = artifact;
      this.place = place;
      this.action = action;
      this.outcome = outcome;
      this.dataset = dataset;
      this.time = time;
      this.flags = flags;
    }

    /**
     * Adds a value; null is left out. A list comes as one string joined by {@link
     * Field#LIST_SEPARATOR}.
     */
    public Builder put(Field field, @Nullable Object value) {
      if (value == null) {
        return this;
      }
      boolean joined = field.kind() == Field.Kind.LIST && value instanceof String;
      values.put(
          field,
          joined
              ? List.of(((String) value).split(String.valueOf(Field.LIST_SEPARATOR), -1))
              : value);
      return this;
    }

    public Event build() {
      return new Event(
          artifact.eventId(place.offset(), place.ordinal()),
          place,
          time,
          action,
          outcome,
          dataset,
          Collections.unmodifiableMap(values),
          Flag.of(flags));
    }
  }
}
