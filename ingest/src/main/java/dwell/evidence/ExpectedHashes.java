package dwell.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hashes that the collector wrote down ({@code --expect FILE}), held against what was read.
 * Reads
 *
 * <ul>
 *   <li>sha256sum(1): {@code HASH␠␠NAME}, {@code HASH␠*NAME}, and {@code \HASH␠␠NAME} with {@code
 *       \\}, {@code \n}, {@code \r} in the name;
 *   <li>the same with {@code --tag}: {@code SHA256 (NAME) = HASH};
 *   <li>lists with commas, semicolons or tabs, quoted or not, one column of which holds the hash
 *       and another the path, as collectors write them.
 * </ul>
 *
 * <p>Only SHA-256 is checked. Not safe for use by several threads: it remembers what it was asked.
 */
public final class ExpectedHashes {
  private static final int SHA256_DIGITS = 64;

  /** Hashes of other algorithms, by their number of digits: MD5, SHA-1, SHA-384, SHA-512. */
  private static final Set<Integer> OTHER_DIGITS = Set.of(32, 40, 96, 128);

  private final Map<String, String> byPath = new LinkedHashMap<>();
  private final Map<String, List<String>> byName = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();
  private final List<Fault> faults = new ArrayList<>();

  /** What a list says of a file. */
  public enum Verdict {
    /** Its hash is the one expected. */
    MATCH,
    /** Its hash is another, or it could not be read to the end. */
    MISMATCH,
    /** The list does not name it. */
    NOT_LISTED
  }

  private ExpectedHashes() {}

  /** Expects nothing. */
  public static ExpectedHashes none() {
    return new ExpectedHashes();
  }

  /**
   * Reads a list.
   *
   * @throws IOException where it cannot be read, or holds no SHA-256 at all
   */
  public static ExpectedHashes read(Path file) throws IOException {
    String name = FileNames.text(file);
    ExpectedHashes hashes = parse(name, Files.readAllBytes(file));
    if (hashes.byPath.isEmpty()) {
      throw new IOException(file + ": holds no SHA-256 and path that could be expected");
    }
    return hashes;
  }

  /**
   * Reads a list from bytes.
   *
   * @param name of the list, for faults
   */
  static ExpectedHashes parse(String name, byte[] bytes) {
    ExpectedHashes hashes = new ExpectedHashes();
    int unknown = 0;
    int otherAlgorithm = 0;
    int from = 0;
    while (from < bytes.length) {
      int to = from;
      while (to < bytes.length && bytes[to] != '\n') {
        to++;
      }
      String line = line(bytes, from, to);
      if (!line.isBlank() && line.charAt(0) != '#' && !hashes.take(line)) {
        if (otherHash(line)) {
          otherAlgorithm++;
        } else {
          unknown++;
        }
      }
      from = to + 1;
    }
    if (otherAlgorithm > 0) {
      hashes.faults.add(
          Fault.of(name, otherAlgorithm + " hashes are not SHA-256 and were not checked"));
    }
    // One line may be the heading of a table.
    if (unknown > 1) {
      hashes.faults.add(Fault.of(name, unknown + " lines hold no hash and path"));
    }
    return hashes;
  }

  private static String line(byte[] bytes, int from, int to) {
    int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    return FileNames.text(Arrays.copyOfRange(bytes, from, end));
  }

  /** Contradictions in the list itself. */
  public List<Fault> faults() {
    return List.copyOf(faults);
  }

  /**
   * Holds a file against the list.
   *
   * @param path within the evidence, or an archive's own name. The list may name it from another
   *     folder: then the longest end of the path that names one file of the list decides
   * @param sha256 lower-case hex; null where the file could not be read to the end
   */
  public Verdict check(String path, @Nullable String sha256) {
    String listed = listed(path);
    if (listed == null) {
      return Verdict.NOT_LISTED;
    }
    asked.add(listed);
    String expected = byPath.get(listed);
    return expected != null && expected.equals(sha256) ? Verdict.MATCH : Verdict.MISMATCH;
  }

