package dwell.time;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.record.Ascii;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonthNamesTest {
  /** As {@code abmon} of glibc's localedata/locales has them. */
  @ParameterizedTest
  @CsvSource({
    "led, 1",
    "čen, 6",
    "čec, 7",
    "pro, 12",
    "juni, 6",
    "juli, 7",
    "april, 4",
    "Mär, 3",
    "sty, 1",
    "juil., 7",
    "ago, 8",
    "Set, 9",
    "lis, 11",
    "Ara, 12",
    "maalis, 3",
    "Sex, 0",
    "host, 0"
  })
  void namesOfOtherLanguages(String name, int month) {
    byte[] b = Ascii.bytes(name);
    assertThat(MonthNames.month(b, 0, b.length)).isEqualTo(month);
  }
}
