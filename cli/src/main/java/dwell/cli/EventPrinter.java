package dwell.cli;

import dwell.event.Event;
import dwell.event.EventJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Events as JSON lines: one flat object each. */
final class EventPrinter {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private EventPrinter() {}

  static String line(Event event) {
    StringWriter line = new StringWriter(512);
    try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
      EventJson.write(event, generator);
    }
    return line.toString();
  }

  static void print(Event event, PrintWriter out) {
    out.print(line(event));
    // Always a line feed: programs read it, on any system.
    out.print('\n');
  }
}
