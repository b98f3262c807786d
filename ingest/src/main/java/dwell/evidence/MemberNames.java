package dwell.evidence;

import java.util.HashMap;
import java.util.Map;

/**
 * The paths of an archive's members: without {@code ./} and a leading {@code /}, as they would be
 * below the archive's root. A name that climbs out of the root ({@code ..}) is kept, with {@code
 * \x2e\x2e} in its place, and a name that comes again is kept with {@code #2}, so that no member
 * hides another.
 */
final class MemberNames {
  private final String prefix;
  private final Map<String, Integer> seen = new HashMap<>();

  MemberNames(String prefix) {
    this.prefix = prefix;
  }

  /** A member's path within the evidence root; empty for the root of the archive itself. */
  String path(String name) {
    StringBuilder path = new StringBuilder(prefix.length() + name.length()).append(prefix);
    int from = 0;
    while (from < name.length()) {
      int slash = name.indexOf('/', from);
      int to = slash < 0 ? name.length() : slash;
      String part = name.substring(from, to);
      if (!part.isEmpty() && !part.equals(".")) {
        if (path.length() > prefix.length()) {
          path.append('/');
        }
        path.append(part.equals("..") ? "\\x2e\\x2e" : part);
      }
      from = to + 1;
    }
    return path.length() == prefix.length() ? "" : path.toString();
  }

  /** Whether a member's name climbs. */
  static boolean climbs(String name) {
    return name.equals("..")
        || name.startsWith("../")
        || name.endsWith("/..")
        || name.contains("/../");
  }

  /** The path for one more member, distinct from those before it. */
  String distinct(String path) {
    int count = seen.merge(path, 1, Integer::sum);
    return count == 1 ? path : distinct(path + '#' + count);
  }
}
