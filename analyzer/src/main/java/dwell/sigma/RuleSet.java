package dwell.sigma;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules bound to dwell's events, and those that cannot be. Immutable once made; used by one run at
 * a time.
 */
public final class RuleSet {
  private static final String DETECTION = "detection";
  private static final String CORRELATION = "correlation";
  private static final String FILTER = "filter";

  private final RuleFields fields = new RuleFields();
  private final List<RuleRefusal> refusals = new ArrayList<>();

  /** Rules of single events, then correlations, each behind those it refers to. */
  private final List<SigmaRule> rules = new ArrayList<>();

  private final Map<String, SigmaRule> byReference = new HashMap<>();

  /** Why a rule that something may refer to is not there. */
  private final Set<String> refused = new HashSet<>();

  private final Set<String> ids = new HashSet<>();

  private RuleSet() {}

  static RuleSet of(List<RuleFiles.Document> documents, List<RuleRefusal> before) {
    RuleSet set = new RuleSet();
    set.refusals.addAll(before);
    List<RuleFiles.Document> correlations = new ArrayList<>();
    Map<String, List<RuleFiles.Document>> filters = set.filters(documents);
    for (RuleFiles.Document document : documents) {
      if (document.content().get(CORRELATION) != null) {
        correlations.add(document);
      } else if (document.content().get(FILTER) == null) {
        set.attempt(document, () -> set.event(document, filters));
      }
    }
    set.correlations(correlations);
    filters.forEach((reference, its) ->
        its.forEach(filter -> {
          if (!set.byReference.containsKey(reference)) {
            set.refuse(
                filter, "it filters " + reference + ", which is no rule of single events here");
          }
        }));
    return set;
  }

  /** What is said of each rule that can be run: single events, then correlations. */
  public List<RuleHeader> runnable() {
    return rules.stream().map(SigmaRule::header).toList();
  }

  /** What cannot be run, in the order of files. */
  public List<RuleRefusal> refusals() {
    return List.copyOf(refusals);
  }

  List<SigmaRule> rules() {
    return rules;
  }

  boolean parents() {
    return fields.parents();
  }

  private Map<String, List<RuleFiles.Document>> filters(List<RuleFiles.Document> documents) {
    Map<String, List<RuleFiles.Document>> filters = new LinkedHashMap<>();
    for (RuleFiles.Document document : documents) {
      if (document.content().get(FILTER) != null) {
        attempt(
            document,
            () -> {
              if (!(document.content().get(FILTER) instanceof YamlNode.Mapping filter)) {
                throw new RuleException("its filter is no map");
              }
              // The specification's example names what is to be left out, pySigma's what is to
              // stay.
              for (String condition : filter.texts("condition")) {
                if (!condition.strip().startsWith("not ")) {
                  throw new RuleException(
                      "what it keeps and what it leaves out cannot be told apart; write its condition"
                          + " as not …");
                }
              }
              List<String> references = filter.texts("rules");
              if (references.isEmpty()) {
                throw new RuleException("its filter names no rules");
              }
              references.forEach(
                  r -> filters.computeIfAbsent(r, key -> new ArrayList<>()).add(document));
            });
      }
    }
    return filters;
  }

  private void event(RuleFiles.Document document, Map<String, List<RuleFiles.Document>> filters) {
    YamlNode.Mapping content = document.content();
    if (content.get("action") != null) {
      throw new RuleException("collections with an action are no part of Sigma 2");
    }
    if (!(content.get(DETECTION) instanceof YamlNode.Mapping detection)) {
      throw new RuleException("it has no detection, correlation or filter");
    }
    RuleHeader header = header(document);
    LogSources.Binding binding = LogSources.bind(LogSource.of(content.get("logsource")));
    List<Expression> parts = new ArrayList<>();
    parts.add(read(detection, binding));
    for (String reference : references(header)) {
      for (RuleFiles.Document filter : filters.getOrDefault(reference, List.of())) {
        parts.add(filter(filter, binding));
      }
    }
    Expression whole =
        parts.size() == 1 ? parts.getFirst() : new Expression.All(List.copyOf(parts));
    add(new SigmaRule.OfEvent(header, binding, whole));
  }

