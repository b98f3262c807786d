package dwell.cli;

import dwell.event.Event;
import dwell.event.Field;
import dwell.report.Redaction;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Whether passwords are shown. */
final class RedactOption {
  @Option(
      names = "--redact",
      description = "Takes passwords out of commands, statements and URLs that are shown.")
  private boolean redact;

  Redaction redaction() {
    return redact ? Redaction.PASSWORDS : Redaction.NONE;
  }

  /** The event as it may be shown. */
  Event redacted(Event event) {
    return redacted(event, redaction());
  }

  /** The event with all its texts as the redaction leaves them. */
  static Event redacted(Event event, Redaction redaction) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    event
        .values()
        .forEach((field, value) ->
            values.put(field, value instanceof String text ? redaction.apply(text) : value));
    return new Event(
        event.id(),
        event.place(),
        event.time(),
        event.action(),
        event.outcome(),
        event.dataset(),
        values,
        event.flags());
  }

  /** The text as it may be shown. */
  String apply(String text) {
    return redaction().apply(text);
  }
}
