package dwell.time;

import dwell.event.EventTime.YearBasis;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The year of stamps that have none (RFC 3164), for one file read from its beginning.
 *
 * <p>A file's first record is taken to lie in {@link #startYear}; {@link YearWalk} is the rule from
 * one record to the next. Whoever reads the file in order calls {@link #observe}; whoever parses a
 * chunk begins with the walk that held where the chunk begins. When the file has been read, {@link
 * #contradicted} tells whether what it held proves the start year wrong: then the file must be read
 * again with {@link #corrected}.
 */
public interface YearInference {
  /**
   * The year of the file's first record; before one was seen, the year it would have at the latest.
   */
  int startYear();

  /** How the year is known. */
  YearBasis basis();

  /** Which rule gave the start year, for people, in a few words. */
  String rule();

  /**
   * Told of each record's month (1 to 12) and day, in file order; gives the record's year.
   *
   * @param weekday 1 for Monday to 7, where the record has it, else 0
   */
  int observe(int month, int day, int weekday);

  /** Told of each record's month (1 to 12) and day, in file order; gives the record's year. */
  default int observe(int month, int day) {
    return observe(month, day, 0);
  }

  /** Told of a record of the same file that has its year. */
  void recorded(int year, int month, int day);

  /**
   * Told of each record's stamp, in file order; gives it the year that it lacks.
   *
   * @return how the year is known; null for a moment that the stamp has whole
   */
  default @Nullable YearBasis complete(Stamp stamp) {
    if (!stamp.yearRecorded()) {
      stamp.year(observe(stamp.month(), stamp.day(), stamp.weekday()));
      return basis();
    }
    recorded(stamp.year(), stamp.month(), stamp.day());
    return stamp.zoned() ? null : YearBasis.RECORDED;
  }

  /** Whether the file, read to its end, proves the start year wrong. */
  boolean contradicted();

  /** The inference for another pass. */
  YearInference corrected();

  /**
   * Whether the file's last record lies so long before what bounds it that the bound says little: a
   * copied file has the time of its copying.
   */
  boolean loose();

  /**
   * The inference for another pass in which the last record is as near as can be to a time at which
   * the host is known to have written records, and not after what bounds the file.
   *
   * @param why what that time is, for people
   */
  YearInference nearest(Instant time, ZoneId zone, String why);
}
