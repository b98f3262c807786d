package dwell.format.text;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Event;
import dwell.event.Field;
import dwell.format.Parsed;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20260303T062501Z started           | 2026-03-03T06:25:01Z      | 20260303T062501Z
          20260303T062501,5 started          | 2026-03-03T06:25:01.500Z  | 20260303T062501,5
          1772519101.250 99 192.0.2.1 HIT    | 2026-03-03T06:25:01.250Z  | 1772519101.250
          [1772519101] SERVICE ALERT: gate   | 2026-03-03T06:25:01Z      | 1772519101
          [2026-03-03 06:25:01,5] started    | 2026-03-03T06:25:01.500Z  | 2026-03-03 06:25:01,5
          [Tue Mar  3 06:25:01 2026] started | 2026-03-03T06:25:01Z      | Tue Mar  3 06:25:01 2026
          [20260303T062501Z] started         | 2026-03-03T06:25:01Z      | 20260303T062501Z
          1772519101 started                 |                           |
          5551234567.89 is no time           |                           |
          1772519101.250x started            |                           |
          [1772519101.250s] started          |                           |
          """)
  void aStampAtTheBeginning(String line, String time, String original) {
    Event event = Parsed.with(new TextFormat()).events(line + '\n').getFirst();
    assertThat(Objects.toString(event.time().instant(), null)).isEqualTo(time);
    assertThat(event.text(Field.TIME_ORIGINAL)).isEqualTo(original);
    assertThat(event.text(Field.MESSAGE)).isEqualTo(line);
  }
}
