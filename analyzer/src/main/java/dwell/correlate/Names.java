package dwell.correlate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Strings as small numbers, in order of their first use. */
final class Names {
  private final Map<String, Integer> codes = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** The code of a name; -1 where it is new and {@code most} names are known already. */
  int code(String name, int most) {
    Integer known = codes.get(name);
    if (known != null) {
      return known;
    }
    if (names.size() >= most) {
      return -1;
    }
    codes.put(name, names.size());
    names.add(name);
    return names.size() - 1;
  }

  String name(int code) {
    return names.get(code);
  }
}
