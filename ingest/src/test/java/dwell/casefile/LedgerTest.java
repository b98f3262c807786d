package dwell.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  @TempDir Path temp;

  private Path file = Path.of("");
  private Ledger ledger = new Ledger(file, Clock.systemUTC(), "");

  @BeforeEach
  void begin() throws IOException {
    file = temp.resolve("ledger.jsonl");
    Clock clock = Clock.fixed(Instant.parse("2024-03-01T10:00:00Z"), ZoneOffset.UTC);
    ledger = new Ledger(file, clock, "ana");
    ledger.append("ingest", Map.of("evidence", List.of("web7"), "events", 12));
    ledger.append("mark", Map.of("fact", "fact:x"));
    ledger.append("report", Map.of());
  }

  private List<String> lines() throws IOException {
    return new ArrayList<>(Files.readAllLines(file));
  }

  private void write(List<String> lines) throws IOException {
    Files.write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void keepsWhatWasTold() throws IOException {
    assertThat(ledger.verify()).isEmpty();
    assertThat(ledger.entries()).hasSize(3);
    Ledger.Entry first = ledger.entries().getFirst();
    assertThat(first.number()).isEqualTo(1);
    assertThat(first.user()).isEqualTo("ana");
    assertThat(first.action()).isEqualTo("ingest");
    assertThat(first.time()).isEqualTo(Instant.parse("2024-03-01T10:00:00Z"));
    assertThat(first.details().get("events").intValue()).isEqualTo(12);
    assertThat(first.previous()).isEqualTo(Ledger.NONE);
  }

  @Test
  void theHeadIsTheHashOfTheLastLine() throws IOException {
    String last = lines().getLast();
    assertThat(ledger.head()).isEqualTo(Manifest.sha256(last.getBytes(StandardCharsets.UTF_8)));
    assertThat(new Ledger(temp.resolve("none"), Clock.systemUTC(), "").head())
        .isEqualTo(Ledger.NONE);
  }

  @Test
  void aChangedEntryShows() throws IOException {
    List<String> lines = lines();
    lines.set(0, lines.getFirst().replace("\"events\":12", "\"events\":11"));
    write(lines);
    assertThat(ledger.verify()).containsExactly("entry 2 does not follow the entry before it");
  }

  @Test
  void aMissingEntryShows() throws IOException {
    List<String> lines = lines();
    lines.remove(1);
    write(lines);
    assertThat(ledger.verify())
        .containsExactly("entry 2 does not follow the entry before it", "entry 2 calls itself 3");
  }

  @Test
  void aRewrittenLedgerHasAnotherHead() throws IOException {
    String handedOut = ledger.head();
    Files.delete(file);
    Clock later = Clock.fixed(Instant.parse("2024-03-01T11:00:00Z"), ZoneOffset.UTC);
    Ledger forged = new Ledger(file, later, "ana");
    forged.append("ingest", Map.of("events", 11));
    forged.append("report", Map.of());
    assertThat(forged.verify()).isEmpty();
    assertThat(forged.head()).isNotEqualTo(handedOut);
  }

  @Test
  void aTornLineShows() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 20));
    assertThat(ledger.verify()).contains("the last entry is cut off", "entry 3 cannot be read");
  }
}
