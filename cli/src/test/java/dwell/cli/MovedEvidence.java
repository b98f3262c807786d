package dwell.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Copies evidence, one folder a host, under other names, at another time, and with each host in
 * another zone: instants stay what they were up to the shift, whatever a stamp's form. Binary
 * journals are left out.
 */
final class MovedEvidence {
  private final MovedNames names;
  private final Duration shift;
  private final Map<String, ZoneId> zones;
  private final int year;

  /**
   * @param shift whole seconds
   * @param zones the zone that each host goes to, by its name before; others stay where they are
   * @param year the year of stamps that have none
   */
  MovedEvidence(MovedNames names, Duration shift, Map<String, ZoneId> zones, int year) {
    this.names = names;
    this.shift = shift;
    this.zones = zones;
    this.year = year;
  }

  /** Copies all of it. */
  void copy(Path evidence, Path to) throws IOException {
    try (Stream<Path> hosts = Files.list(evidence)) {
      for (Path host : hosts.filter(Files::isDirectory).toList()) {
        String name = host.getFileName().toString();
        ZoneId from = ZoneId.of(Files.readString(host.resolve("etc/timezone")).strip());
        MovedTimes times = new MovedTimes(shift, from, zones.getOrDefault(name, from), year);
        host(host, to.resolve(names.renamed(name)), times);
      }
    }
  }

  private void host(Path host, Path to, MovedTimes times) throws IOException {
    try (Stream<Path> files = Files.walk(host)) {
      for (Path file :
          files.filter(f -> !Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS)).toList()) {
        String path = host.relativize(file).toString();
        if (path.startsWith("var/log/journal/")) {
          continue;
        }
        Path target = to.resolve(times.path(names.renamed(path)));
        Files.createDirectories(target.getParent());
        if (path.equals("etc/localtime")) {
          Files.createSymbolicLink(target, Path.of("/usr/share/zoneinfo/" + times.to()));
          continue;
        }
        Files.write(target, content(path, Files.readAllBytes(file), times));
        FileTime modified = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(target, FileTime.from(modified.toInstant().plus(shift)));
      }
    }
  }

  private byte[] content(String path, byte[] bytes, MovedTimes times) throws IOException {
    if (path.equals("etc/timezone")) {
      return (times.to() + "\n").getBytes(ISO_8859_1);
    }
    boolean log = path.startsWith("var/log/");
    if (path.endsWith(".gz")) {
      // What is no log may have been sent: its size is evidence.
      return log ? packed(text(unpacked(bytes), times)) : bytes;
    }
    return switch (path) {
      case "var/log/wtmp", "var/log/btmp" -> logins(bytes);
      case "var/log/lastlog" -> lastLogins(bytes);
      default -> text(bytes, times);
    };
  }

  private byte[] text(byte[] bytes, MovedTimes times) {
    return times.moved(names.renamed(new String(bytes, ISO_8859_1))).getBytes(ISO_8859_1);
  }

  private static byte[] unpacked(byte[] bytes) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /** The struct utmp of glibc on 64 bits: bits/utmp.h, little-endian, 384 bytes. */
  private byte[] logins(byte[] bytes) {
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + 384 <= bytes.length; at += 384) {
      word(bytes, at + 44, 32);
      word(bytes, at + 76, 256);
      later(all, at + 340);
      names.moveBytes(bytes, at + 348);
    }
    return bytes;
  }

  /** The struct lastlog of glibc: bits/utmp.h, 292 bytes. */
  private byte[] lastLogins(byte[] bytes) {
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + 292 <= bytes.length; at += 292) {
      later(all, at);
      word(bytes, at + 36, 256);
    }
    return bytes;
  }

  private void later(ByteBuffer all, int at) {
    int seconds = all.getInt(at);
    if (seconds != 0) {
      all.putInt(at, (int) (seconds + shift.toSeconds()));
    }
  }

  private void word(byte[] bytes, int at, int size) {
    byte[] moved = names.renamed(new String(bytes, at, size, ISO_8859_1)).getBytes(ISO_8859_1);
    System.arraycopy(moved, 0, bytes, at, size);
  }
}
