package dwell.cli;

import dwell.casefile.OpenCase;
import dwell.event.Event;
import dwell.event.Field;
import dwell.report.Excerpt;
import dwell.report.Excerpts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The records behind a report's citations, from the case. */
final class CaseExcerpts implements Excerpts {
  private final OpenCase openCase;

  CaseExcerpts(OpenCase openCase) {
    this.openCase = openCase;
  }

  @Override
  public Map<String, Excerpt> find(List<String> eventIds) {
    Map<String, Excerpt> found = new HashMap<>();
    try {
      for (Event event : openCase.events(eventIds)) {
        if (event != null) {
          String host = event.text(Field.HOST);
          byte[] record = openCase.record(event);
          found.put(
              event.id(),
              new Excerpt(
                  host == null ? "" : host,
                  event,
                  new String(record, StandardCharsets.UTF_8),
                  ToolIdentity.sha256(record)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
