package dwell.sigma;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Composes the documents of a YAML text within bounds: depth, nodes (an alias counts as all that it
 * stands for) and documents. Nothing is constructed of tags.
 */
final class YamlReader {
  /** Detections nest few levels; what is deeper than this is no rule. */
  static final int MAX_DEPTH = 32;

  /** Long lists of indicators have some thousand values. */
  static final int MAX_NODES = 100_000;

  static final int MAX_DOCUMENTS = 1_000;

  private final Iterator<Event> events;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private int nodes;

  private record Anchored(YamlNode node, int size) {}

  private YamlReader(String text) {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(Math.max(1, text.length())).build();
    events = new Parse(settings).parseString(text).iterator();
  }

  /**
   * The documents of a text, in order; empty ones are left out.
   *
   * @throws RuleException where it is no YAML, or beyond the bounds
   */
  static List<YamlNode> read(String text) {
    try {
      return new YamlReader(text).documents();
    } catch (MarkedYamlEngineException e) {
      String at = e.getProblemMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("");
      throw new RuleException("no YAML" + at + ": " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new RuleException("no YAML: " + e.getMessage());
    }
  }

  private List<YamlNode> documents() {
    List<YamlNode> documents = new ArrayList<>();
    while (events.hasNext()) {
      if (events.next().getEventId() != Event.ID.DocumentStart) {
        continue;
      }
      if (documents.size() == MAX_DOCUMENTS) {
        throw new RuleException("more than " + MAX_DOCUMENTS + " documents in one file");
      }
      anchors.clear();
      YamlNode node = node(events.next(), 0);
      if (!(node instanceof YamlNode.Scalar scalar) || !scalar.isNull()) {
        documents.add(node);
      }
    }
    return documents;
  }

  private YamlNode node(Event event, int depth) {
    if (depth > MAX_DEPTH) {
      throw new RuleException("nested more than " + MAX_DEPTH + " deep");
    }
    if (event instanceof AliasEvent alias) {
      Anchored anchored = anchors.get(alias.getAlias());
      if (anchored == null) {
        throw new RuleException("an alias of nothing before it: " + alias.getAlias().getValue());
      }
      count(anchored.size());
      return anchored.node();
    }
    int before = nodes;
    count(1);
    YamlNode node =
        switch (event) {
          case ScalarEvent scalar -> new YamlNode.Scalar(scalar.getValue(), scalar.isPlain());
          case SequenceStartEvent start -> sequence(depth);
          case MappingStartEvent start -> mapping(depth);
          default -> throw new RuleException("no YAML: " + event.getEventId());
        };
    if (event instanceof NodeEvent named && named.getAnchor().isPresent()) {
      anchors.put(named.getAnchor().get(), new Anchored(node, nodes - before));
    }
    return node;
  }

  private void count(int more) {
    nodes += more;
    if (nodes > MAX_NODES) {
      throw new RuleException("more than " + MAX_NODES + " values in one file");
    }
  }

  private YamlNode sequence(int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      items.add(node(event, depth + 1));
    }
    return new YamlNode.Sequence(List.copyOf(items));
  }

  private YamlNode mapping(int depth) {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      if (!(node(event, depth + 1) instanceof YamlNode.Scalar key)) {
        throw new RuleException("a key that is no text");
      }
      if (entries.containsKey(key.text())) {
        throw new RuleException("the key " + key.text() + " stands twice");
      }
      entries.put(key.text(), node(events.next(), depth + 1));
    }
    return new YamlNode.Mapping(java.util.Collections.unmodifiableMap(entries));
  }
}