  /** The files that the list names and nobody asked for, as the list names them. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>(byPath.keySet());
    missing.removeAll(asked);
    return missing;
  }

  private @Nullable String listed(String path) {
    if (byPath.containsKey(path)) {
      return path;
    }
    String best = null;
    int longest = 0;
    boolean twice = false;
    for (String candidate : byName.getOrDefault(name(path), List.of())) {
      boolean same = path.endsWith('/' + candidate) || candidate.endsWith('/' + path);
      if (same && candidate.length() >= longest) {
        twice = candidate.length() == longest;
        longest = candidate.length();
        best = candidate;
      }
    }
    return twice ? null : best;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private boolean take(String line) {
    boolean escaped = line.charAt(0) == '\\';
    String text = escaped ? line.substring(1) : line;
    if (text.length() > SHA256_DIGITS + 2
        && hex(text, 0, SHA256_DIGITS)
        && text.charAt(SHA256_DIGITS) == ' ') {
      char kind = text.charAt(SHA256_DIGITS + 1);
      int from = kind == ' ' || kind == '*' ? SHA256_DIGITS + 2 : SHA256_DIGITS + 1;
      String path = text.substring(from);
      return add(escaped ? unescaped(path) : path, text.substring(0, SHA256_DIGITS));
    }
    int equals = text.lastIndexOf(") = ");
    if (text.startsWith("SHA256 (") && equals > 0 && hex(text, equals + 4, text.length())) {
      String path = text.substring("SHA256 (".length(), equals);
      return add(escaped ? unescaped(path) : path, text.substring(equals + 4));
    }
    return table(line);
  }

  /**
   * A row of a table: the column that is a SHA-256, and the longest of the others that looks like a
   * path.
   */
  private boolean table(String line) {
    List<String> columns = columns(line);
    String hash = null;
    String path = null;
    for (String column : columns) {
      if (column.length() == SHA256_DIGITS && hex(column, 0, SHA256_DIGITS)) {
        hash = column;
      } else if (!column.isEmpty()
          && !OTHER_DIGITS.contains(column.length())
          && (path == null || weight(column) > weight(path))) {
        path = column;
      }
    }
    return hash != null && path != null && add(path, hash);
  }

  private static int weight(String column) {
    return column.length() + (column.indexOf('/') >= 0 ? 1 << 20 : 0);
  }

  /** RFC 4180, with semicolon or tab in place of the comma where there is one outside of quotes. */
  private static List<String> columns(String line) {
    char separator = line.indexOf('\t') >= 0 ? '\t' : line.indexOf(';') >= 0 ? ';' : ',';
    List<String> columns = new ArrayList<>();
    StringBuilder column = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        column.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        columns.add(column.toString().strip());
        column.setLength(0);
      } else {
        column.append(c);
      }
    }
    columns.add(column.toString().strip());
    return columns;
  }

  private static boolean otherHash(String line) {
    int at = 0;
    while (at < line.length() && Character.digit(line.charAt(at), 16) >= 0) {
      at++;
    }
    return OTHER_DIGITS.contains(at);
  }

  private boolean add(String name, String hash) {
    String path = new MemberNames("").path(name);
    if (path.isEmpty()) {
      return false;
    }
    String sha256 = hash.toLowerCase(Locale.ROOT);
    String before = byPath.put(path, sha256);
    if (before == null) {
      byName.computeIfAbsent(name(path), key -> new ArrayList<>()).add(path);
    } else if (!before.equals(sha256)) {
      faults.add(
          Fault.of(path, "the list of expected hashes names this file twice, with two hashes"));
    }
    return true;
  }

  private static boolean hex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return to - from == SHA256_DIGITS;
  }

  private static String unescaped(String name) {
    StringBuilder text = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\\' && i + 1 < name.length()) {
        char next = name.charAt(++i);
        text.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
