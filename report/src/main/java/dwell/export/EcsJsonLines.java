package dwell.export;

import dwell.event.Event;
import dwell.event.EventJson;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Flag;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events by the Elastic Common Schema, one nested object a line. ECS has no fields for databases:
 * {@code db.*} are OpenTelemetry's, {@code dwell.*} dwell's own.
 */
final class EcsJsonLines implements EventExporter {
  /** The version of ECS whose field names and allowed values these are. */
  static final String VERSION = "9.0.0";

  @Override
  public String id() {
    return "ecs";
  }

  @Override
  public String description() {
    return "events by the Elastic Common Schema, as JSON lines";
  }

  @Override
  public ExportTally write(EventStream events, EventTags tags, Writer out) throws IOException {
    ExportTally tally = new ExportTally();
    for (Event event = events.next(); event != null; event = events.next()) {
      if (event.time().instant() == null) {
        // ECS: every event has @timestamp.
        tally.left(ExportText.NO_TIME);
        continue;
      }
      Json.line(object(event, tags), out);
      tally.wrote();
    }
    out.flush();
    return tally;
  }

  private static ObjectNode object(Event event, EventTags tags) {
    ObjectNode out = Json.object();
    out.put("@timestamp", EventJson.stamp(ExportText.instant(event), event.time().digits()));
    at(out, "ecs.version").put("version", VERSION);
    ObjectNode own = out.putObject("event");
    own.put("id", event.id());
    own.put("kind", "event");
    own.put("module", "dwell");
    own.put("dataset", event.dataset().id());
    own.put("action", event.action().id());
    own.put("outcome", event.outcome().id());
    EcsCategories.of(event).categories().forEach(own.putArray("category")::add);
    EcsCategories.of(event).types().forEach(own.putArray("type")::add);
    event.values().forEach((field, value) -> put(out, field, value));
    String address = event.text(Field.SOURCE_IP);
    address = address == null ? event.text(Field.SOURCE_DOMAIN) : address;
    if (address != null) {
      put(out, "source.address", address);
    }
    related(event, out);
    threat(event, tags, out);
    place(event, out);
    return out;
  }

  private static void put(ObjectNode out, Field field, Object value) {
    switch (value) {
      // ECS: identifiers of users are keywords, whatever they look like.
      case Long number when field == Field.USER_ID || field == Field.EFFECTIVE_USER_ID ->
          put(out, field.key(), number.toString());
      case Long nanos when field.kind() == Field.Kind.INSTANT ->
          put(out, field.key(), EventJson.stamp(EventTime.instant(nanos), 9));
      case Long number -> at(out, field.key()).put(leaf(field.key()), number);
      case List<?> list -> {
        var array = at(out, field.key()).putArray(leaf(field.key()));
        list.forEach(element -> array.add(Json.text(String.valueOf(element))));
      }
      default -> put(out, field.key(), value.toString());
    }
  }

  private static void put(ObjectNode out, String key, String text) {
    at(out, key).put(leaf(key), Json.text(text));
  }

  private static void related(Event event, ObjectNode out) {
    for (Map.Entry<String, List<Field>> entry :
        Map.of(
                "hosts", List.of(Field.HOST, Field.SOURCE_DOMAIN),
                "ip", List.of(Field.SOURCE_IP, Field.DESTINATION_IP),
                "user", List.of(Field.USER, Field.EFFECTIVE_USER, Field.TARGET_USER))
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .toList()) {
      SortedSet<String> values = new TreeSet<>();
      for (Field field : entry.getValue()) {
        String value = event.text(field);
        if (value != null) {
          values.add(Json.text(value));
        }
      }
      if (!values.isEmpty()) {
        values.forEach(at(out, "related." + entry.getKey()).putArray(entry.getKey())::add);
      }
    }
  }

  private static void threat(Event event, EventTags tags, ObjectNode out) {
    List<String> techniques = tags.techniques(event.id());
    if (!techniques.isEmpty()) {
      at(out, "threat.framework").put("framework", "MITRE ATT&CK");
      techniques.forEach(at(out, "threat.technique.id").putArray("id")::add);
    }
    List<String> all = tags.of(event.id());
    if (!all.isEmpty()) {
      all.forEach(out.putArray("tags")::add);
    }
  }

  private static void place(Event event, ObjectNode out) {
    put(out, "log.file.path", event.place().path());
    at(out, "log.offset").put("offset", event.place().offset());
    ObjectNode dwell = at(out, "dwell.length");
    dwell.put("length", event.place().length());
    if (event.place().line() > 0) {
      dwell.put("line", event.place().line());
    }
    if (event.time().basis() != null) {
      put(out, "dwell.time.basis", event.time().basis().id());
    }
    if (event.time().year() != null) {
      put(out, "dwell.time.year", event.time().year().id());
    }
    if (!event.flags().isEmpty()) {
      event.flags().stream().map(Flag::id).forEach(dwell.putArray("flags")::add);
    }
  }

  /** The object that holds the last part of a dotted key; those on the way to it are made. */
  private static ObjectNode at(ObjectNode out, String key) {
    ObjectNode node = out;
    String[] parts = key.split("\\.", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      node = node.get(parts[i]) instanceof ObjectNode inner ? inner : node.putObject(parts[i]);
    }
    return node;
  }

  private static String leaf(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
