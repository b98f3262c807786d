package dwell.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Seed;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {
  @Test
  void findsEveryLineFeedAsTheSimpleWayDoes() {
    Random random = Seed.random();
    for (int round = 0; round < 500; round++) {
      byte[] bytes = new byte[random.nextInt(100)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) {
        if (random.nextInt(6) == 0) {
          bytes[i] = (byte) (random.nextBoolean() ? '\n' : 0x8A);
        }
      }
      int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
      String text = new String(bytes, from, bytes.length - from, ISO_8859_1);
      int first = text.indexOf('\n');
      assertThat(Lines.end(bytes, from, bytes.length))
          .as(Seed.text())
          .isEqualTo(first < 0 ? bytes.length : from + first + 1);
      assertThat(Lines.lastEnd(bytes, from, bytes.length))
          .isEqualTo(from + text.lastIndexOf('\n') + 1);
      assertThat(Lines.count(bytes, from, bytes.length))
          .as(Seed.text())
          .isEqualTo((int) text.chars().filter(c -> c == '\n').count());
    }
  }

  @Test
  void takesTheLineEndOff() {
    byte[] bytes = "a\r\nb\n\n".getBytes(ISO_8859_1);
    assertThat(Lines.trim(bytes, 0, 3)).isEqualTo(1);
    assertThat(Lines.trim(bytes, 3, 5)).isEqualTo(4);
    assertThat(Lines.trim(bytes, 5, 6)).isEqualTo(5);
  }
}
