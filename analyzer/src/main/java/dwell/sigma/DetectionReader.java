package dwell.sigma;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes expressions of a rule's {@code detection} (Sigma rules specification, Detection). */
final class DetectionReader {
  private static final String CONDITION = "condition";

  private final YamlNode.Mapping detection;
  private final Family family;
  private final Modifiers.Fields fields;

  /** Those made so far: what no condition names need not be understood. */
  private final Map<String, Expression> searches = new LinkedHashMap<>();

  DetectionReader(YamlNode.Mapping detection, Family family, Modifiers.Fields fields) {
    this.detection = detection;
    this.family = family;
    this.fields = fields;
  }

  /**
   * What the conditions ask for; of several, one is enough.
   *
   * @throws RuleException where it cannot be understood, or asks for what events do not have
   */
  Expression read() {
    List<String> conditions = detection.texts(CONDITION);
    if (conditions.isEmpty()) {
      throw new RuleException("it has no condition");
    }
    List<Expression> any = new ArrayList<>();
    for (String condition : conditions) {
      any.add(new ConditionReader(condition, names(), this::search).read());
    }
    return any.size() == 1 ? any.getFirst() : new Expression.Any(List.copyOf(any));
  }

  private List<String> names() {
    return detection.entries().keySet().stream()
        .filter(name -> !name.equals(CONDITION) && !name.equals("timeframe"))
        .toList();
  }

  private Expression search(String name) {
    Expression known = searches.get(name);
    if (known == null) {
      YamlNode node = detection.get(name);
      if (node == null) {
        throw new RuleException("its condition names " + name + ", which it has not");
      }
      known = search(node);
      searches.put(name, known);
    }
    return known;
  }

  private Expression search(YamlNode node) {
    return switch (node) {
      case YamlNode.Mapping map -> map(map);
      case YamlNode.Scalar scalar -> any(new Modifiers(List.of()).keywords(scalar));
      case YamlNode.Sequence sequence -> {
        if (sequence.items().isEmpty()) {
          throw new RuleException("an empty list");
        }
        yield any(sequence.items().stream().map(this::search).toList());
      }
    };
  }

  private Expression map(YamlNode.Mapping map) {
    List<Expression> items = new ArrayList<>();
    List<Expression> words = new ArrayList<>();
    map.entries()
        .forEach((key, value) -> {
          List<String> parts = Arrays.asList(key.split("\\|", -1));
          Modifiers modifiers = new Modifiers(parts.subList(1, parts.size()));
          if (parts.getFirst().isEmpty()) {
            words.add(keywords(modifiers, value));
          } else {
            items.add(item(parts.getFirst(), modifiers, value));
          }
        });
    if (items.isEmpty() && words.isEmpty()) {
      throw new RuleException("an empty map");
    }
    if (!items.isEmpty()) {
      Expression together = all(items);
      words.add(family.rowed() ? new Expression.InOneRow(family, together) : together);
    }
    return all(words);
  }

  private static Expression keywords(Modifiers modifiers, YamlNode value) {
    List<Expression> each = new ArrayList<>();
    for (YamlNode.Scalar scalar : scalars(value)) {
      each.add(any(modifiers.keywords(scalar)));
    }
    return joined(modifiers, each);
  }

  private Expression item(String field, Modifiers modifiers, YamlNode value) {
    List<FieldSlot> slots = fields.slots(field);
    if (modifiers.timed() && slots.stream().noneMatch(s -> s.reader() == RuleFields.CLOCK)) {
      throw new RuleException("the field " + field + " is no time");
    }
    List<Expression> each = new ArrayList<>();
    for (YamlNode.Scalar scalar : scalars(value)) {
      List<Expression> tests = new ArrayList<>();
      for (ValueTest test : modifiers.tests(scalar, fields)) {
        tests.add(item(slots, test));
      }
      each.add(any(tests));
    }
    return joined(modifiers, each);
  }

  /** A field is absent where it is written in none of its places. */
  private static Expression item(List<FieldSlot> slots, ValueTest test) {
    if (test instanceof ValueTest.Absent && slots.size() > 1) {
      return all(
          slots.stream()
              .<Expression>map(slot -> new Expression.Item(List.of(slot), test))
              .toList());
    }
    return new Expression.Item(slots, test);
  }

  private static Expression joined(Modifiers modifiers, List<Expression> each) {
    Expression joined = modifiers.all() ? all(each) : any(each);
    return modifiers.unequal() ? new Expression.Not(joined) : joined;
  }

  private static List<YamlNode.Scalar> scalars(YamlNode value) {
    List<YamlNode.Scalar> scalars = new ArrayList<>();
    for (YamlNode node : YamlNode.items(value)) {
      if (!(node instanceof YamlNode.Scalar scalar)) {
        throw new RuleException("a value that is a list or a map");
      }
      scalars.add(scalar);
    }
    if (scalars.isEmpty()) {
      throw new RuleException("an empty list of values");
    }
    return scalars;
  }

  private static Expression all(List<Expression> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Expression.All(List.copyOf(parts));
  }

  private static Expression any(List<Expression> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Expression.Any(List.copyOf(parts));
  }
}
