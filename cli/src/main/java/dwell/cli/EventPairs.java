package dwell.cli;

import dwell.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An event as key and value, in the order of its JSON form, so that both always say the same. */
final class EventPairs {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private EventPairs() {}

  static Map<String, String> of(Event event) {
    Map<String, String> pairs = new LinkedHashMap<>();
    JsonNode tree = JSON.readTree(EventPrinter.line(event));
    tree.properties()
        .forEach(pair ->
            pairs.put(
                pair.getKey(),
                pair.getValue().isString()
                    ? pair.getValue().stringValue()
                    : pair.getValue().toString()));
    return pairs;
  }
}
