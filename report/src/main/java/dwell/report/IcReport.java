package dwell.report;

import dwell.incident.Incident;
import java.io.IOException;
import java.io.Writer;

/** The incident commander's report. */
public final class IcReport {
  private IcReport() {}

  /**
   * Writes one HTML file that needs nothing beside itself. The writer stays open.
   *
   * @param out must encode as UTF-8
   * @throws IOException where the writer fails
   */
  public static void write(Incident incident, ReportInputs inputs, Writer out) throws IOException {
    Report.write(Audience.IC, incident, inputs, out);
  }
}
