package dwell.evidence;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code log_line_prefix} of each PostgreSQL cluster: PostgreSQL manual, "Setting Parameters"
 * (20.1), and where Debian ({@code etc/postgresql/VERSION/NAME}) and Red Hat ({@code
 * var/lib/pgsql/VERSION/data}) keep it.
 */
final class PostgresSettings {
  private static final String NAME = "log_line_prefix";

  private PostgresSettings() {}

  /** Prefix by cluster: {@code 15/main}, {@code 15}, or empty where nothing names it. */
  static Map<String, String> prefixes(String root, SurveyFiles files) {
    Map<String, String> prefixes = new TreeMap<>();
    Map<String, String> fromOthers = new TreeMap<>();
    // Within one cluster, a later file goes before an earlier one: postgresql.conf, then conf.d in
    // order of
    // name, then what ALTER SYSTEM wrote.
    files.below(
        root + "etc/postgresql/",
        (path, text) -> {
          String inside = path.substring(root.length() + "etc/postgresql/".length());
          take(
              text, folder(inside, 2), inside.endsWith("/postgresql.conf") ? prefixes : fromOthers);
        });
    files.below(
        root + "var/lib/pgsql/",
        (path, text) -> {
          String inside = path.substring(root.length() + "var/lib/pgsql/".length());
          String cluster = inside.startsWith("data/") ? "" : folder(inside, 1);
          take(text, cluster, path.endsWith(".auto.conf") ? fromOthers : prefixes);
        });
    prefixes.putAll(fromOthers);
    files.below(
        root + "var/lib/postgresql/",
        (path, text) ->
            take(
                text,
                folder(path.substring(root.length() + "var/lib/postgresql/".length()), 2),
                prefixes));
    return prefixes;
  }

  private static void take(String text, String cluster, Map<String, String> prefixes) {
    String prefix = prefix(text);
    if (prefix != null) {
      prefixes.put(cluster, prefix);
    }
  }

  /** The first {@code count} folders of a path. */
  private static String folder(String path, int count) {
    int slash = -1;
    for (int i = 0; i < count; i++) {
      int next = path.indexOf('/', slash + 1);
      if (next < 0) {
        break;
      }
      slash = next;
    }
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** The last value that a settings file gives; null where it gives none. */
  static @Nullable String prefix(String text) {
    String prefix = null;
    for (String line : text.lines().toList()) {
      String content = line.stripLeading();
      // Names of parameters are not case sensitive; the equals sign may be left out.
      if (content.regionMatches(true, 0, NAME, 0, NAME.length())) {
        String rest = content.substring(NAME.length());
        String value = rest.stripLeading();
        boolean parted = value.length() < rest.length();
        if (value.startsWith("=")) {
          prefix = value(value.substring(1).stripLeading());
        } else if (parted) {
          prefix = value(value);
        }
      }
    }
    return prefix;
  }

  /**
   * A value: bare up to white space or a comment, or in quotes, where a quote is doubled or
   * escaped.
   */
  private static String value(String text) {
    StringBuilder value = new StringBuilder();
    if (!text.startsWith("'")) {
      for (int i = 0;
          i < text.length() && !Character.isWhitespace(text.charAt(i)) && text.charAt(i) != '#';
          i++) {
        value.append(text.charAt(i));
      }
      return value.toString();
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean more = i + 1 < text.length();
      if (c == '\'' && !(more && text.charAt(i + 1) == '\'')) {
        break;
      }
      if (more && (c == '\'' || c == '\\')) {
        i++;
        value.append(c == '\'' ? c : escaped(text.charAt(i)));
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      default -> c;
    };
  }
}
