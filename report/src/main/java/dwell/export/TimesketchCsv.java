package dwell.export;

import dwell.event.Event;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Timesketch's CSV; the file's name must end in {@code .csv}. */
final class TimesketchCsv implements EventExporter {

  @Override
  public String id() {
    return "timesketch";
  }

  @Override
  public String description() {
    return "events for Timesketch, as CSV";
  }

  @Override
  public ExportTally write(EventStream events, EventTags tags, Writer out) throws IOException {
    ExportTally tally = new ExportTally();
    SafeCsv csv = new SafeCsv(out, TimesketchRecord.ATTRIBUTES);
    for (Event event = events.next(); event != null; event = events.next()) {
      String trouble = ExportText.timeTrouble(event);
      if (trouble != null) {
        tally.left(trouble);
        continue;
      }
      Map<String, Object> record = TimesketchRecord.of(event, tags);
      List<@Nullable Object> row = new ArrayList<>();
      for (String attribute : TimesketchRecord.ATTRIBUTES) {
        Object value = record.get(attribute);
        row.add(value instanceof List<?> list ? joined(list) : value);
      }
      csv.row(row);
      tally.wrote();
    }
    csv.end();
    return tally;
  }

  /** Several tags of one cell are parted by commas. */
  private static String joined(List<?> tags) {
    return String.join(",", tags.stream().map(Object::toString).toList());
  }
}
