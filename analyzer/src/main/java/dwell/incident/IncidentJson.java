package dwell.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.InputStream;
import java.io.OutputStream;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An {@link Incident} as {@code incident.json} and back. Keys stand in the order of the records'
 * components, null is left out, lines end with LF: the same incident gives the same bytes anywhere.
 */
public final class IncidentJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .changeDefaultPropertyInclusion(
              values -> values.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private static final ObjectWriter WRITER =
      MAPPER
          .writer()
          .with(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private IncidentJson() {}

  /** Writes UTF-8 with a line end at the end; the stream stays open. */
  public static void write(Incident incident, OutputStream out) {
    byte[] json = WRITER.writeValueAsBytes(incident);
    try {
      out.write(json);
      out.write('\n');
      out.flush();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws tools.jackson.core.JacksonException where it is not that
   */
  public static Incident read(InputStream in) {
    return MAPPER.readValue(in, Incident.class);
  }
}
