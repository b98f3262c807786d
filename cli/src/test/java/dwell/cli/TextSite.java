package dwell.cli;

import dwell.incident.Incident;
import dwell.incident.IncidentJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hosts that write text logs while a story is told in code: what a daemon would have written, in
 * the syslog style of the site, whichever zone its hosts are in. Times are UTC, {@code "DAY
 * HH:MM:SS"}, day 1 being 2025-03-01.
 */
final class TextSite {
  private static final Instant DAY_ONE = Instant.parse("2025-03-01T00:00:00Z");

  /** How the hosts' syslog stamps records. */
  enum Style {
    /** RFC 3164, section 4.1.2: local time, no year. */
    RFC_3164(ZoneId.of("America/Chicago")),
    /** RFC 5424, section 6.2.3: with offset and microseconds. */
    ISO(ZoneId.of("Asia/Kolkata"));

    final ZoneId zone;

    Style(ZoneId zone) {
      this.zone = zone;
    }
  }

  final Style style;
  private final Map<String, TextHost> hosts = new TreeMap<>();
  private long next = 1200;

  TextSite(Style style) {
    this.style = style;
  }

  static Instant at(String time) {
    String[] parts = time.split("[ :]");
    return DAY_ONE.plusSeconds(
        (Long.parseLong(parts[0]) - 1) * 86_400
            + Long.parseLong(parts[1]) * 3600
            + Long.parseLong(parts[2]) * 60
            + Long.parseLong(parts[3]));
  }

  /** The next free process id; ports are made from it too. */
  long next() {
    next += 3;
    return next;
  }

  TextHost host(String name, String address) {
    return hosts.computeIfAbsent(name, k -> new TextHost(this, name, address));
  }

  /** Everybody on the internet is tried, all the time: names from everybody's lists, few times. */
  void noise(TextHost host, int days) {
    String[] names = {"root", "admin", "test", "ubuntu", "oracle", "pi", "git", "user"};
    for (int i = 0; i < days * 12; i++) {
      Instant time = DAY_ONE.plusSeconds(3000 + i * 7200L + (i * 37) % 1800);
      String name = names[i % names.length];
      host.refuse(time, name, "198.18." + i % 200 + "." + (i * 7 % 250 + 1), !name.equals("root"));
    }
  }

  /** Writes the evidence, one folder a host, as on its disk. */
  void write(Path folder) throws IOException {
    for (TextHost host : hosts.values()) {
      StringBuilder names = new StringBuilder("127.0.0.1 localhost\n");
      hosts.values().forEach(h -> names.append(h.address).append(' ').append(h.name).append('\n'));
      for (Map.Entry<String, byte[]> file : host.files(names.toString()).entrySet()) {
        Path path = folder.resolve(host.name).resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
        Files.setLastModifiedTime(path, FileTime.from(host.written(file.getKey())));
      }
    }
  }

  /** Writes the evidence, analyzes it, and reads the incident. */
  Incident analyze(Path folder) throws IOException {
    write(folder.resolve("evidence"));
    CommandRun run =
        CommandRun.of(
            "analyze", folder.resolve("evidence"), "--case", folder.resolve("case"), "--quiet");
    if (run.code() != 0) {
      throw new IOException("analyze ended with " + run.code() + ": " + run.err());
    }
    try (InputStream in = Files.newInputStream(folder.resolve("case/incident.json"))) {
      return IncidentJson.read(in);
    }
  }
}
