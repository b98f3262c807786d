package dwell.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Other names of the same length, for the names that an evidence folder itself tells: its hosts,
 * the accounts with a home, and what the caller adds. Addresses keep which networks they share, and
 * private ones stay private. The same length keeps binary records and length prefixes valid.
 */
final class MovedNames {
  private static final Pattern ADDRESS =
      Pattern.compile("(?<![\\w.])(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?![\\w])");

  /** What auditd writes for text with blanks or quotes in it: audit_encode_nv_string(3). */
  private static final Pattern HEX = Pattern.compile("(?<==)(?:[0-9A-F]{2}){3,}(?![0-9A-Za-z])");

  private final Map<String, String> names = new TreeMap<>();
  private final Pattern known;

  private MovedNames(Collection<String> names) {
    for (String name : names) {
      String other = name;
      do {
        other = rotated(other);
      } while (names.contains(other) || this.names.containsValue(other));
      this.names.put(name, other);
    }
    // The longest first: an alternation takes the first that fits.
    List<String> byLength =
        this.names.keySet().stream()
            .sorted((a, b) -> b.length() - a.length())
            .map(Pattern::quote)
            .toList();
    this.known =
        byLength.isEmpty()
            ? Pattern.compile("(?!)")
            : Pattern.compile(
                "(?<![A-Za-z0-9_])(?:" + String.join("|", byLength) + ")(?![A-Za-z0-9_])");
  }

  /** Nothing gets another name. */
  static MovedNames none() {
    return new MovedNames(List.of());
  }

  /**
   * Other names for the hosts and people of an evidence folder, one folder a host.
   *
   * @param more names of databases, their accounts and their tables, which no file tells as such
   */
  static MovedNames of(Path evidence, Collection<String> more) throws IOException {
    TreeSet<String> names = new TreeSet<>(more);
    TreeSet<String> system = new TreeSet<>();
    try (Stream<Path> hosts = Files.list(evidence)) {
      for (Path host : hosts.toList()) {
        names.add(Files.readString(host.resolve("etc/hostname"), UTF_8).strip());
        for (String line : Files.readAllLines(host.resolve("etc/passwd"), UTF_8)) {
          String[] fields = line.split(":", -1);
          (fields[5].startsWith("/home/") ? names : system).add(fields[0]);
        }
      }
    }
    names.removeAll(system);
    return new MovedNames(names);
  }

  private static String rotated(String name) {
    StringBuilder out = new StringBuilder();
    for (char c : name.toCharArray()) {
      out.append(
          c >= 'a' && c <= 'z'
              ? (char) ('a' + (c - 'a' + 11) % 26)
              : c >= '0' && c <= '9' ? (char) ('0' + (c - '0' + 3) % 10) : c);
    }
    return out.toString();
  }

  /** The text under the other names, as long as before. */
  String renamed(String text) {
    if (names.isEmpty()) {
      return text;
    }
    String plain = known.matcher(text).replaceAll(m -> names.getOrDefault(m.group(), m.group()));
    String addressed = ADDRESS.matcher(plain).replaceAll(MovedNames::address);
    String placed = addressed.replace("/var/www/", "/srv/web/");
    return placed.contains("audit(") ? HEX.matcher(placed).replaceAll(this::encoded) : placed;
  }

  private String encoded(java.util.regex.MatchResult found) {
    byte[] bytes = HexFormat.of().parseHex(found.group());
    for (byte b : bytes) {
      if (b != 0 && (b < ' ' || b > '~')) {
        return found.group();
      }
    }
    String text = new String(bytes, ISO_8859_1);
    return HexFormat.of().withUpperCase().formatHex(renamed(text).getBytes(ISO_8859_1));
  }

  private static String address(java.util.regex.MatchResult found) {
    int[] octets = new int[4];
    for (int i = 0; i < 4; i++) {
      octets[i] = Integer.parseInt(found.group(i + 1));
    }
    if (Stream.of(0, 1, 2, 3).anyMatch(i -> octets[i] > 255)) {
      return Matcher.quoteReplacement(found.group());
    }
    moved(octets);
    return octets[0] + "." + octets[1] + "." + octets[2] + "." + octets[3];
  }

  /** Moves the four octets of an address in place. */
  void moveBytes(byte[] record, int at) {
    if (names.isEmpty()) {
      return;
    }
    int[] octets = new int[4];
    for (int i = 0; i < 4; i++) {
      octets[i] = record[at + i] & 0xff;
    }
    moved(octets);
    for (int i = 0; i < 4; i++) {
      record[at + i] = (byte) octets[i];
    }
  }

  private static void moved(int[] octets) {
    int first = octets[0];
    if (first == 0 || first == 127 || first >= 224) {
      return;
    }
    if (first == 10) {
      octets[1] = other(octets[1]);
    } else if (first == 192 && octets[1] == 168 || first == 169) {
      octets[2] = other(octets[2]);
    } else if (first == 172 && octets[1] >= 16 && octets[1] < 32) {
      octets[1] = 16 + (octets[1] - 16 + 5) % 16;
    } else {
      do {
        octets[0] = other(octets[0]);
      } while (List.of(0, 10, 100, 127, 169, 172, 192).contains(octets[0]) || octets[0] >= 224);
    }
    octets[2] = other(octets[2]);
  }

  /** Another octet with as many digits. */
  private static int other(int octet) {
    int low = octet < 10 ? 0 : octet < 100 ? 10 : octet < 200 ? 100 : 200;
    int size = octet < 10 ? 10 : octet < 100 ? 90 : octet < 200 ? 100 : 56;
    return low + (octet - low + 7) % size;
  }
}
