package dwell.export;

import dwell.event.Event;
import dwell.event.Field;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * log2timeline's CSV of 17 columns, whole seconds. Source: plaso, {@code
 * docs/sources/user/Output-format-l2tcsv.md}.
 */
final class L2tCsv implements EventExporter {
  static final List<String> COLUMNS =
      List.of(
          "date",
          "time",
          "timezone",
          "MACB",
          "source",
          "sourcetype",
          "type",
          "user",
          "host",
          "short",
          "desc",
          "version",
          "filename",
          "inode",
          "notes",
          "format",
          "extra");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("MM/dd/uuuu", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final String NOTHING = "-";
  private static final int SHORT = 80;

  /** What {@code extra} holds, as {@code key: value} pairs. */
  private static final List<Field> EXTRA =
      List.of(
          Field.SOURCE_IP,
          Field.SOURCE_PORT,
          Field.EFFECTIVE_USER,
          Field.TARGET_USER,
          Field.PID,
          Field.SESSION,
          Field.REASON);

  @Override
  public String id() {
    return "l2tcsv";
  }

  @Override
  public String description() {
    return "events as log2timeline's CSV of 17 columns, for plaso's and older tools";
  }

  @Override
  public ExportTally write(EventStream events, EventTags tags, Writer out) throws IOException {
    ExportTally tally = new ExportTally();
    SafeCsv csv = new SafeCsv(out, COLUMNS);
    for (Event event = events.next(); event != null; event = events.next()) {
      String trouble = ExportText.timeTrouble(event);
      if (trouble == null) {
        csv.row(row(event, tags));
        tally.wrote();
      } else {
        tally.left(trouble);
      }
    }
    csv.end();
    return tally;
  }

  private static List<? extends @Nullable Object> row(Event event, EventTags tags) {
    ZonedDateTime time = ExportText.instant(event).atZone(ZoneOffset.UTC);
    String body = ExportText.line(ExportText.body(event));
    String notes = String.join(" ", tags.of(event.id()));
    return Arrays.asList(
        DATE.format(time),
        TIME.format(time),
        "UTC",
        "M...",
        "LOG",
        event.dataset().id() + " log",
        "Log entry time",
        or(event.text(Field.USER)),
        or(event.text(Field.HOST)),
        body.length() > SHORT ? ExportText.line(shortened(body)) : body,
        body,
        2,
        event.place().path(),
        NOTHING,
        notes.isEmpty() ? NOTHING : notes,
        "dwell",
        extra(event));
  }

  private static String shortened(String body) {
    int end = Character.isHighSurrogate(body.charAt(SHORT - 2)) ? SHORT - 2 : SHORT - 1;
    return body.substring(0, end) + "…";
  }

  private static String or(@Nullable String text) {
    return text == null || text.isEmpty() ? NOTHING : text;
  }

  private static String extra(Event event) {
    StringBuilder extra =
        new StringBuilder("action: ")
            .append(event.action().id())
            .append("; outcome: ")
            .append(event.outcome().id())
            .append("; id: ")
            .append(event.id())
            .append("; offset: ")
            .append(event.place().offset());
    for (Field field : EXTRA) {
      String value = ExportText.value(event, field);
      if (value != null) {
        extra.append("; ").append(field.key()).append(": ").append(ExportText.field(value, ';'));
      }
    }
    return extra.toString();
  }
}
