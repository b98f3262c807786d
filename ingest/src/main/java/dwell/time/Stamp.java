package dwell.time;

import org.jspecify.annotations.Nullable;

/**
 * The last time stamp that was read: a local date and time, and what the text said of zone and
 * year.
 *
 * <p>Reused, so that reading a stamp allocates nothing; one a thread. The readers ({@link
 * BsdStamp}, {@link IsoStamp}, {@link ClfStamp}, {@link EpochStamp}, {@link MysqlStamp}) fill it,
 * {@link RowClock} makes an instant of it.
 */
public final class Stamp {
  /** {@link #offset} of a stamp that has no offset. */
  public static final int NO_OFFSET = Integer.MIN_VALUE;

  private int year;
  private int month;
  private int day;
  private int secondOfDay;
  private long localSecond;
  private int nanos;
  private int digits;
  private int offset = NO_OFFSET;
  private boolean yearRecorded;
  private int weekday;
  private byte @Nullable [] zone;
  private int zoneFrom;
  private int zoneTo;

  /**
   * What was read last by {@link BsdStamp}, to see a repetition: its first and its last 8 bytes; 0
   * once the stamp holds more than those bytes say.
   */
  long keyHead;

  long keyTail;

  /** Seconds since 1970-01-01T00:00 local time: the local time read as if it were UTC. */
  public long localSecond() {
    return localSecond;
  }

  /** Nanoseconds of the second. */
  public int nanos() {
    return nanos;
  }

  /** Fraction digits that were written, 0 to 9. */
  public int digits() {
    return digits;
  }

  /** Seconds east of UTC, or {@link #NO_OFFSET}. */
  public int offset() {
    return offset;
  }

  /** Whether the stamp says its year; else {@link #year(int)} must be told. */
  public boolean yearRecorded() {
    return yearRecorded;
  }

  /** The year, as read or as told. */
  public int year() {
    return year;
  }

  /** 1 to 12. */
  public int month() {
    return month;
  }

  /** 1 to 31. */
  public int day() {
    return day;
  }

  /** The weekday that was written, 1 for Monday to 7; 0 where none was. */
  public int weekday() {
    return weekday;
  }

  /** Tells the year of a stamp that does not have it. */
  public void year(int value) {
    if (value != year) {
      year = value;
      localSecond = epochDay(year, month, day) * 86_400L + secondOfDay;
    }
  }

  /** Whether the stamp says its zone, by an offset or by an abbreviation. */
  public boolean zoned() {
    return offset != NO_OFFSET || zone != null;
  }

  /** The bytes that hold the zone's abbreviation, or null where none was written. */
  byte @Nullable [] zone() {
    return zone;
  }

  int zoneFrom() {
    return zoneFrom;
  }

  int zoneTo() {
    return zoneTo;
  }

  /** Days since 1970-01-01 of a date of the Gregorian calendar. */
  public static long epochDay(int year, int month, int day) {
    // March is the first month of the reckoning, so that the leap day is the year's last.
    long y = month <= 2 ? year - 1L : year;
    long era = Math.floorDiv(y, 400L);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
  }

  // For the readers.

  /**
   * Begins a stamp with a date and a time of day, without fraction, offset and weekday.
   *
   * @param atYear the year, or -1 where it was not written
   * @return false, and nothing set, where no calendar has that date or no clock that time
   */
  boolean begin(int atYear, int atMonth, int atDay, int hour, int minute, int second) {
    // 60 is a leap second; it is read as the second after it, as the kernel's clock does.
    if (atMonth < 1
        || atMonth > 12
        || atDay < 1
        || atDay > DAYS[atMonth]
        || hour > 23
        || minute > 59
        || second > 60
        || (hour | minute | second) < 0) {
      return false;
    }
    if (atMonth == 2 && atDay == 29 && atYear >= 0 && !leap(atYear)) {
      return false;
    }
    yearRecorded = atYear >= 0;
    year = yearRecorded ? atYear : 1972;
    month = atMonth;
    day = atDay;
    secondOfDay = hour * 3600 + minute * 60 + second;
    localSecond = epochDay(year, month, day) * 86_400L + secondOfDay;
    plain();
    return true;
  }

  /** Sets an instant, as seconds since the epoch; its offset is 0. */
  void epoch(long seconds) {
    localSecond = seconds;
    yearRecorded = true;
    plain();
    offset = 0;
  }

  void fraction(int value, int count) {
    nanos = value;
    digits = count;
  }

  void offset(int seconds) {
    offset = seconds;
    keyHead = 0;
  }

  void weekday(int value) {
    weekday = value;
  }

  void zone(byte[] bytes, int from, int to) {
    zone = bytes;
    zoneFrom = from;
    zoneTo = to;
    keyHead = 0;
  }

  private void plain() {
    nanos = 0;
    digits = 0;
    offset = NO_OFFSET;
    weekday = 0;
    zone = null;
    keyHead = 0;
  }

  static boolean leap(int year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  private static final int[] DAYS = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
}
