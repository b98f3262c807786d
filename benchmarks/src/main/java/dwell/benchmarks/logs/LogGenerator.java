package dwell.benchmarks.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Makes logs: the same kind, size, seed and number of hosts give the same bytes. */
public final class LogGenerator {
  /** How many hosts write, where that is not told. */
  public static final int HOSTS = 12;

  private static final String USAGE =
      """
      usage: java LogGenerator.java KIND BYTES SEED FILE [HOSTS]
        KIND   %s
        BYTES  as 100M or 1G (decimal); the log ends with the record that reaches it
        SEED   the same seed gives the same bytes
        HOSTS  how many hosts write, %d where not given
      """;

  private LogGenerator() {}

  /**
   * Writes a log.
   *
   * @param bytes the least size; the last record is whole
   * @return the number of records
   */
  public static long generate(LogKind kind, long bytes, long seed, int hosts, OutputStream stream) {
    LogOutput out = new LogOutput(stream);
    LogSource source = kind.source(Setting.of(seed, hosts, out));
    while (out.written() < bytes) {
      source.write();
    }
    out.flush();
    return out.records();
  }

  /** A log of {@link #HOSTS} hosts in memory. */
  public static byte[] bytes(LogKind kind, int bytes, long seed) {
    ByteArrayOutputStream log = new ByteArrayOutputStream(bytes + (1 << 12));
    generate(kind, bytes, seed, HOSTS, log);
    return log.toByteArray();
  }

  public static void main(String[] arguments) throws IOException {
    LogKind kind = arguments.length == 0 ? null : LogKind.of(arguments[0]).orElse(null);
    if (kind == null || arguments.length < 4 || arguments.length > 5) {
      System.err.printf(Locale.ROOT, USAGE, LogKind.names(), HOSTS);
      System.exit(2);
      return;
    }
    long bytes = size(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    int hosts = arguments.length == 5 ? Integer.parseInt(arguments[4]) : HOSTS;
    try (OutputStream stream = Files.newOutputStream(Path.of(arguments[3]))) {
      long records = generate(kind, bytes, seed, hosts, stream);
      System.err.printf(Locale.ROOT, "%s: %,d records%n", arguments[3], records);
    }
  }

  /** Bytes told as a number, with K, M or G behind it for thousands, millions, billions. */
  static long size(String text) {
    int last = text.length() - 1;
    long unit =
        switch (text.isEmpty() ? '?' : Character.toUpperCase(text.charAt(last))) {
          case 'K' -> 1_000L;
          case 'M' -> 1_000_000L;
          case 'G' -> 1_000_000_000L;
          default -> 1L;
        };
    return Math.multiplyExact(Long.parseLong(unit == 1 ? text : text.substring(0, last)), unit);
  }
}
