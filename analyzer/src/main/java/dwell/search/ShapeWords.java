package dwell.search;

import dwell.pattern.Shape;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which message shapes have a word in their fixed text. Such words are not indexed per event: an
 * event has them because its shape does.
 */
public final class ShapeWords {
  private final Map<String, Set<String>> certain = new HashMap<>();
  private final Map<String, Set<String>> possible = new HashMap<>();

  /** The words of the shapes. */
  public ShapeWords(Collection<Shape> shapes) {
    shapes.forEach(shape -> add(shape.id(), shape.text()));
  }

  /** Ids of the shapes every event of which has the word, which is in lower case. */
  Set<String> with(String word) {
    return certain.getOrDefault(word, Set.of());
  }

  /**
   * Ids of the shapes whose events may have the word: it stands in a part that may be missing, or
   * touches a part that varies.
   */
  Set<String> perhapsWith(String word) {
    return possible.getOrDefault(word, Set.of());
  }

  private void add(String id, String text) {
    int optional = 0;
    boolean touches = false;
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (c == '\\' && i + 1 < text.length()) {
        c = text.charAt(++i);
      } else if (c == '{') {
        take(id, word, true);
        i = Math.max(i, text.indexOf('}', i));
        touches = true;
        continue;
      } else if (c == '[' || c == ']') {
        take(id, word, true);
        optional += c == '[' ? 1 : -1;
        touches = true;
        continue;
      }
      if (c >= 128 || c == '_' || Character.isLetterOrDigit(c)) {
        word.append(c < 128 ? Character.toLowerCase(c) : c);
      } else {
        take(id, word, touches || optional > 0);
        touches = false;
      }
    }
  }

  private void take(String id, StringBuilder word, boolean unsure) {
    if (!word.isEmpty()) {
      (unsure ? possible : certain).computeIfAbsent(word.toString(), w -> new HashSet<>()).add(id);
      word.setLength(0);
    }
  }
}
