package dwell.export;

import dwell.event.Event;
import dwell.event.Field;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * TLN, five fields a line: {@code time|source|host|user|description}, whole seconds since 1970.
 * Source: plaso, {@code plaso/output/tln.py}; the description is {@code time; what the time is; the
 * text}.
 */
final class Tln implements EventExporter {
  static final String HEADER = "Time|Source|Host|User|Description";

  private static final char SEPARATOR = '|';

  @Override
  public String id() {
    return "tln";
  }

  @Override
  public String description() {
    return "events as TLN, five fields a line";
  }

  @Override
  public ExportTally write(EventStream events, EventTags tags, Writer out) throws IOException {
    ExportTally tally = new ExportTally();
    out.write(HEADER + "\n");
    for (Event event = events.next(); event != null; event = events.next()) {
      String trouble = ExportText.timeTrouble(event);
      if (trouble == null) {
        line(event, out);
        tally.wrote();
      } else {
        tally.left(trouble);
      }
    }
    out.flush();
    return tally;
  }

  private static void line(Event event, Writer out) throws IOException {
    String time = ExportText.micros(ExportText.instant(event)) + "+00:00";
    String text = ExportText.body(event).replace(';', ' ');
    out.write(
        ExportText.instant(event).getEpochSecond()
            + "|LOG|"
            + or(event.text(Field.HOST))
            + "|"
            + or(event.text(Field.USER))
            + "|"
            + time
            + "; Log entry time; "
            + ExportText.field(text, SEPARATOR)
            + "\n");
  }

  private static String or(@Nullable String text) {
    return text == null || text.isEmpty() ? "-" : ExportText.field(text, SEPARATOR);
  }
}
