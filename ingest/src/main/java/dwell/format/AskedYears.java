package dwell.format;

import dwell.event.EventTime.YearBasis;
import dwell.time.YearInference;
import java.time.Instant;
import java.time.ZoneId;

/** Years that know whether anyone needed them: most formats write the year. */
final class AskedYears implements YearInference {
  private final YearInference years;
  private boolean asked;

  AskedYears(YearInference years) {
    this.years = years;
  }

  /** Whether a record without a year was met. */
  boolean asked() {
    return asked;
  }

  @Override
  public int startYear() {
    return years.startYear();
  }

  @Override
  public YearBasis basis() {
    return years.basis();
  }

  @Override
  public String rule() {
    return years.rule();
  }

  @Override
  public int observe(int month, int day, int weekday) {
    asked = true;
    return years.observe(month, day, weekday);
  }

  @Override
  public void recorded(int year, int month, int day) {
    years.recorded(year, month, day);
  }

  @Override
  public boolean contradicted() {
    return asked && years.contradicted();
  }

  @Override
  public YearInference corrected() {
    return years.corrected();
  }

  @Override
  public boolean loose() {
    return asked && years.loose();
  }

  @Override
  public YearInference nearest(Instant time, ZoneId zone, String why) {
    return years.nearest(time, zone, why);
  }
}
