package dwell.export;

import dwell.event.Event;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Timesketch's JSON lines; the file's name must end in {@code .jsonl}. */
final class TimesketchJsonLines implements EventExporter {

  @Override
  public String id() {
    return "timesketch-jsonl";
  }

  @Override
  public String description() {
    return "events for Timesketch, as JSON lines";
  }

  @Override
  public ExportTally write(EventStream events, EventTags tags, Writer out) throws IOException {
    ExportTally tally = new ExportTally();
    for (Event event = events.next(); event != null; event = events.next()) {
      String trouble = ExportText.timeTrouble(event);
      if (trouble != null) {
        tally.left(trouble);
        continue;
      }
      ObjectNode line = Json.object();
      TimesketchRecord.of(event, tags).forEach((name, value) -> put(line, name, value));
      Json.line(line, out);
      tally.wrote();
    }
    out.flush();
    return tally;
  }

  private static void put(ObjectNode line, String name, Object value) {
    switch (value) {
      case List<?> list -> list.forEach(tag -> line.withArray("/" + name).add(tag.toString()));
      case Long number -> line.put(name, number);
      case Integer number -> line.put(name, number);
      default -> line.put(name, value.toString());
    }
  }
}
