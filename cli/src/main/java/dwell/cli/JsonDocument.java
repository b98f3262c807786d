package dwell.cli;

import java.io.PrintWriter;
import java.util.List;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Answers that are no plain table, as JSON: maps, lists, texts, numbers; null is an absent key. */
final class JsonDocument {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final ObjectWriter INDENTED =
      JSON.writer()
          .with(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private JsonDocument() {}

  /** Prints one document. */
  static void print(Object document, PrintWriter out) {
    out.print(INDENTED.writeValueAsString(document));
    out.print('\n');
    out.flush();
  }

  /** Prints one object a line. */
  static void lines(List<?> objects, PrintWriter out) {
    for (Object object : objects) {
      out.print(JSON.writeValueAsString(object));
      out.print('\n');
    }
    out.flush();
  }
}
