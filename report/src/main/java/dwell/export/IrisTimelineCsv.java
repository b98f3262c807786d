package dwell.export;

import dwell.incident.Incident;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The incident's timeline for DFIR-IRIS. Source: iris-web, {@code case_timeline_routes.py}: all ten
 * columns are required. Assets and indicators stay empty: IRIS takes only those that the case there
 * has already, so hosts and addresses stand in the text.
 */
final class IrisTimelineCsv implements IncidentExporter {
  static final List<String> COLUMNS =
      List.of(
          "event_date",
          "event_tz",
          "event_title",
          "event_category",
          "event_content",
          "event_raw",
          "event_source",
          "event_assets",
          "event_iocs",
          "event_tags");

  @Override
  public String id() {
    return "iris";
  }

  @Override
  public String description() {
    return "the incident's timeline for DFIR-IRIS, as CSV";
  }

  @Override
  public ExportTally write(Incident incident, UnaryOperator<String> redaction, Writer out)
      throws IOException {
    ExportTally tally = new ExportTally();
    SafeCsv csv = new SafeCsv(out, COLUMNS);
    for (IncidentMoments.Moment moment : IncidentMoments.of(incident, tally)) {
      // IRIS has milliseconds.
      String micros = ExportText.micros(moment.time().instant());
      csv.row(
          List.of(
              micros.substring(0, micros.length() - 3),
              new SafeCsv.Own("+00:00"),
              moment.title(),
              moment.category(),
              redaction.apply(moment.content()),
              moment.raw() ? redaction.apply(moment.content()) : "",
              moment.event().isEmpty() ? "dwell" : "dwell " + moment.event(),
              "",
              "",
              String.join("|", moment.tags())));
      tally.wrote();
    }
    csv.end();
    return tally;
  }
}
