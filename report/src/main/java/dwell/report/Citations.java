package dwell.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers the cited events in the order in which they are cited. Not thread-safe. */
public final class Citations {
  private static final String FACT = "fact:";
  private static final int LONGEST = 64;

  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /**
   * A link to the evidence.
   *
   * @param label {@code E12} for an event, {@code fact 3} for what a person said
   * @param anchor where it is quoted; null where it is not
   */
  public record Citation(String label, String id, @Nullable String anchor) {}

  /** The first few citations of a conclusion, and how many more it has. */
  public record Cited(List<Citation> shown, int more) {}

  /** Cites a conclusion's evidence; what is shown will be quoted. */
  public Cited cite(List<String> ids) {
    List<Citation> shown = new ArrayList<>();
    for (String id : ids.subList(0, Math.min(ids.size(), Limits.CITED_IN_ROW))) {
      shown.add(cite(id));
    }
    return new Cited(shown, ids.size() - shown.size());
  }

  private Citation cite(String id) {
    String shown = shortened(id);
    if (id.startsWith(FACT)) {
      return new Citation("fact " + shown.substring(FACT.length()), shown, "facts");
    }
    Integer number = numbers.get(id);
    if (number == null) {
      if (numbers.size() >= Limits.EXCERPTS) {
        return new Citation(shown, shown, null);
      }
      number = numbers.size() + 1;
      numbers.put(id, number);
    }
    return new Citation("E" + number, shown, anchor(id));
  }

  /** The ids of all events cited so far; the first is {@code E1}. */
  public List<String> events() {
    return List.copyOf(numbers.keySet());
  }

  /** {@code e-ID}, which stays the same from report to report. */
  public static String anchor(String id) {
    StringBuilder out = new StringBuilder("e-");
    id.codePoints().limit(100).forEach(c -> out.appendCodePoint(inAnchor(c) ? c : '_'));
    return out.toString();
  }

  /** An id as it is shown: ours are shorter, but the form does not say so. */
  static String shortened(String id) {
    return id.length() <= LONGEST ? id : id.substring(0, LONGEST);
  }

  private static boolean inAnchor(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '.';
  }
}
