package dwell.time;

import static java.time.temporal.ChronoUnit.DAYS;

import dwell.event.EventTime.YearBasis;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Infers the years of one file from what bounds it from above (its own time, the next file of its
 * rotation, the latest time of the evidence) and from what it holds (a record with a year, weekday
 * names, a leap day).
 *
 * <p>The first record is put into the latest year in which it does not lie after the bound; read to
 * its end, the file's last record must not lie after it either. What the file holds goes before the
 * bound: a restored file has the time of its restoration.
 */
public final class InferredYears implements YearInference {
  /** How many weekday names and leap days are kept as proof. */
  private static final int MAX_PROOFS = 64;

  /** How many years from the bound a proof is looked for. */
  private static final int REACH = 28;

  /** Clocks of the file's host and of the file system may differ by a zone. */
  private static final int SLACK_DAYS = 1;

  /** A log that is still written, or was rotated, has the time of its last record. */
  private static final int LOOSE_DAYS = 31;

  /** A date that the file has, with its year told as years after the start year. */
  private record Proof(int after, int month, int day, int weekday) {}

  private final @Nullable LocalDate bound;
  private final YearBasis basis;
  private String rule;
  private int start;
  private boolean fixed;

  private @Nullable YearWalk walk;
  private int lastMonth;
  private int lastDay;
  private int lastYear;
  private final List<Proof> proofs = new ArrayList<>();
  private int proofDate;
  private @Nullable Integer recordedShift;

  private InferredYears(
      int start, boolean fixed, @Nullable LocalDate bound, YearBasis basis, String rule) {
    this.start = start;
    this.fixed = fixed;
    this.bound = bound;
    this.basis = basis;
    this.rule = rule;
  }

  /** The analyst said in which year the file begins. */
  public static InferredYears given(int year) {
    return new InferredYears(year, true, null, YearBasis.GIVEN, "the year was given");
  }

  /**
   * The file has no record after {@code bound}.
   *
   * @param zone the zone of the file's host
   * @param why what the bound is, for people: {@code the file's own time}
   */
  public static InferredYears before(Instant bound, ZoneId zone, String why) {
    LocalDate date = LocalDate.ofInstant(bound, zone);
    return new InferredYears(
        date.getYear(), false, date, YearBasis.INFERRED, why + " (" + date + ")");
  }

  @Override
  public int startYear() {
    return start;
  }

  @Override
  public YearBasis basis() {
    return basis;
  }

  @Override
  public String rule() {
    return rule;
  }

  @Override
  public int observe(int month, int day, int weekday) {
    YearWalk walked = walk;
    if (walked == null) {
      if (!fixed && bound != null) {
        start = latestYear(month, day, bound);
      }
      walked = new YearWalk(start);
      walk = walked;
    }
    lastYear = walked.next(month, day);
    lastMonth = month;
    lastDay = day;
    boolean leapDay = month == 2 && day == 29;
    if ((weekday > 0 || leapDay) && proofs.size() < MAX_PROOFS) {
      int date = (lastYear * 12 + month) * 31 + day;
      if (date != proofDate) {
        proofDate = date;
        proofs.add(new Proof(lastYear - start, month, day, weekday));
      }
    }
    return lastYear;
  }

  @Override
  public void recorded(int year, int month, int day) {
    if (walk != null && recordedShift == null) {
      // The walk's own rule says which year the recorded date would have had.
      recordedShift = year - new YearWalk(walk.at()).next(month, day);
    }
  }

  @Override
  public boolean contradicted() {
    return basis == YearBasis.INFERRED && walk != null && best().year != start;
  }

  @Override
  public YearInference corrected() {
    Choice best = best();
    return new InferredYears(best.year, true, bound, basis, best.rule);
  }

  @Override
  public boolean loose() {
    return walk != null
        && basis == YearBasis.INFERRED
        && bound != null
        && proofs.isEmpty()
        && recordedShift == null
        && date(lastYear, lastMonth, lastDay).plusDays(LOOSE_DAYS).isBefore(bound);
  }

  @Override
  public YearInference nearest(Instant time, ZoneId zone, String why) {
    LocalDate near = LocalDate.ofInstant(time, zone);
    LocalDate best = date(latestYear(lastMonth, lastDay, near), lastMonth, lastDay);
    LocalDate next = date(best.getYear() + 1, lastMonth, lastDay);
    boolean allowed = bound == null || !next.isAfter(bound.plusDays(SLACK_DAYS));
    if (allowed && DAYS.between(near, next) < DAYS.between(best, near)) {
      best = next;
    }
    return new InferredYears(
        start + best.getYear() - lastYear, true, bound, basis, why + " (" + near + ")");
  }

  /** The date, or the last of February where the year has no leap day. */
  private static LocalDate date(int year, int month, int day) {
    return month == 2 && day == 29 && !Year.isLeap(year)
        ? LocalDate.of(year, 2, 28)
        : LocalDate.of(year, month, day);
  }

  private record Choice(int year, String rule) {}

  private Choice best() {
    if (recordedShift != null) {
      return new Choice(start + recordedShift, "a record of the file that has its year");
    }
    int latest = start;
    if (bound != null) {
      latest += latestYear(lastMonth, lastDay, bound) - lastYear;
    }
    String byBound = latest == start ? rule : rule + ", which the last record must not pass";
    if (proofs.isEmpty() || fits(latest)) {
      return new Choice(latest, byBound);
    }
    for (int distance = 1; distance <= REACH; distance++) {
      if (fits(latest - distance)) {
        return new Choice(latest - distance, proofRule());
      }
    }
    for (int distance = 1; distance <= REACH; distance++) {
      if (fits(latest + distance)) {
        return new Choice(latest + distance, proofRule());
      }
    }
    return new Choice(latest, byBound);
  }

  private String proofRule() {
    for (Proof proof : proofs) {
      if (proof.weekday > 0) {
        return "weekday names in the file";
      }
    }
    return "a leap day in the file";
  }

  private boolean fits(int year) {
    for (Proof proof : proofs) {
      int at = year + proof.after;
      if (proof.month == 2 && proof.day == 29 && !Year.isLeap(at)) {
        return false;
      }
      if (proof.weekday > 0 && weekday(at, proof.month, proof.day) != proof.weekday) {
        return false;
      }
    }
    return true;
  }

  private static int weekday(int year, int month, int day) {
    return (int) Math.floorMod(Stamp.epochDay(year, month, day) + 3, 7L) + 1;
  }

  /** The latest year in which the date does not lie after the bound. */
  private static int latestYear(int month, int day, LocalDate bound) {
    LocalDate last = bound.plusDays(SLACK_DAYS);
    int year = last.getYear();
    LocalDate date;
    try {
      date = LocalDate.of(year, month, day);
    } catch (DateTimeException e) {
      // The leap day, in a year that has none.
      date = LocalDate.of(year, month, 28);
    }
    return date.isAfter(last) ? year - 1 : year;
  }
}
