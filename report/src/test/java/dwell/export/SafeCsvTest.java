package dwell.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SafeCsvTest {

  @Test
  void aFormulaBecomesText() {
    for (String text : List.of("=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1")) {
      assertThat(SafeCsv.guarded(text)).isEqualTo("'" + text);
    }
  }

  @Test
  void otherTextStaysAsItIs() {
    for (String text : List.of("", "-", "a=1", " =1", "'=1", "1-2")) {
      assertThat(SafeCsv.guarded(text)).isEqualTo(text);
    }
  }
}
