package dwell.time;

/**
 * The rule by which the year of one record follows from that of the record before it. A date that
 * falls back by more than half a year lies in the next year. One that jumps ahead so far that the
 * other way round it is at most a month away is an old record from the year before: files are not
 * quite in order at the turn of a year. Any other jump ahead is a silence.
 */
public final class YearWalk {
  private static final int HALF_YEAR = 186;
  private static final int YEAR = 12 * 31;
  private static final int LATE = 31;

  private int year;
  private int month;
  private int day;

  /**
   * Where a walk stands.
   *
   * @param month of the last record, 0 where there was none yet
   */
  public record At(int year, int month, int day) {}

  /** A walk whose first record lies in {@code year}. */
  public YearWalk(int year) {
    this(new At(year, 0, 0));
  }

  /** A walk that goes on from where another stood. */
  public YearWalk(At at) {
    year = at.year;
    month = at.month;
    day = at.day;
  }

  public At at() {
    return new At(year, month, day);
  }

  /** The year of the next record, by its month (1 to 12) and day. */
  public int next(int nextMonth, int nextDay) {
    if (nextMonth == month && nextDay == day) {
      return year;
    }
    if (month != 0) {
      int ahead = (nextMonth - month) * 31 + nextDay - day;
      if (ahead < -HALF_YEAR) {
        year++;
      } else if (YEAR - ahead <= LATE) {
        year--;
      }
    }
    month = nextMonth;
    day = nextDay;
    return year;
  }
}
