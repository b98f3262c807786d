package dwell.event;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** An {@link Event} as one flat JSON object, keys in a fixed order. */
public final class EventJson {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  /** An assumed UTC may be off by the widest zone that clocks are set to, UTC+14 (tz database). */
  private static final long ASSUMED_ERROR = 14 * 3600;

  private EventJson() {}

  /** UTC, ISO 8601 with {@code Z} and exactly {@code digits} fraction digits, 0 to 9. */
  public static String stamp(Instant instant, int digits) {
    StringBuilder out =
        new StringBuilder(SECONDS.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)));
    if (digits > 0) {
      out.append('.').append(String.format("%09d", instant.getNano()), 0, digits);
    }
    return out.append('Z').toString();
  }

  /** Writes the event as one JSON object. */
  public static void write(Event event, JsonGenerator out) {
    out.writeStartObject();
    EventTime time = event.time();
    if (time.instant() != null) {
      out.writeStringProperty("@timestamp", stamp(time.instant(), time.digits()));
    }
    out.writeStringProperty("event.id", event.id());
    out.writeStringProperty("event.dataset", event.dataset().id());
    out.writeStringProperty("event.action", event.action().id());
    out.writeStringProperty("event.outcome", event.outcome().id());
    boolean assumed = time.basis() == EventTime.Basis.ASSUMED;
    for (Map.Entry<Field, Object> entry : event.values().entrySet()) {
      if (!assumed || entry.getKey() != Field.TIME_ERROR) {
        writeValue(entry.getKey(), entry.getValue(), out);
      }
    }
    if (time.basis() != null) {
      out.writeStringProperty("dwell.time.basis", time.basis().id());
    }
    if (time.year() != null) {
      out.writeStringProperty("dwell.time.year", time.year().id());
    }
    if (assumed) {
      Long told = event.number(Field.TIME_ERROR);
      long error = Math.max(ASSUMED_ERROR, told == null ? 0 : told);
      out.writeNumberProperty(Field.TIME_ERROR.key(), error);
    }
    if (!event.flags().isEmpty()) {
      out.writeArrayPropertyStart("dwell.flags");
      for (Flag flag : event.flags()) {
        out.writeString(flag.id());
      }
      out.writeEndArray();
    }
    Place place = event.place();
    out.writeStringProperty("log.file.path", place.path());
    out.writeNumberProperty("log.offset", place.offset());
    out.writeNumberProperty("dwell.length", place.length());
    if (place.line() > 0) {
      out.writeNumberProperty("dwell.line", place.line());
    }
    out.writeEndObject();
  }

  private static void writeValue(Field field, Object value, JsonGenerator out) {
    switch (value) {
      case String text -> out.writeStringProperty(field.key(), text);
      case Long nanos when field.kind() == Field.Kind.INSTANT ->
          out.writeStringProperty(field.key(), stamp(EventTime.instant(nanos), 9));
      case Long number -> out.writeNumberProperty(field.key(), number);
      case List<?> list -> {
        out.writeArrayPropertyStart(field.key());
        for (Object element : list) {
          out.writeString(String.valueOf(element));
        }
        out.writeEndArray();
      }
      default -> throw new IllegalArgumentException(field + " cannot hold " + value.getClass());
    }
  }
}
