package dwell.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StampTest {
  @FunctionalInterface
  private interface Reader {
    int read(byte[] b, int from, int to, Stamp out);
  }

  private final Stamp stamp = new Stamp();

  private int read(Reader reader, String text) {
    byte[] b = text.getBytes(StandardCharsets.UTF_8);
    return reader.read(b, 0, b.length, stamp);
  }

  private LocalDateTime local() {
    return LocalDateTime.ofEpochSecond(stamp.localSecond(), stamp.nanos(), ZoneOffset.UTC);
  }

  @ParameterizedTest
  @CsvSource({
    "Sep  9 06:25:01 web01,           15, 2024-09-09T06:25:01, 0, false",
    "Sep 09 06:25:01 web01,           15, 2024-09-09T06:25:01, 0, false",
    "Sep 9 06:25:01 web01,            14, 2024-09-09T06:25:01, 0, false",
    "Sep  9 06:25:01.5 web01,         17, 2024-09-09T06:25:01.5, 1, false",
    "'Sep  9 06:25:01,123 web01',     19, 2024-09-09T06:25:01.123, 3, false",
    "2023 Sep  9 06:25:01 web01,      20, 2023-09-09T06:25:01, 0, true",
    "Sep  9 2023 06:25:01 web01,      20, 2023-09-09T06:25:01, 0, true",
    "Sep  9 06:25:01 2023 web01,      20, 2023-09-09T06:25:01, 0, true",
    "Sat Sep  9 06:25:01.123456 2023, 31, 2023-09-09T06:25:01.123456, 6, true",
    "Mon Sep  9 06:25:01 web01,       19, 2024-09-09T06:25:01, 0, false"
  })
  void readsBsdStamps(String text, int end, LocalDateTime expected, int digits, boolean year) {
    assertThat(read(BsdStamp::read, text)).isEqualTo(end);
    assertThat(stamp.yearRecorded()).isEqualTo(year);
    if (!year) {
      stamp.year(2024);
    }
    assertThat(local()).isEqualTo(expected);
    assertThat(stamp.digits()).isEqualTo(digits);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-15T02:40:01Z,             20, 2026-09-15T02:40:01, 0, 0",
    "2026-09-15T02:40:01.451278+02:00, 32, 2026-09-15T02:40:01.451278, 6, 7200",
    "'2026-09-15 02:40:01,4-0330',     26, 2026-09-15T02:40:01.4, 1, -12600",
    "2026-09-15 02:40:01+02,           22, 2026-09-15T02:40:01, 0, 7200",
    "2026/09/15 02:40:01 [error],      19, 2026-09-15T02:40:01, 0, -2147483648",
    "2026-09-15  2:40:01 0 [Note],     19, 2026-09-15T02:40:01, 0, -2147483648",
    "2026-09-15T02:40:01.1234567891Z,  31, 2026-09-15T02:40:01.123456789, 9, 0"
  })
  void readsIsoStamps(String text, int end, LocalDateTime expected, int digits, int offset) {
    assertThat(read(IsoStamp::read, text)).isEqualTo(end);
    assertThat(local()).isEqualTo(expected);
    assertThat(stamp.digits()).isEqualTo(digits);
    assertThat(stamp.offset()).isEqualTo(offset);
  }

  @Test
  void readsTheOthers() {
    assertThat(read(ClfStamp::read, "19/Sep/2026:07:54:58 +0200]")).isEqualTo(26);
    assertThat(local()).isEqualTo("2026-09-19T07:54:58");
    assertThat(stamp.offset()).isEqualTo(7200);
    assertThat(read(MysqlStamp::read, "260914  0:46:49\t")).isEqualTo(15);
    assertThat(local()).isEqualTo("2026-09-14T00:46:49");
    assertThat(read(MysqlStamp::read, "20260914 00:46:49,")).isEqualTo(17);
    assertThat(local()).isEqualTo("2026-09-14T00:46:49");
    assertThat(read(EpochStamp::read, "1789368589.25 x")).isEqualTo(13);
    assertThat(Instant.ofEpochSecond(stamp.localSecond(), stamp.nanos()))
        .isEqualTo("2026-09-14T06:49:49.250Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Sep",
        "Sep  9 06:25:0",
        "Sep 31 06:25:01 x",
        "Feb 30 06:25:01 x",
        "Sep  9 24:00:00 x",
        "Sep  9 06:60:01 x",
        "Sex  9 06:25:01 x",
        "Sep  9 06-25-01 x",
        "               x"
      })
  void noStampIsMadeUp(String text) {
    assertThat(read(BsdStamp::read, text)).isNegative();
  }

  @Test
  void theSameSecondIsReadAgainWithItsYear() {
    byte[] b =
        "Sep 19 06:25:01 a\nSep 19 06:25:01 b\nSep 20 06:25:01 c".getBytes(StandardCharsets.UTF_8);
    assertThat(BsdStamp.read(b, 0, 17, stamp)).isEqualTo(15);
    stamp.year(2020);
    long first = stamp.localSecond();
    assertThat(BsdStamp.read(b, 18, 35, stamp)).isEqualTo(33);
    stamp.year(2020);
    assertThat(stamp.localSecond()).isEqualTo(first);
    assertThat(BsdStamp.read(b, 36, b.length, stamp)).isEqualTo(51);
    stamp.year(2020);
    assertThat(stamp.localSecond()).isEqualTo(first + 86_400);
  }

  @Test
  void daysAreThoseOfTheCalendar() {
    for (int day = -200_000; day < 200_000; day += 17) {
      LocalDate date = LocalDate.ofEpochDay(day);
      assertThat(Stamp.epochDay(date.getYear(), date.getMonthValue(), date.getDayOfMonth()))
          .isEqualTo(day);
    }
  }
}
