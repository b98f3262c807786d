package dwell.incident;

import java.util.ArrayList;
import java.util.List;

/** Small work on strings. */
final class Texts {
  private Texts() {}

  /** The parts between separators, empty ones left out. */
  static List<String> split(String text, char separator) {
    List<String> out = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int to = text.indexOf(separator, from);
      to = to < 0 ? text.length() : to;
      if (to > from) {
        out.add(text.substring(from, to));
      }
      from = to + 1;
    }
    return out;
  }
}
