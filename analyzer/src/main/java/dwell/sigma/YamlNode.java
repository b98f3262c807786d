package dwell.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of a YAML document (YAML 1.2.2, chapter 3). */
sealed interface YamlNode {
  /**
   * A mapping, in the order of its keys.
   *
   * @param entries by key; keys are scalars
   */
  record Mapping(Map<String, YamlNode> entries) implements YamlNode {
    /** The value of a key, or null where there is none. */
    @Nullable YamlNode get(String key) {
      return entries.get(key);
    }

    /** The text of a scalar value; null where the key is absent or has no value. */
    @Nullable String text(String key) {
      YamlNode node = entries.get(key);
      return node instanceof Scalar scalar && !scalar.isNull() ? scalar.text() : null;
    }

    /**
     * The texts of a value that is a scalar or a sequence of scalars; empty where absent.
     *
     * @throws RuleException where it is something else
     */
    List<String> texts(String key) {
      List<String> texts = new ArrayList<>();
      YamlNode node = entries.get(key);
      if (node == null) {
        return texts;
      }
      for (YamlNode item : items(node)) {
        if (!(item instanceof Scalar scalar)) {
          throw new RuleException(key + " holds something else than texts");
        }
        if (!scalar.isNull()) {
          texts.add(scalar.text());
        }
      }
      return texts;
    }
  }

  /** A sequence. */
  record Sequence(List<YamlNode> items) implements YamlNode {}

  /**
   * A scalar.
   *
   * @param plain whether it stands without quotes, so that it may be a number, a truth value or
   *     null
   */
  record Scalar(String text, boolean plain) implements YamlNode {
    /** Whether it is null by the core schema (YAML 1.2.2, section 10.3.2). */
    boolean isNull() {
      return plain
          && switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }

    /** Its truth value, or null where it is none. */
    @Nullable Boolean truth() {
      return switch (text) {
        case "true", "True", "TRUE", "yes" -> Boolean.TRUE;
        case "false", "False", "FALSE", "no" -> Boolean.FALSE;
        default -> null;
      };
    }
  }

  /** The items of a sequence; of any other node, itself. */
  static List<YamlNode> items(YamlNode node) {
    return node instanceof Sequence sequence ? sequence.items() : List.of(node);
  }
}
