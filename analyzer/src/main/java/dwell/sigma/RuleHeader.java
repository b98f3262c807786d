package dwell.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says of itself (Sigma rules specification, Components).
 *
 * @param file the rule's file, relative to the folder of rules
 * @param id its {@code id}; its {@code name}, or file and number, where it has none
 * @param name by which correlations may refer to it; null where it has none
 * @param level {@code informational} where the rule gives none
 * @param techniques ATT&amp;CK ids of its {@code attack.tNNNN} tags
 */
public record RuleHeader(
    String file,
    String id,
    @Nullable String name,
    String title,
    String description,
    String level,
    List<String> techniques,
    String falsePositives) {
  private static final Set<String> LEVELS =
      Set.of("informational", "low", "medium", "high", "critical");
  private static final int MAX_TITLE = 256;
  private static final int MAX_TEXT = 4_096;

  public RuleHeader {
    techniques = List.copyOf(techniques);
  }

  /**
   * Reads it.
   *
   * @param number the document's number in the file, from 1
   * @throws RuleException where it is none that can be used
   */
  static RuleHeader of(YamlNode.Mapping document, String file, int number) {
    String title = document.text("title");
    String name = document.text("name");
    if (title == null && name == null) {
      throw new RuleException("it has no title");
    }
    String level = document.text("level");
    if (level == null) {
      level = "informational";
    } else if (!LEVELS.contains(level)) {
      throw new RuleException("the level " + level + " is none of Sigma's");
    }
    String id = document.text("id");
    return new RuleHeader(
        file,
        cut(id != null ? id : name != null ? name : file + '#' + number, MAX_TITLE),
        name,
        cut(title == null ? String.valueOf(name) : title, MAX_TITLE),
        cut(or(document.text("description")).strip(), MAX_TEXT),
        level,
        techniques(document.texts("tags")),
        cut(String.join("; ", document.texts("falsepositives")), MAX_TEXT));
  }

  private static List<String> techniques(List<String> tags) {
    List<String> techniques = new ArrayList<>();
    for (String tag : tags) {
      String lower = tag.toLowerCase(Locale.ROOT);
      if (lower.startsWith("attack.t") && technique(lower, "attack.t".length())) {
        techniques.add(lower.substring("attack.".length()).toUpperCase(Locale.ROOT));
      }
    }
    return techniques;
  }

  /** Four digits, or four and three behind a dot. */
  private static boolean technique(String tag, int from) {
    int length = tag.length() - from;
    if (length != 4 && length != 8) {
      return false;
    }
    for (int i = from; i < tag.length(); i++) {
      char c = tag.charAt(i);
      if (i - from == 4 ? c != '.' : c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
