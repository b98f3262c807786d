package dwell.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled time zone file (TZif, RFC 8536), as {@code etc/localtime} is where it is a copy and
 * not a link. It does not hold the zone's name: the zone is found by its behaviour since {@link
 * #SINCE}.
 */
final class TimeZoneFile {
  /** Logs are younger; before it, zones differ that are the same today. */
  private static final long SINCE = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

  private static final long UNTIL = Instant.parse("2037-01-01T00:00:00Z").getEpochSecond();
  private static final long STEP = 5L * 86_400;
  private static final int HEADER = 44;

  /**
   * Zones of the inhabited regions first, so that a behaviour shared by many gets a name people
   * know.
   */
  private static final List<String> REGIONS =
      List.of(
          "Etc/UTC",
          "Europe/",
          "America/",
          "Asia/",
          "Australia/",
          "Pacific/",
          "Africa/",
          "Atlantic/",
          "Indian/",
          "Etc/");

  private final long[] transitions;
  private final int[] offsets;
  private final int first;
  private final @Nullable PosixZone footer;

  private TimeZoneFile(long[] transitions, int[] offsets, int first, @Nullable PosixZone footer) {
    this.transitions = transitions;
    this.offsets = offsets;
    this.first = first;
    this.footer = footer;
  }

  /** Reads a file; null where it is none. */
  static @Nullable TimeZoneFile parse(byte[] bytes) {
    try {
      if (!magic(bytes, 0)) {
        return null;
      }
      if (bytes[4] == 0) {
        return body(bytes, 0, 4);
      }
      // Version 2 and later: the 32-bit body is followed by one with 64-bit times and the footer.
      int second = HEADER + length(bytes, 0, 4);
      return magic(bytes, second) ? body(bytes, second, 8) : null;
    } catch (IndexOutOfBoundsException e) {
      return null;
    }
  }

  private static boolean magic(byte[] bytes, int at) {
    return bytes.length >= at + HEADER
        && bytes[at] == 'T'
        && bytes[at + 1] == 'Z'
        && bytes[at + 2] == 'i'
        && bytes[at + 3] == 'f';
  }

  /** One of the six counts of a header: isut, isstd, leap, time, type, char. */
  private static int count(byte[] bytes, int at, int which) {
    int count = ByteBuffer.wrap(bytes).getInt(at + 20 + 4 * which);
    if (count < 0 || count > bytes.length) {
      throw new IndexOutOfBoundsException(count);
    }
    return count;
  }

  private static int length(byte[] bytes, int at, int timeSize) {
    return count(bytes, at, 3) * (timeSize + 1)
        + count(bytes, at, 4) * 6
        + count(bytes, at, 5)
        + count(bytes, at, 2) * (timeSize + 4)
        + count(bytes, at, 1)
        + count(bytes, at, 0);
  }

  private static TimeZoneFile body(byte[] bytes, int at, int timeSize) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int times = count(bytes, at, 3);
    int types = at + HEADER + times * (timeSize + 1);
    long[] transitions = new long[times];
    int[] offsets = new int[times];
    for (int i = 0; i < times; i++) {
      int place = at + HEADER + i * timeSize;
      transitions[i] = timeSize == 8 ? buffer.getLong(place) : buffer.getInt(place);
      int type = bytes[at + HEADER + times * timeSize + i] & 0xFF;
      offsets[i] = buffer.getInt(types + 6 * type);
    }
    int end = at + HEADER + length(bytes, at, timeSize);
    PosixZone footer = null;
    if (timeSize == 8 && end < bytes.length && bytes[end] == '\n') {
      int to = end + 1;
      while (bytes[to] != '\n') {
        to++;
      }
      footer = PosixZone.parse(new String(bytes, end + 1, to - end - 1, StandardCharsets.US_ASCII));
    }
    return new TimeZoneFile(transitions, offsets, buffer.getInt(types), footer);
  }

  /** Seconds east of Greenwich at a moment. */
  int offset(long epochSecond) {
    int at = Arrays.binarySearch(transitions, epochSecond);
    int before = at >= 0 ? at : -at - 2;
    if (before == transitions.length - 1 && footer != null) {
      return footer.offset(epochSecond);
    }
    return before < 0 ? first : offsets[before];
  }

  /** Whether a zone behaves like this file. */
  boolean agrees(ZoneId zone) {
    ZoneRules rules = zone.getRules();
    for (long moment = SINCE; moment < UNTIL; moment += STEP) {
      if (differs(rules, moment)) {
        return false;
      }
    }
    for (long transition : transitions) {
      if (transition > SINCE
          && transition < UNTIL
          && (differs(rules, transition) || differs(rules, transition - 1))) {
        return false;
      }
    }
    return true;
  }

  private boolean differs(ZoneRules rules, long moment) {
    return rules.getOffset(Instant.ofEpochSecond(moment)).getTotalSeconds() != offset(moment);
  }

  /** A zone that behaves like this file; null where there is none. */
  @Nullable ZoneId zone() {
    return ZoneId.getAvailableZoneIds().stream()
        .sorted(
            Comparator.comparingInt(TimeZoneFile::region).thenComparing(Comparator.naturalOrder()))
        .map(ZoneId::of)
        .filter(this::agrees)
        .findFirst()
        .orElseGet(this::fixed);
  }

  private static int region(String id) {
    for (int i = 0; i < REGIONS.size(); i++) {
      if (id.startsWith(REGIONS.get(i))) {
        return i;
      }
    }
    return REGIONS.size();
  }

  /** A zone file that somebody made, without daylight saving time. */
  private @Nullable ZoneId fixed() {
    int offset = offset(UNTIL);
    if (Math.abs(offset) > 18 * 3600) {
      return null;
    }
    ZoneId zone = ZoneOffset.ofTotalSeconds(offset);
    return agrees(zone) ? zone : null;
  }
}
