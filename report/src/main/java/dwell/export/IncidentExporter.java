package dwell.export;

import dwell.incident.Incident;
import java.io.IOException;
import java.io.Writer;
import java.util.function.UnaryOperator;

/** Writes what was found: of the incident alone, not of the events. */
public non-sealed interface IncidentExporter extends Exporter {

  /**
   * Writes the findings. What the form cannot hold, or must not hold where it is handed on, is left
   * out, and counted with the reason.
   *
   * @param redaction what is done to commands and statements before they are written
   * @param out for UTF-8; stays open
   * @throws IOException where writing fails
   */
  ExportTally write(Incident incident, UnaryOperator<String> redaction, Writer out)
      throws IOException;
}
