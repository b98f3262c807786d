package dwell.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Keywords;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateMinerTest {
  private final EventBatch batch = new EventBatch(16, full -> {});

  private String template(TemplateMiner miner, byte[] message) {
    batch.clear();
    batch.chunk(message, 0, 1);
    batch.next(0, message.length, 0, 0);
    miner.mine(message, 0, message.length, batch);
    return String.valueOf(batch.keywordAt(Field.TEMPLATE, 0));
  }

  private String template(String message) {
    return template(new TemplateMiner(), message.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "link eth0 is up at 1000 Mb/s | link <*> is up at <*>",
        "opened /var/lib/x.db for reading | opened <*> for reading",
        "peer 192.0.2.7 (2001:db8::7) gone | peer <*> (<*>) gone",
        "user='bob smith' state=ready, n=5 | user=<*> state=<*>, n=<*>",
        "unit \"one two\" failed. | unit <*> failed.",
        "job [17]: done | job [<*>]: done",
        "values 1 2 3 4 5 end | values <*> end",
        "don't stop | don't stop",
        "digest deadbeefcafe seen by face | digest <*> seen by face",
        "mail to ann@example.org via mx.example.org | mail to <*> via <*>",
        "  blanks   fall\ttogether | blanks fall together",
      })
  void masksWhatVaries(String message, String expected) {
    assertThat(template(message)).isEqualTo(expected);
  }

  @Test
  void messageWithoutFixedWordGetsTheCatchAll() {
    assertThat(template("12 34 /56")).isEqualTo(TemplateMiner.CATCH_ALL);
    assertThat(template("")).isEqualTo(TemplateMiner.CATCH_ALL);
  }

  @Test
  void longMessageIsCutAndEndsInMask() {
    String template = template("word ".repeat(200));
    assertThat(template.length()).isLessThanOrEqualTo(Keywords.MAX_BYTES);
    assertThat(template).startsWith("word word").endsWith("<*>");
  }

  @Test
  void pastTheBoundNewTemplatesFallTogetherAndKnownOnesStay() {
    TemplateMiner miner = new TemplateMiner();
    for (int i = 0; i < TemplateMiner.MAX_TEMPLATES; i++) {
      template(miner, ("event " + letters(i)).getBytes(UTF_8));
    }
    assertThat(template(miner, "something new".getBytes(UTF_8))).isEqualTo(TemplateMiner.CATCH_ALL);
    assertThat(template(miner, ("event " + letters(7)).getBytes(UTF_8)))
        .isEqualTo("event " + letters(7));
  }

  private static String letters(int number) {
    StringBuilder out = new StringBuilder("z");
    for (int n = number; n > 0; n /= 10) {
      out.append((char) ('m' + n % 10));
    }
    return out.toString();
  }

  @Test
  void anyBytesGiveATemplateWithinItsBound() {
    long seed = Long.getLong("dwell.seed", 20240917L);
    Random random = new Random(seed);
    String alphabet = "ab1 '\"=/\\.:[](){}<>\t\u00e9\n";
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(600);
      for (int i = 0; i < length; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(template(text.toString()).getBytes(UTF_8).length)
          .as("seed %d, round %d", seed, round)
          .isBetween(1, Keywords.MAX_BYTES);
    }
  }
}
