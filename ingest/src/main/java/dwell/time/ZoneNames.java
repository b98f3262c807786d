package dwell.time;

import dwell.time.HostClock.Certainty;
import dwell.time.HostClock.Run;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Abbreviations of zones in stamps, as {@code %Z} of {@code strftime(3)} writes them. An
 * abbreviation is not a zone: {@code IST} is India, Israel or Ireland. The clock of the host
 * decides where it uses that abbreviation itself; else the meaning that most of its users have,
 * with the distance to the farthest other as error.
 */
final class ZoneNames {
  /**
   * What an abbreviation means.
   *
   * @param offset seconds east of UTC
   * @param error seconds by which that may be off
   */
  record Meaning(int offset, int error) {}

  private static final DateTimeFormatter SHORT_NAME =
      DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

  private static final Map<String, Meaning> MEANINGS = new HashMap<>();

  static {
    sure("UTC", 0);
    sure("UCT", 0);
    sure("GMT", 0);
    sure("WET", 0);
    sure("WEST", 60);
    sure("CET", 60);
    sure("CEST", 120);
    sure("MET", 60);
    sure("MEST", 120);
    sure("EET", 120);
    sure("EEST", 180);
    sure("MSK", 180);
    sure("EST", -300);
    sure("EDT", -240);
    sure("MDT", -360);
    sure("PST", -480);
    sure("PDT", -420);
    sure("AKST", -540);
    sure("AKDT", -480);
    sure("HST", -600);
    sure("NST", -210);
    sure("NDT", -150);
    sure("ADT", -180);
    sure("JST", 540);
    sure("KST", 540);
    sure("HKT", 480);
    sure("PKT", 300);
    sure("WIB", 420);
    sure("WITA", 480);
    sure("WIT", 540);
    sure("SAST", 120);
    sure("CAT", 120);
    sure("EAT", 180);
    sure("WAT", 60);
    sure("AWST", 480);
    sure("ACST", 570);
    sure("ACDT", 630);
    sure("AEST", 600);
    sure("AEDT", 660);
    sure("NZST", 720);
    sure("NZDT", 780);
    sure("MST", -420);
    sure("AST", -240);
    // China and Cuba, too.
    several("CST", -360, 480);
    several("CDT", -300, -240);
    // India; Israel and Ireland, too.
    several("IST", 330, 60);
    // Britain; Bangladesh, too.
    several("BST", 60, 360);
  }

  private static final byte[][] KNOWN =
      MEANINGS.keySet().stream()
          .sorted()
          .map(name -> name.getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);

  private ZoneNames() {}

  /** Whether {@code b[from, to)} is an abbreviation that has a meaning here. */
  static boolean known(byte[] b, int from, int to) {
    for (byte[] name : KNOWN) {
      if (Arrays.equals(b, from, to, name, 0, name.length)) {
        return true;
      }
    }
    return false;
  }

  private static void sure(String name, int minutes) {
    MEANINGS.put(name, new Meaning(minutes * 60, 0));
  }

  private static void several(String name, int minutes, int farthest) {
    MEANINGS.put(name, new Meaning(minutes * 60, Math.abs(minutes - farthest) * 60));
  }

  /** What the abbreviation means at local times of {@code run}, or null where it is not known. */
  static @Nullable Meaning meaning(byte[] bytes, int from, int to, HostClock clock, Run run) {
    String name = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    Meaning known = MEANINGS.get(name);
    if (known != null && known.error == 0 || clock.zone() instanceof ZoneOffset) {
      return known;
    }
    // Any local second will do: the clock's name and offset do not change inside the run.
    long local = Math.clamp(0, run.from(), run.to() - 1);
    Instant early = Instant.ofEpochSecond(local - run.offset());
    Instant late = run.certainty() == Certainty.TWICE ? early.plusSeconds(run.length()) : early;
    for (Instant instant : new Instant[] {early, late}) {
      if (SHORT_NAME.format(instant.atZone(clock.zone())).equals(name)) {
        return new Meaning(clock.zone().getRules().getOffset(instant).getTotalSeconds(), 0);
      }
    }
    return known;
  }
}
