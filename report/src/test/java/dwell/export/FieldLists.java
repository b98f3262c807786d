package dwell.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The names and shapes that a form allows, from a fixture: a line {@code path kind presence
 * [regular expression]}, {@code []} for the elements of a list, sections in brackets. Kinds: text,
 * number, flag. Presence: {@code must} (in each object that there is at its parent) or {@code may}.
 */
final class FieldLists {
  private record Rule(String kind, boolean must, @Nullable String pattern) {}

  private final Map<String, Map<String, Rule>> sections = new LinkedHashMap<>();

  private FieldLists() {}

  static FieldLists read(String name) throws IOException {
    FieldLists lists = new FieldLists();
    Map<String, Rule> section = new LinkedHashMap<>();
    lists.sections.put("", section);
    try (InputStream in = FieldLists.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("[")) {
          section = new LinkedHashMap<>();
          lists.sections.put(line.substring(1, line.length() - 1), section);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          String[] parts = line.strip().split("\\s+", 4);
          String pattern = parts.length > 3 ? parts[3] : null;
          section.put(parts[0], new Rule(parts[1], parts[2].equals("must"), pattern));
        }
      }
    }
    return lists;
  }

  /** Holds an object against a section, and against the list's common part. */
  void check(String section, JsonNode object) {
    Map<String, Rule> rules = new LinkedHashMap<>(sections.get(""));
    assertThat(sections).as("no list for " + section).containsKey(section);
    rules.putAll(sections.get(section));
    Map<String, List<JsonNode>> objects = new LinkedHashMap<>();
    walk("", object, rules, objects);
    rules.forEach((path, rule) -> {
      int dot = path.lastIndexOf('.');
      String parent = dot < 0 ? "" : path.substring(0, dot);
      String leaf = path.substring(dot + 1).replace("[]", "");
      if (rule.must()) {
        assertThat(objects.getOrDefault(parent, List.of()))
            .as(section + " must have " + path)
            .allMatch(node -> node.has(leaf));
      }
    });
  }

  private static void walk(
      String path, JsonNode node, Map<String, Rule> rules, Map<String, List<JsonNode>> objects) {
    if (node.isObject()) {
      objects.computeIfAbsent(path, at -> new ArrayList<>()).add(node);
      node.properties()
          .forEach(property -> {
            String below = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            walk(below, property.getValue(), rules, objects);
          });
    } else if (node.isArray()) {
      node.forEach(element -> walk(path + "[]", element, rules, objects));
    } else {
      Rule rule = rules.get(path);
      assertThat(rule).as("no such name: " + path + " = " + node).isNotNull();
      boolean kind =
          switch (rule.kind()) {
            case "text" -> node.isString();
            case "number" -> node.isIntegralNumber();
            case "flag" -> node.isBoolean();
            default -> throw new IllegalStateException(rule.kind());
          };
      assertThat(kind).as(path + " is a " + rule.kind() + ": " + node).isTrue();
      if (rule.pattern() != null) {
        assertThat(node.asString()).as(path).matches("(?s)" + rule.pattern());
      }
    }
  }
}
