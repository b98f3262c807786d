package dwell.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeArgumentTest {
  @ParameterizedTest
  @CsvSource({
    "2024-05-06, 2024-05-06T00:00:00Z, 2024-05-07T00:00:00Z",
    "2024-05-06T07:08, 2024-05-06T07:08:00Z, 2024-05-06T07:09:00Z",
    "2024-05-06 07:08:09, 2024-05-06T07:08:09Z, 2024-05-06T07:08:10Z",
    "2024-05-06T07:08:09Z, 2024-05-06T07:08:09Z, 2024-05-06T07:08:10Z",
    "2024-05-06T07:08+02:00, 2024-05-06T05:08:00Z, 2024-05-06T05:09:00Z",
    "2024-05-06T07:08-03:30, 2024-05-06T10:38:00Z, 2024-05-06T10:39:00Z",
    "2024-05-06T07:08:09.5Z, 2024-05-06T07:08:09.500Z, 2024-05-06T07:08:09.500000001Z"
  })
  void reachesAsFarAsItWasWritten(String text, String start, String end) {
    TimeArgument time = TimeArgument.parse(text);
    assertThat(time.start()).hasToString(start);
    assertThat(time.end()).hasToString(end);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2024-13-01", "06.05.2024", "2024-05-06T25:00"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> TimeArgument.parse(text)).isInstanceOf(SearchException.class);
  }
}
