package dwell.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The zone a host keeps: localtime(5), which is what its programs go by; then {@code etc/timezone}
 * (Debian) and {@code etc/sysconfig/clock} (Red Hat before 7).
 */
final class ZoneSettings {
  private static final String DATABASE = "zoneinfo/";

  /** Moments of both halves of a year, by which two zones are told apart. */
  private static final Instant[] MOMENTS = {
    Instant.parse("2024-01-15T00:00:00Z"), Instant.parse("2024-07-15T00:00:00Z")
  };

  private ZoneSettings() {}

  /**
   * A zone.
   *
   * @param source the file that told it, as a path on the host
   */
  record Told(ZoneId zone, String source) {}

  /** The zone of the host whose root stands at {@code root}; null where its files do not tell. */
  static @Nullable Told zone(String root, SurveyFiles files, List<Fault> faults) {
    Told named = named(root, files);
    String path = root + "etc/localtime";
    String link = files.link(path);
    if (link != null) {
      ZoneId zone = ofLink(link);
      if (zone == null) {
        faults.add(Fault.of(path, "this link leads to no time zone that is known"));
        return named;
      }
      if (named != null && differ(named.zone, zone)) {
        faults.add(
            Fault.of(path, "another zone than in " + named.source + "; programs go by this one"));
      }
      return new Told(zone, "etc/localtime");
    }
    byte[] bytes = files.bytes(path);
    if (bytes == null) {
      return named;
    }
    TimeZoneFile file = TimeZoneFile.parse(bytes);
    if (file == null) {
      faults.add(Fault.of(path, "this is no time zone file (RFC 8536)"));
      return named;
    }
    if (named != null && file.agrees(named.zone)) {
      return named;
    }
    ZoneId zone = file.zone();
    if (zone == null) {
      faults.add(
          Fault.of(path, "the rules in this time zone file are those of no zone that is known"));
      return named;
    }
    if (named != null) {
      faults.add(
          Fault.of(path, "another zone than in " + named.source + "; programs go by this one"));
    }
    return new Told(zone, "etc/localtime");
  }

  private static @Nullable Told named(String root, SurveyFiles files) {
    String text = files.text(root + "etc/timezone");
    if (text != null) {
      for (String line : text.lines().toList()) {
        ZoneId zone = line.startsWith("#") ? null : ofName(line.strip());
        if (zone != null) {
          return new Told(zone, "etc/timezone");
        }
      }
    }
    String clock = files.text(root + "etc/sysconfig/clock");
    String name = clock == null ? null : HostSettings.assigned(clock, "ZONE");
    ZoneId zone = name == null ? null : ofName(name);
    return zone == null ? null : new Told(zone, "etc/sysconfig/clock");
  }

  /** The zone whose file a link leads to, by the name behind the zone database's folder. */
  private static @Nullable ZoneId ofLink(String target) {
    int at = target.lastIndexOf(DATABASE);
    if (at < 0) {
      return null;
    }
    String name = target.substring(at + DATABASE.length());
    for (String variant : new String[] {"posix/", "right/", "uclibc/"}) {
      if (name.startsWith(variant)) {
        name = name.substring(variant.length());
      }
    }
    return ofName(name);
  }

  private static @Nullable ZoneId ofName(String name) {
    try {
      return name.isEmpty() ? null : ZoneId.of(name.replace(' ', '_'), ZoneId.SHORT_IDS);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean differ(ZoneId one, ZoneId other) {
    for (Instant moment : MOMENTS) {
      if (!one.getRules().getOffset(moment).equals(other.getRules().getOffset(moment))) {
        return true;
      }
    }
    return false;
  }
}
