package dwell.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteDictionaryTest {
  @Test
  void givesEachValueOneCode() {
    Random random = Seed.random();
    ByteDictionary dictionary = new ByteDictionary();
    for (int round = 0; round < 2; round++) {
      Map<String, Integer> expected = new HashMap<>();
      for (int i = 0; i < 20_000; i++) {
        String value = Integer.toString(random.nextInt(5_000), 7).repeat(random.nextInt(4));
        byte[] bytes = ("<" + value + ">").getBytes(UTF_8);
        int code = dictionary.add(bytes, 1, bytes.length - 1);
        assertThat(code)
            .as(Seed.text())
            .isEqualTo(expected.computeIfAbsent(value, v -> expected.size()));
        assertThat(dictionary.text(code)).isEqualTo(value);
      }
      assertThat(dictionary.size()).isEqualTo(expected.size());
      dictionary.clear();
      assertThat(dictionary.size()).isZero();
    }
  }
}
