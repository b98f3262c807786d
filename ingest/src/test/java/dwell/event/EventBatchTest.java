package dwell.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.EventTime.Basis;
import dwell.event.EventTime.YearBasis;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EventBatchTest {
  private static final ArtifactKey ARTIFACT =
      ArtifactKey.of("mail", "var/log/auth.log", "var/log/auth.log");

  private final List<Event> events = new ArrayList<>();
  private final EventBatch batch =
      new EventBatch(
          2,
          full -> {
            for (int row = 0; row < full.size(); row++) {
              events.add(full.event(row, ARTIFACT));
            }
          });

  @Test
  void givesBackWhatWasSet() {
    byte[] bytes = "Failed password for kim from 192.0.2.7\nnext\n".getBytes(UTF_8);
    batch.chunk(bytes, 1000, 40);
    batch.next(0, 39, 0, 0);
    batch.time(1_700_000_000_123_000_000L, 3, Basis.HOST, YearBasis.INFERRED);
    batch.action(Action.LOGIN);
    batch.outcome(Outcome.FAILURE);
    batch.dataset(Dataset.SSH);
    batch.flag(Flag.UNTRUSTED_TEXT);
    batch.keyword(Field.USER, bytes, 20, 23);
    assertThat(batch.address(Field.SOURCE_IP, bytes, 29, 38)).isTrue();
    assertThat(batch.address(Field.DESTINATION_IP, bytes, 0, 6)).isFalse();
    batch.number(Field.SOURCE_PORT, 22);
    batch.text(Field.MESSAGE, 0, 38, TextCoding.RAW);
    batch.keyword(Field.DB_COLLECTION, "a" + Field.LIST_SEPARATOR + "b");
    batch.next(39, 44, 1, 0);
    batch.text(Field.MESSAGE, "made up");
    batch.flush();

    Event first = events.get(0);
    assertThat(first.id()).isEqualTo(ARTIFACT.id() + "-3e8");
    assertThat(first.place()).isEqualTo(new Place("var/log/auth.log", 1000, 39, 40, 0));
    assertThat(first.time().instant()).hasToString("2023-11-14T22:13:20.123Z");
    assertThat(first.time().digits()).isEqualTo(3);
    assertThat(first.time().basis()).isEqualTo(Basis.HOST);
    assertThat(first.time().year()).isEqualTo(YearBasis.INFERRED);
    assertThat(first.action()).isEqualTo(Action.LOGIN);
    assertThat(first.flags()).containsExactly(Flag.UNTRUSTED_TEXT);
    assertThat(first.text(Field.USER)).isEqualTo("kim");
    assertThat(first.text(Field.SOURCE_IP)).isEqualTo("192.0.2.7");
    assertThat(first.number(Field.SOURCE_PORT)).isEqualTo(22);
    assertThat(first.text(Field.MESSAGE)).isEqualTo("Failed password for kim from 192.0.2.7");
    assertThat(first.list(Field.DB_COLLECTION)).containsExactly("a", "b");
    Event second = events.get(1);
    assertThat(second.place().line()).isEqualTo(41);
    assertThat(second.time()).isEqualTo(EventTime.NONE);
    assertThat(second.action()).isEqualTo(Action.MESSAGE);
    assertThat(second.values()).containsOnlyKeys(Field.MESSAGE);
    assertThat(second.text(Field.MESSAGE)).isEqualTo("made up");
  }

  @Test
  void startsAgainWithoutAnythingOfTheRowsBefore() {
    byte[] bytes = new byte[30];
    batch.chunk(bytes, 0, 1);
    for (int i = 0; i < 5; i++) {
      batch.next(i, i + 1, i, 0);
      if (i % 2 == 0) {
        batch.keyword(Field.USER, "user" + i);
        batch.number(Field.PID, i);
      }
    }
    batch.flush();
    assertThat(events)
        .extracting(e -> e.text(Field.USER))
        .containsExactly("user0", null, "user2", null, "user4");
    assertThat(events).extracting(e -> e.number(Field.PID)).containsExactly(0L, null, 2L, null, 4L);
  }

  @Test
  void cutsALongKeywordAndSaysSo() {
    byte[] bytes = new byte[1];
    batch.chunk(bytes, 0, 1);
    batch.next(0, 1, 0, 0);
    batch.keyword(Field.USER, "ä".repeat(20_000));
    batch.next(0, 1, 0, 1);
    batch.keyword(Field.USER, "ä".repeat(20_001));
    batch.flush();
    assertThat(events).allSatisfy(e -> assertThat(e.flags()).containsExactly(Flag.TRUNCATED));
    String one = Objects.requireNonNull(events.get(0).text(Field.USER));
    assertThat(one).startsWith("äää").doesNotContain("\uFFFD");
    assertThat(one.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(Keywords.MAX_BYTES);
    assertThat(events.get(1).text(Field.USER)).isNotEqualTo(one);
  }

  @Test
  void keepsEachWordOncePerRow() {
    byte[] bytes = "GET /Admin/admin.php?id=7 é_x".getBytes(UTF_8);
    batch.chunk(bytes, 0, 1);
    List<String> words = new ArrayList<>();
    batch.next(0, 1, 0, 0);
    batch.words(bytes, 0, bytes.length);
    batch.next(1, 2, 0, 0);
    batch.words(bytes, 0, 3);
    for (int row = 0; row < 2; row++) {
      for (int i = batch.words().from(row); i < batch.words().to(row); i++) {
        words.add(row + batch.words().values().text(batch.words().code(i)));
      }
    }
    assertThat(words).containsExactly("0get", "0admin", "0php", "0id", "07", "0é_x", "1get");
  }
}
