package dwell.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dwell.casefile.Facts.Fact;
import dwell.casefile.Facts.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsTest {
  private static final Instant NOW = Instant.parse("2024-03-01T10:00:00Z");

  @TempDir Path temp;

  @Test
  void comeBackAsTheyWereWritten() throws IOException {
    Facts facts =
        Facts.NONE
            .with(Fact.of(Kind.CODENAME, "grey: heron #1", "ana", NOW, null))
            .with(Fact.of(Kind.DETECTED, "2024-02-29T07:30:00+05:30", "ana", NOW, "pager"))
            .with(Fact.of(Kind.SUSPECT_ADDRESS, "198.51.100.0/24", "bo", NOW, "null: yes"))
            .with(Fact.of(Kind.ZONE, "mysql@db7=Asia/Kolkata", "bo", NOW, null));
    Path file = temp.resolve("facts.yaml");
    facts.write(file);

    assertThat(Facts.read(file)).isEqualTo(facts);
    assertThat(Facts.read(file).when(Kind.DETECTED))
        .contains(Instant.parse("2024-02-29T02:00:00Z"));
    assertThat(Facts.read(temp.resolve("none"))).isEqualTo(Facts.NONE);
  }

  @Test
  void mayBeWrittenByHand() throws IOException {
    Path file = temp.resolve("facts.yaml");
    Files.writeString(
        file,
        """
        facts:
          - kind: known-good-account
            value: web7/deploy
          - {kind: evicted, value: 2024-03-02T00:00:00Z, author: ana}
        """);
    Facts facts = Facts.read(file);

    assertThat(facts.of(Kind.KNOWN_GOOD_ACCOUNT)).hasSize(1);
    Fact first = facts.all().getFirst();
    assertThat(first.author()).isEqualTo("by hand");
    assertThat(first.time()).isNull();
    assertThat(first.id())
        .isEqualTo(Fact.of(Kind.KNOWN_GOOD_ACCOUNT, "web7/deploy", "x", NOW, null).id());
    assertThat(facts.when(Kind.EVICTED)).contains(Instant.parse("2024-03-02T00:00:00Z"));
  }

  @Test
  void aLaterWordReplacesAnEarlierOne() {
    Facts facts =
        Facts.NONE
            .with(Fact.of(Kind.CODENAME, "one", "ana", NOW, null))
            .with(Fact.of(Kind.CODENAME, "two", "ana", NOW, null))
            .with(Fact.of(Kind.SUSPECT_ACCOUNT, "eve", "ana", NOW, null))
            .with(Fact.of(Kind.SUSPECT_ACCOUNT, "eve", "bo", NOW, "again"))
            .with(Fact.of(Kind.SUSPECT_ACCOUNT, "mal", "bo", NOW, null));
    assertThat(facts.all()).extracting(Fact::value).containsExactly("two", "eve", "mal");
    assertThat(facts.without(facts.all().getFirst().id()).one(Kind.CODENAME)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DETECTED,yesterday",
    "SUSPECT_ADDRESS,300.1.2.3",
    "KNOWN_GOOD_ADDRESS,192.0.2.0/33",
    "ZONE,Asia/Kolkata",
    "ZONE,db7=Mars/Olympus",
    "CODENAME,' '"
  })
  void refusesWhatIsNotOfItsKind(Kind kind, String value) {
    assertThatThrownBy(() -> Fact.of(kind, value, "ana", NOW, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(kind.id());
  }

  @Test
  void saysWhereAFileIsWrong() throws IOException {
    Path file = temp.resolve("facts.yaml");
    Files.writeString(file, "facts:\n  - {kind: codename, value: x}\n  - {kind: nonsense}\n");
    assertThatThrownBy(() -> Facts.read(file))
        .isInstanceOf(CaseException.class)
        .hasMessageContaining("fact 2");
    Files.writeString(file, "facts: [\n");
    assertThatThrownBy(() -> Facts.read(file))
        .isInstanceOf(CaseException.class)
        .hasMessageContaining("line 2");
  }
}
