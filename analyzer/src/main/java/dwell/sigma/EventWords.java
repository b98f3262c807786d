package dwell.sigma;

import dwell.event.Dataset;
import dwell.event.Field;
import org.jspecify.annotations.Nullable;

/** The text that a rule's keywords are looked for in. */
final class EventWords {
  private static final Field[] FIELDS = Field.values();

  private EventWords() {}

  /**
   * The record as syslog writes it, {@code program[pid]: message}, and each other value on a line
   * of its own; of the audit log, its lines as they stand.
   */
  static String of(EventView view) {
    StringBuilder words = new StringBuilder(256);
    String process = view.text(Field.PROCESS);
    if (process != null) {
      words.append(process);
      String pid = view.text(Field.PID);
      if (pid != null) {
        words.append('[').append(pid).append(']');
      }
      words.append(": ");
    }
    add(words, view.text(Field.MESSAGE));
    if (view.cursor().dataset() == Dataset.AUDIT) {
      add(words, view.record());
    }
    for (Field field : FIELDS) {
      if (told(field)) {
        add(words, view.text(field));
      }
    }
    return words.toString();
  }

  /** Whether the field holds something of the record, not what dwell says about it. */
  private static boolean told(Field field) {
    return switch (field) {
      case MESSAGE, PROCESS, PID, SHAPE, TEMPLATE, TIME_ORIGINAL, REASON -> false;
      default ->
          switch (field.kind()) {
            case KEYWORD, LIST, ADDRESS, TEXT -> true;
            case NUMBER, INSTANT -> false;
          };
    };
  }

  private static void add(StringBuilder words, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      words.append(value).append('\n');
    }
  }
}
