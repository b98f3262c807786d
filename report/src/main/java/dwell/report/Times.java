package dwell.report;

import dwell.incident.Incident;
import dwell.incident.Stamp;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Instants as people read them: UTC, and the host's own clock beside it where that differs. */
public final class Times {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT);

  private final Map<String, ZoneId> zones = new HashMap<>();

  Times(List<Incident.Host> hosts) {
    for (Incident.Host host : hosts) {
      ZoneId zone = zone(host.zone());
      if (zone != null) {
        zones.put(host.name(), zone);
      }
    }
  }

  /** {@code 2026-09-16 02:14:07.123}: as many digits as the source gave, three at most. */
  public static String utc(Stamp stamp) {
    return SECONDS.format(stamp.instant().atOffset(ZoneOffset.UTC)) + fraction(stamp);
  }

  /** The date alone. */
  public static String day(Stamp stamp) {
    return DAY.format(stamp.instant().atOffset(ZoneOffset.UTC));
  }

  /** {@code 02:14:07}, without its date. */
  public static String clock(Stamp stamp) {
    return CLOCK.format(stamp.instant().atOffset(ZoneOffset.UTC)) + fraction(stamp);
  }

  /** {@code 16 Sep 02:14}. */
  public static String brief(Stamp stamp) {
    return MINUTES.format(stamp.instant().atOffset(ZoneOffset.UTC));
  }

  /**
   * The clock of the host at that moment, {@code 2026-09-16 04:14:07 Europe/Berlin}; null where its
   * zone is not known or shows the same as UTC.
   */
  public @Nullable String local(Stamp stamp, @Nullable String host) {
    ZoneId zone = host == null ? null : zones.get(host);
    if (zone == null || zone.getRules().getOffset(stamp.instant()).equals(ZoneOffset.UTC)) {
      return null;
    }
    return SECONDS.format(stamp.instant().atZone(zone)) + " " + zone.getId();
  }

  private static String fraction(Stamp stamp) {
    int digits = Math.min(stamp.digits(), 3);
    if (digits == 0) {
      return "";
    }
    String millis = String.format(Locale.ROOT, "%03d", stamp.instant().getNano() / 1_000_000);
    return "." + millis.substring(0, digits);
  }

  private static @Nullable ZoneId zone(@Nullable String id) {
    if (id == null) {
      return null;
    }
    try {
      return ZoneId.of(id);
    } catch (DateTimeException unknown) {
      return null;
    }
  }
}
