package dwell.sigma;

import dwell.sigma.SigmaRule.CorrelationType;
import dwell.sigma.SigmaRule.Threshold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code correlation} of a rule (Sigma correlation rules specification). */
final class CorrelationReader {
  /** Windows keep as many events as a correlation counts to. */
  static final long MAX_COUNT = 10_000;

  private static final long SECOND = 1_000_000_000L;

  /** A window longer than a year is no window. */
  private static final long MAX_SECONDS = 366L * 86_400;

  private final RuleFields fields;

  CorrelationReader(RuleFields fields) {
    this.fields = fields;
  }

  /**
   * Reads it.
   *
   * @param members the rules that it refers to
   * @throws RuleException where it cannot be run
   */
  SigmaRule.OfCorrelation read(RuleHeader header, YamlNode.Mapping map, List<SigmaRule> members) {
    if (members.isEmpty()) {
      throw new RuleException("its correlation refers to no rules");
    }
    CorrelationType type = type(map.text("type"));
    List<String> groupBy = map.texts("group-by");
    YamlNode condition = map.get("condition");
    List<String> counted = counted(type, condition);
    List<String> wanted = new ArrayList<>(groupBy);
    wanted.addAll(counted);
    for (SigmaRule member : members) {
      if (member instanceof SigmaRule.OfCorrelation inner && inner.threshold().bounded()) {
        throw new RuleException(
            "it refers to a correlation with an upper bound, which is known only afterwards: "
                + inner.header().title());
      }
    }
    return new SigmaRule.OfCorrelation(
        header,
        type,
        List.copyOf(members),
        List.copyOf(groupBy),
        bound(members, wanted, map.get("aliases")),
        span(map.text("timespan")),
        threshold(type, condition, members.size()),
        "true".equals(map.text("generate")));
  }

  private static CorrelationType type(@Nullable String type) {
    return switch (type == null ? "" : type) {
      case "event_count" -> CorrelationType.EVENT_COUNT;
      case "value_count" -> CorrelationType.VALUE_COUNT;
      case "temporal" -> CorrelationType.TEMPORAL;
      case "temporal_ordered" -> CorrelationType.TEMPORAL_ORDERED;
      case "" -> throw new RuleException("its correlation has no type");
      default -> throw new RuleException("correlations of the type " + type + " are not supported");
    };
  }

  private static List<String> counted(CorrelationType type, @Nullable YamlNode condition) {
    List<String> fields =
        condition instanceof YamlNode.Mapping map ? map.texts("field") : List.of();
    if (type == CorrelationType.VALUE_COUNT && fields.isEmpty()) {
      throw new RuleException("its condition names no field to count");
    }
    return type == CorrelationType.VALUE_COUNT ? fields : List.of();
  }

  /** Where the events of each rule below have the fields. */
  private Map<SigmaRule.OfEvent, List<List<FieldSlot>>> bound(
      List<SigmaRule> members, List<String> wanted, @Nullable YamlNode aliases) {
    Map<SigmaRule.OfEvent, List<List<FieldSlot>>> bound = new LinkedHashMap<>();
    for (SigmaRule member : members) {
      for (SigmaRule.OfEvent leaf : SigmaRule.leaves(member)) {
        List<List<FieldSlot>> slots = new ArrayList<>();
        for (String name : wanted) {
          String field = alias(aliases, name, member.header(), leaf.header());
          slots.add(fields.slots(leaf.binding().family(), field));
        }
        bound.putIfAbsent(leaf, List.copyOf(slots));
      }
    }
    return bound;
  }

  private static String alias(
      @Nullable YamlNode aliases, String name, RuleHeader member, RuleHeader leaf) {
    if (!(aliases instanceof YamlNode.Mapping map)
        || !(map.get(name) instanceof YamlNode.Mapping alias)) {
      return name;
    }
    for (RuleHeader header : List.of(member, leaf)) {
      String own = header.name();
      String field = own == null ? null : alias.text(own);
      field = field == null ? alias.text(header.id()) : field;
      if (field != null) {
        return field;
      }
    }
    throw new RuleException("its alias " + name + " says nothing of " + member.title());
  }

  /** Nanoseconds of {@code 90s}, {@code 5m}, {@code 1h}, {@code 7d}. */
  private static long span(@Nullable String text) {
    String digits = text == null || text.isEmpty() ? "" : text.substring(0, text.length() - 1);
    boolean number =
        !digits.isEmpty()
            && digits.length() < 10
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    long unit =
        text == null || text.isEmpty()
            ? 0
            : switch (text.charAt(text.length() - 1)) {
              case 's' -> 1;
              case 'm' -> 60;
              case 'h' -> 3_600;
              case 'd' -> 86_400;
              default -> 0;
            };
    long seconds = number ? Long.parseLong(digits) * unit : 0;
    if (seconds <= 0 || seconds > MAX_SECONDS) {
      throw new RuleException("its timespan is none: " + text);
    }
    return seconds * SECOND;
  }

  private static Threshold threshold(
      CorrelationType type, @Nullable YamlNode condition, int members) {
    boolean temporal = type == CorrelationType.TEMPORAL || type == CorrelationType.TEMPORAL_ORDERED;
    if (condition == null && temporal) {
      return new Threshold(members, Long.MAX_VALUE);
    }
    if (!(condition instanceof YamlNode.Mapping map)) {
      throw new RuleException(
          condition == null
              ? "its correlation has no condition"
              : "a condition of a correlation that is no map is not supported");
    }
    Threshold threshold = threshold(map);
    if (temporal && (threshold.bounded() || threshold.least() > members)
        || type == CorrelationType.TEMPORAL_ORDERED && threshold.least() != members) {
      throw new RuleException(
          "a condition of "
              + type.name().toLowerCase(Locale.ROOT)
              + " other than at least "
              + members
              + " is not supported");
    }
    return threshold;
  }

  private static Threshold threshold(YamlNode.Mapping map) {
    long least = 0;
    long most = Long.MAX_VALUE;
    boolean any = false;
    for (String key : map.entries().keySet()) {
      if (key.equals("field")) {
        continue;
      }
      if (!Set.of("gt", "gte", "lt", "lte", "eq").contains(key)) {
        throw new RuleException("the condition " + key + " of a correlation is not supported");
      }
      long value = number(map.text(key));
      any = true;
      switch (key) {
        case "gt" -> least = Math.max(least, value + 1);
        case "gte" -> least = Math.max(least, value);
        case "lt" -> most = Math.min(most, value - 1);
        case "lte" -> most = Math.min(most, value);
        default -> {
          least = Math.max(least, value);
          most = Math.min(most, value);
        }
      }
    }
    if (!any || most < least) {
      throw new RuleException("the condition of its correlation can never hold");
    }
    // A window opens with an event: none is never counted.
    return new Threshold(Math.max(1, least), most);
  }

  private static long number(@Nullable String text) {
    boolean number =
        text != null
            && !text.isEmpty()
            && text.length() < 10
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    long value = number ? Long.parseLong(text) : -1;
    if (value < 0 || value > MAX_COUNT) {
      throw new RuleException("correlations count from 0 to " + MAX_COUNT + ", not to " + text);
    }
    return value;
  }
}