  private Expression filter(RuleFiles.Document filter, LogSources.Binding binding) {
    if (!(filter.content().get(FILTER) instanceof YamlNode.Mapping map)) {
      throw new RuleException("its filter is no map");
    }
    Map<String, YamlNode> detection = new LinkedHashMap<>(map.entries());
    detection.remove("rules");
    try {
      return read(new YamlNode.Mapping(detection), binding);
    } catch (RuleException e) {
      throw new RuleException("its filter in " + filter.file() + ": " + e.getMessage());
    }
  }

  private Expression read(YamlNode.Mapping detection, LogSources.Binding binding) {
    return new DetectionReader(
            detection, binding.family(), name -> fields.slots(binding.family(), name))
        .read();
  }

  /** Correlations refer to others, in any order: each round takes those whose members are there. */
  private void correlations(List<RuleFiles.Document> documents) {
    CorrelationReader reader = new CorrelationReader(fields);
    List<RuleFiles.Document> open = new ArrayList<>(documents);
    boolean went = true;
    while (went && !open.isEmpty()) {
      went = false;
      List<RuleFiles.Document> later = new ArrayList<>();
      for (RuleFiles.Document document : open) {
        if (attempt(document, () -> correlation(document, reader))) {
          went = true;
        } else {
          later.add(document);
        }
      }
      open = later;
    }
    for (RuleFiles.Document document : open) {
      refuse(document, "it refers to a rule that is not there, or to itself: " + missing(document));
    }
  }

  private String missing(RuleFiles.Document document) {
    if (document.content().get(CORRELATION) instanceof YamlNode.Mapping map) {
      for (String reference : map.texts("rules")) {
        if (!byReference.containsKey(reference)) {
          return refused.contains(reference) ? reference + ", which cannot be run" : reference;
        }
      }
    }
    return "";
  }

  /** Throws {@link Later} where a rule that it refers to is not there, or not yet. */
  private void correlation(RuleFiles.Document document, CorrelationReader reader) {
    if (!(document.content().get(CORRELATION) instanceof YamlNode.Mapping map)) {
      throw new RuleException("its correlation is no map");
    }
    List<SigmaRule> members = new ArrayList<>();
    for (String reference : map.texts("rules")) {
      SigmaRule member = byReference.get(reference);
      if (member == null) {
        throw new Later();
      }
      members.add(member);
    }
    add(reader.read(header(document), map, members));
  }

  private RuleHeader header(RuleFiles.Document document) {
    YamlNode.Mapping content = document.content();
    String taxonomy = content.text("taxonomy");
    if (taxonomy != null && !taxonomy.equals("sigma")) {
      throw new RuleException("the taxonomy " + taxonomy + " is not known");
    }
    if ("unsupported".equals(content.text("status"))) {
      throw new RuleException("its status is unsupported");
    }
    return RuleHeader.of(content, document.file(), document.number());
  }

  private void add(SigmaRule rule) {
    if (!ids.add(rule.header().id())) {
      throw new RuleException("its id stands in a rule before it: " + rule.header().id());
    }
    rules.add(rule);
    references(rule.header()).forEach(reference -> byReference.putIfAbsent(reference, rule));
  }

  private static Collection<String> references(RuleHeader header) {
    String name = header.name();
    return name == null || name.equals(header.id())
        ? List.of(header.id())
        : List.of(header.id(), name);
  }

  /** Does it, or tells why the document is of no use; false where that is not known yet. */
  private boolean attempt(RuleFiles.Document document, Runnable reading) {
    try {
      reading.run();
    } catch (Later later) {
      return false;
    } catch (RuleException e) {
      refuse(document, String.valueOf(e.getMessage()));
    }
    return true;
  }

  private void refuse(RuleFiles.Document document, String reason) {
    note(document.content().text("id"));
    note(document.content().text("name"));
    String title = document.content().text("title");
    refusals.add(new RuleRefusal(document.file(), title == null ? "" : title, reason));
  }

  private void note(@Nullable String reference) {
    if (reference != null) {
      refused.add(reference);
    }
  }

  /** A rule that another one refers to is not there yet. */
  private static final class Later extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
