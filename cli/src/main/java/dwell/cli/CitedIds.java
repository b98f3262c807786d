package dwell.cli;

import dwell.incident.Incident;
import dwell.incident.IncidentJson;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ids of all events that an incident cites, wherever in it. */
final class CitedIds {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CitedIds() {}

  /** Read from the incident's JSON, so that no key of it is passed over. */
  static Set<String> of(Incident incident) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    IncidentJson.write(incident, json);
    Set<String> ids = new LinkedHashSet<>();
    collect(JSON.readTree(json.toByteArray()), ids);
    return ids;
  }

  private static void collect(JsonNode node, Set<String> ids) {
    if (node.isObject()) {
      JsonNode event = node.get("event");
      if (event != null && event.isString()) {
        ids.add(event.stringValue());
      }
      for (JsonNode id : node.path("evidence")) {
        ids.add(id.asString(""));
      }
    }
    node.forEach(child -> collect(child, ids));
  }
}
