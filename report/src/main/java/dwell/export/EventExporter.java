package dwell.export;

import java.io.IOException;
import java.io.Writer;

/** Writes events, one record each, in the order in which they come. */
public non-sealed interface EventExporter extends Exporter {

  /**
   * Writes the events. Those that the form cannot hold are left out, and counted with the reason.
   *
   * @param tags what the incident says of an event
   * @param out for UTF-8; stays open
   * @throws IOException where reading or writing fails
   */
  ExportTally write(EventStream events, EventTags tags, Writer out) throws IOException;
}
