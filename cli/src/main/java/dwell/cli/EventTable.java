package dwell.cli;

import dwell.event.Event;
import dwell.event.EventJson;
import dwell.event.Field;
import dwell.report.Redaction;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;

/** Events as people and programs read them: a table, JSON lines, a JSON list, CSV. */
final class EventTable {
  private final OutputOptions output;
  private final Redaction redaction;
  private final PrintWriter out;
  private final Table table =
      new Table(
          "time (UTC)", "host", "dataset", "action", "outcome", "user", "source", "text", "id");
  private boolean first = true;

  EventTable(OutputOptions output, Redaction redaction, PrintWriter out) {
    this.output = output;
    this.redaction = redaction;
    this.out = out;
    if (output.form == OutputOptions.Form.json) {
      out.print('[');
    }
  }

  void add(Event added) {
    Event event = RedactOption.redacted(added, redaction);
    switch (output.form) {
      case jsonl -> EventPrinter.print(event, out);
      case json -> {
        out.print(first ? "\n" : ",\n");
        out.print(EventPrinter.line(event));
      }
      case table, csv -> table.row(cells(event));
    }
    first = false;
  }

  /** Prints what was kept; call once, at the end. */
  void end() throws IOException {
    switch (output.form) {
      case table -> table.print(out, output.width());
      case csv -> table.csv(out);
      case json -> out.print(first ? "]\n" : "\n]\n");
      case jsonl -> {}
    }
    out.flush();
  }

  /** Prints all of them. */
  static void print(
      Collection<Event> events, OutputOptions output, Redaction redaction, PrintWriter out)
      throws IOException {
    EventTable table = new EventTable(output, redaction, out);
    events.forEach(table::add);
    table.end();
  }

  private static Object[] cells(Event event) {
    String user = or(event.text(Field.USER), event.text(Field.TARGET_USER));
    String effective = event.text(Field.EFFECTIVE_USER);
    return new Object[] {
      event.time().instant() == null
          ? "—"
          : EventJson.stamp(event.time().instant(), Math.min(3, event.time().digits())),
      or(event.text(Field.HOST), "—"),
      event.dataset().id(),
      event.action().id(),
      event.outcome().id(),
      effective == null ? user : user + " → " + effective,
      or(event.text(Field.SOURCE_IP), event.text(Field.SOURCE_DOMAIN)),
      text(event),
      event.id()
    };
  }

  private static String text(Event event) {
    for (Field field : new Field[] {Field.DB_QUERY, Field.COMMAND_LINE, Field.URL, Field.MESSAGE}) {
      String text = event.text(field);
      if (text != null) {
        return text;
      }
    }
    return "";
  }

  private static String or(
      @org.jspecify.annotations.Nullable String text,
      @org.jspecify.annotations.Nullable String otherwise) {
    return text != null ? text : otherwise != null ? otherwise : "";
  }
}
