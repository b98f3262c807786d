package dwell.export;

import dwell.chart.VisibleText;
import dwell.event.Event;
import dwell.event.Field;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts of events, as forms of one line can hold them. */
final class ExportText {
  /** UTF-16 units of one text; beyond 32 766 bytes OpenSearch no longer finds a value whole. */
  static final int LONGEST = 30_000;

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final Instant FIRST = Instant.parse("1700-01-01T00:00:00Z");
  private static final Instant BEHIND_LAST = Instant.parse("9999-01-01T00:00:00Z");

  private ExportText() {}

  /** Why an event is left out of forms that are ordered by time. */
  static final String NO_TIME = "without a time of their own";

  /** Why an event is left out whose time other tools cannot hold. */
  static final String FAR_TIME = "with a year before 1700 or from 9999 on";

  /** Null where the event's time can be written; the reason otherwise. */
  static @Nullable String timeTrouble(Event event) {
    Instant instant = event.time().instant();
    if (instant == null) {
      return NO_TIME;
    }
    return instant.isBefore(FIRST) || !instant.isBefore(BEHIND_LAST) ? FAR_TIME : null;
  }

  /** The event's instant. Only for events that {@link #timeTrouble} lets through. */
  static Instant instant(Event event) {
    Instant instant = event.time().instant();
    if (instant == null) {
      throw new IllegalArgumentException("the event has no time");
    }
    return instant;
  }

  /** {@code 2025-06-12T22:31:47.000000}, UTC. */
  static String micros(Instant instant) {
    return MICROS.format(instant.atOffset(ZoneOffset.UTC));
  }

  /** Microseconds since 1970-01-01T00:00:00Z. */
  static long epochMicros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
  }

  /** What the record says, in its own words where it has some. */
  static String body(Event event) {
    for (Field field : new Field[] {Field.MESSAGE, Field.DB_QUERY, Field.COMMAND_LINE}) {
      String text = event.text(field);
      if (text != null) {
        return text;
      }
    }
    String url = event.text(Field.URL);
    if (url != null) {
      String method = event.text(Field.HTTP_METHOD);
      Long status = event.number(Field.HTTP_STATUS);
      return (method == null ? "" : method + " ") + url + (status == null ? "" : " " + status);
    }
    return event.dataset().id() + " " + event.action().id() + " " + event.outcome().id();
  }

  /**
   * The text on one line: characters that do not show, line ends and tabs among them, as marks that
   * do; cut at {@link #LONGEST}, its length told where it was.
   */
  static String line(String text) {
    String shown = text;
    if (text.length() > LONGEST) {
      int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
      shown = text.substring(0, end) + " … (" + text.length() + " characters)";
    }
    return VisibleText.of(shown).replace('\n', '␊').replace('\t', '␉');
  }

  /** The text on one line, without the character that parts fields in the form. */
  static String field(String text, char separator) {
    String line = line(text);
    String escape = String.format(Locale.ROOT, "\\x%02x", (int) separator);
    return line.replace(String.valueOf(separator), escape);
  }

  /** The value of a field as text; null where it is absent. */
  static @Nullable String value(Event event, Field field) {
    Object value = event.values().get(field);
    return switch (value) {
      case null -> null;
      case java.util.List<?> list -> String.join(",", event.list(field));
      default -> value.toString();
    };
  }
}
