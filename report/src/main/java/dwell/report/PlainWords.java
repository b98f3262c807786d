package dwell.report;

import dwell.incident.Incident;
import dwell.incident.PhaseName;
import dwell.incident.Stamp;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An incident in words for people who read no logs. None of them comes from the evidence. */
final class PlainWords {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm 'UTC'", Locale.ENGLISH);

  private PlainWords() {}

  /** {@code 12 June 2025}. */
  static String day(Stamp stamp) {
    return DAY.format(stamp.instant().atOffset(ZoneOffset.UTC));
  }

  /** {@code 12 June 2025 at 22:31 UTC}; null where it is not known. */
  static @Nullable String moment(@Nullable Stamp stamp) {
    return stamp == null ? null : MOMENT.format(stamp.instant().atOffset(ZoneOffset.UTC));
  }

  /** {@code 22:41 UTC} where it is the same day as {@code from}; with the day otherwise. */
  static String until(Stamp from, Stamp to) {
    String whole = MOMENT.format(to.instant().atOffset(ZoneOffset.UTC));
    return day(from).equals(day(to)) ? whole.substring(whole.indexOf(" at ") + 4) : whole;
  }

  /** {@code 10 hours 12 minutes}, {@code 10 hours to 2 days 1 hour}, {@code at least …}. */
  static String range(Incident.Range range) {
    String low = duration(range.low());
    Double high = range.high();
    if (high == null) {
      return "at least " + low;
    }
    String most = duration(high);
    return low.equals(most) ? low : low + " to " + most;
  }

  /** Two units at most, to the minute. */
  static String duration(double seconds) {
    long minutes = Math.round(seconds / 60);
    List<String> parts = new ArrayList<>();
    add(parts, minutes / 1440, "day");
    add(parts, minutes % 1440 / 60, "hour");
    add(parts, minutes % 60, "minute");
    return parts.isEmpty()
        ? "less than a minute"
        : String.join(" ", parts.subList(0, Math.min(2, parts.size())));
  }

  private static void add(List<String> parts, long number, String unit) {
    if (number > 0) {
      parts.add(Numbers.count(number) + " " + unit + (number == 1 ? "" : "s"));
    }
  }

  static String stillInside(Incident.Dwell dwell) {
    return switch (dwell.stillInside()) {
      case "yes" -> "yes";
      case "no" -> "no";
      default -> "not known: assume yes";
    };
  }

  /** What they did in a phase, as a clause whose subject is not named. */
  static String phase(PhaseName phase) {
    return switch (phase) {
      case RECONNAISSANCE -> "Attempts to find a way in";
      case INITIAL_ACCESS -> "First access";
      case EXECUTION -> "Programs run on our systems";
      case PRIVILEGE_ESCALATION -> "Full control of a machine gained";
      case PERSISTENCE -> "Ways to come back set up";
      case CREDENTIAL_ACCESS -> "Stored passwords or keys read";
      case DISCOVERY -> "Our systems explored";
      case LATERAL_MOVEMENT -> "Another of our systems entered";
      case COLLECTION -> "Data read or gathered";
      case EXFILTRATION -> "Data sent out of our systems";
      case DEFENSE_EVASION -> "Attempts to hide what was done";
      case DETECTION -> "Noticed by us";
      case EVICTION -> "Access taken away by us";
      case RE_ENTRY -> "Attempts to come back";
    };
  }
}
