package dwell.export;

import dwell.event.Event;
import dwell.event.EventJson;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Flag;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every field of every event, one column each, under the names of an event's JSON. */
final class EventCsv implements EventExporter {
  static final List<String> COLUMNS = columns();

  @Override
  public String id() {
    return "csv";
  }

  @Override
  public String description() {
    return "events with all their fields, for spreadsheets";
  }

  private static List<String> columns() {
    List<String> columns =
        new ArrayList<>(
            List.of("@timestamp", "event.id", "event.dataset", "event.action", "event.outcome"));
    for (Field field : Field.values()) {
      columns.add(field.key());
    }
    columns.addAll(
        List.of(
            "dwell.time.basis",
            "dwell.time.year",
            "dwell.flags",
            "log.file.path",
            "log.offset",
            "dwell.length",
            "dwell.line",
            "dwell.tags"));
    return List.copyOf(columns);
  }

  @Override
  public ExportTally write(EventStream events, EventTags tags, Writer out) throws IOException {
    ExportTally tally = new ExportTally();
    SafeCsv csv = new SafeCsv(out, COLUMNS);
    for (Event event = events.next(); event != null; event = events.next()) {
      csv.row(row(event, tags));
      tally.wrote();
    }
    csv.end();
    return tally;
  }

  private static List<@Nullable Object> row(Event event, EventTags tags) {
    EventTime time = event.time();
    List<@Nullable Object> row = new ArrayList<>();
    Instant instant = time.instant();
    row.add(instant == null ? null : EventJson.stamp(instant, time.digits()));
    row.add(event.id());
    row.add(event.dataset().id());
    row.add(event.action().id());
    row.add(event.outcome().id());
    for (Field field : Field.values()) {
      row.add(value(event, field));
    }
    row.add(time.basis() == null ? null : time.basis().id());
    row.add(time.year() == null ? null : time.year().id());
    row.add(String.join(",", event.flags().stream().map(Flag::id).toList()));
    row.add(event.place().path());
    row.add(event.place().offset());
    row.add(event.place().length());
    row.add(event.place().line() == 0 ? null : event.place().line());
    row.add(String.join(",", tags.of(event.id())));
    return row;
  }

  private static @Nullable Object value(Event event, Field field) {
    Long number = event.number(field);
    if (number == null) {
      return ExportText.value(event, field);
    }
    return field.kind() == Field.Kind.INSTANT
        ? EventJson.stamp(EventTime.instant(number), 9)
        : number;
  }
}
