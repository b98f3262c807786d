package dwell.sigma;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The {@code logsource} of a rule, in lower case.
 *
 * @param category null where not given; the others too
 */
record LogSource(@Nullable String category, @Nullable String product, @Nullable String service) {
  static LogSource of(@Nullable YamlNode node) {
    if (!(node instanceof YamlNode.Mapping map)) {
      throw new RuleException("it has no logsource");
    }
    LogSource source =
        new LogSource(
            lower(map.text("category")), lower(map.text("product")), lower(map.text("service")));
    if (source.category == null && source.product == null && source.service == null) {
      throw new RuleException("its logsource names no category, product or service");
    }
    return source;
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    add(text, "category", category);
    add(text, "product", product);
    add(text, "service", service);
    return text.toString();
  }

  private static void add(StringBuilder text, String key, @Nullable String value) {
    if (value != null) {
      text.append(text.isEmpty() ? "" : ", ").append(key).append(' ').append(value);
    }
  }
}
