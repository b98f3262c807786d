package dwell.time;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.EventTime.YearBasis;
import dwell.event.Seed;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class InferredYearsTest {
  private static InferredYears before(LocalDate date) {
    return InferredYears.before(
        date.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC, "the file's own time");
  }

  /** Reads all dates, again where the years were contradicted; gives the years of the last pass. */
  private static List<Integer> read(YearInference years, List<LocalDate> dates, boolean weekdays) {
    List<Integer> read = new ArrayList<>();
    for (LocalDate date : dates) {
      int weekday = weekdays ? date.getDayOfWeek().getValue() : 0;
      read.add(years.observe(date.getMonthValue(), date.getDayOfMonth(), weekday));
    }
    return years.contradicted() ? read(years.corrected(), dates, weekdays) : read;
  }

  private static List<LocalDate> walk(Random random, LocalDate start, int records) {
    List<LocalDate> dates = new ArrayList<>();
    LocalDate date = start;
    for (int i = 0; i < records; i++) {
      dates.add(date);
      date = date.plusDays(random.nextInt(10) == 0 ? random.nextInt(170) : random.nextInt(3));
    }
    return dates;
  }

  @Test
  void filesOfSeveralYearsGetTheirYears() {
    Random random = Seed.random();
    for (int round = 0; round < 500; round++) {
      LocalDate start = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(4000));
      List<LocalDate> dates = walk(random, start, 1 + random.nextInt(60));
      assertThat(read(before(dates.getLast().plusDays(random.nextInt(100))), dates, false))
          .as(Seed.text() + ", from " + start)
          .isEqualTo(dates.stream().map(LocalDate::getYear).toList());
    }
  }

  @Test
  void weekdaysTellTheYearOfARestoredFile() {
    LocalDate start = LocalDate.of(2021, 11, 3);
    List<LocalDate> dates = walk(new Random(1), start, 40);
    assertThat(read(before(LocalDate.of(2025, 6, 1)), dates, true))
        .isEqualTo(dates.stream().map(LocalDate::getYear).toList());
  }

  @Test
  void aLeapDayTellsTheYear() {
    InferredYears years = before(LocalDate.of(2026, 5, 1));
    years.observe(2, 27);
    years.observe(2, 29);
    assertThat(years.contradicted()).isTrue();
    assertThat(years.corrected().startYear()).isEqualTo(2024);
    assertThat(years.corrected().rule()).contains("leap day");
  }

  @Test
  void aRecordWithItsYearGoesBeforeTheFilesTime() {
    InferredYears years = before(LocalDate.of(2026, 5, 1));
    years.observe(12, 30);
    years.recorded(2023, 1, 2);
    assertThat(years.contradicted()).isTrue();
    assertThat(years.corrected().startYear()).isEqualTo(2022);
  }

  @Test
  void theGivenYearStands() {
    InferredYears years = InferredYears.given(2019);
    assertThat(years.observe(2, 29)).isEqualTo(2019);
    assertThat(years.observe(1, 1)).isEqualTo(2019);
    assertThat(years.contradicted()).isFalse();
    assertThat(years.basis()).isEqualTo(YearBasis.GIVEN);
  }

  @Test
  void lateRecordsAtTheTurnOfTheYearAreOldOnes() {
    List<LocalDate> dates =
        List.of(
            LocalDate.of(2025, 12, 31),
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2025, 12, 31),
            LocalDate.of(2026, 1, 2));
    assertThat(read(before(LocalDate.of(2026, 1, 3)), dates, false))
        .containsExactly(2025, 2026, 2025, 2026);
  }

  @Test
  void aFirstRecordOfAClockNotYetSetDoesNotPullTheFileBack() {
    InferredYears years = before(LocalDate.of(2026, 9, 19));
    years.observe(1, 1);
    assertThat(years.observe(9, 17)).isEqualTo(2026);
    assertThat(years.observe(9, 18)).isEqualTo(2026);
    assertThat(years.contradicted()).isFalse();
  }

  @Test
  void theBoundIsADateOfTheHost() {
    InferredYears years =
        InferredYears.before(
            LocalDate.of(2026, 12, 31).atTime(20, 0).toInstant(ZoneOffset.UTC),
            ZoneId.of("Pacific/Auckland"),
            "the file's own time");
    assertThat(years.observe(1, 1)).isEqualTo(2027);
  }

  private static YearInference read(LocalDate bound, LocalDate... dates) {
    YearInference years = before(bound);
    for (LocalDate date : dates) {
      years.observe(date.getMonthValue(), date.getDayOfMonth(), 0);
    }
    return years;
  }

  private static int nearest(YearInference years, LocalDate time) {
    return years
        .nearest(time.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC, "other records")
        .startYear();
  }

  @Test
  void aFileWrittenToUntilItsOwnTimeIsNotLoose() {
    assertThat(read(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 2, 28)).loose()).isFalse();
  }

  @Test
  void aFileCopiedLongAfterItsLastRecordIsLoose() {
    assertThat(read(LocalDate.of(2026, 11, 24), LocalDate.of(2025, 6, 13)).loose()).isTrue();
  }

  @Test
  void aLooseFileGoesWhereTheHostHasOtherRecords() {
    YearInference years = read(LocalDate.of(2026, 11, 24), LocalDate.of(2025, 6, 13));
    assertThat(years.startYear()).isEqualTo(2026);
    assertThat(nearest(years, LocalDate.of(2025, 6, 14))).isEqualTo(2025);
    // A few weeks after the other records is nearer than most of a year before them.
    assertThat(nearest(years, LocalDate.of(2025, 5, 20))).isEqualTo(2025);
    assertThat(nearest(years, LocalDate.of(2023, 11, 5))).isEqualTo(2023);
  }

  @Test
  void aLooseFileOverTheTurnOfAYearKeepsItsLength() {
    YearInference years =
        read(LocalDate.of(2026, 11, 24), LocalDate.of(2024, 12, 20), LocalDate.of(2025, 1, 9));
    assertThat(nearest(years, LocalDate.of(2025, 1, 10))).isEqualTo(2024);
  }

  @Test
  void noYearLiesAfterTheFilesOwnTime() {
    YearInference years = read(LocalDate.of(2024, 7, 1), LocalDate.of(2024, 3, 1));
    assertThat(nearest(years, LocalDate.of(2026, 3, 1))).isLessThanOrEqualTo(2026);
    assertThat(nearest(years, LocalDate.of(2024, 12, 30))).isEqualTo(2024);
  }

  @Test
  void aWeekdayInTheFileProvesMoreThanAnyTimeOfACopy() {
    YearInference years = before(LocalDate.of(2026, 11, 24));
    years.observe(6, 13, LocalDate.of(2025, 6, 13).getDayOfWeek().getValue());
    assertThat(years.loose()).isFalse();
  }
}
