package dwell.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dwell.casefile.CaseWriter.Step;
import dwell.event.Event;
import dwell.event.Field;
import dwell.evidence.EvidenceSource;
import dwell.evidence.HostOptions;
import dwell.pattern.Catalogue;
import dwell.record.RecordLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IngestTest {
  private static final Instant NOW = Instant.parse("2024-03-10T00:00:00Z");
  private static final Catalogue CATALOGUE = Catalogue.builtIn();

  @TempDir Path temp;

  private Path evidence = Path.of("");
  private CaseFolder folder = new CaseFolder(evidence);

  @BeforeEach
  void begin() throws IOException {
    evidence = temp.resolve("monday");
    folder = new CaseFolder(temp.resolve("case"));
    Files.createDirectories(evidence.resolve("etc"));
    Files.writeString(evidence.resolve("etc/hostname"), "web7\n");
  }

  private static String accepted(int from, int to) {
    StringBuilder log = new StringBuilder();
    for (int i = from; i < to; i++) {
      log.append(
          String.format(
              "Mar  %d %02d:%02d:%02d web7 sshd[%d]: Accepted password for ana from 192.0.2.%d port"
                  + " 40022 ssh2%n",
              1 + i / 86400 % 9, i / 3600 % 24, i / 60 % 60, i % 60, 1000 + i, i % 250));
    }
    return log.toString();
  }

  private static void log(Path root, String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(NOW));
  }

  private static void zipped(Path root, String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Files.write(file, bytes.toByteArray());
    Files.setLastModifiedTime(file, FileTime.from(NOW));
  }

  private static IngestOptions options(int chunkBytes) {
    return new IngestOptions(
        HostOptions.NONE,
        CATALOGUE::matcher,
        Optional.empty(),
        OptionalInt.empty(),
        new RecordLimits(chunkBytes, 1024),
        2,
        Clock.fixed(NOW, ZoneOffset.UTC),
        "ana",
        () -> TestEntries.TOOL,
        Map.of());
  }

  private IngestSummary ingest(Path... roots) throws IOException {
    return ingest(step -> {}, roots);
  }

  private IngestSummary ingest(CaseWriter.StepListener listener, Path... roots) throws IOException {
    List<EvidenceSource> sources = new ArrayList<>();
    for (Path root : roots) {
      sources.add(EvidenceSource.of(root));
    }
    return Ingest.run(folder, sources, options(4096), listener);
  }

  private List<Event> events() throws IOException {
    List<Event> events = new ArrayList<>();
    try (OpenCase open = folder.open()) {
      EventCursor cursor = open.events(EventFilter.ALL);
      while (cursor.advance()) {
        events.add(cursor.event());
      }
    }
    return events;
  }

  private void checkIndex() throws IOException {
    try (FSDirectory directory = FSDirectory.open(folder.index());
        CheckIndex check = new CheckIndex(directory)) {
      assertThat(check.checkIndex().clean).isTrue();
    }
  }

  @Test
  void everyLineBecomesAnEventInOrder() throws IOException {
    log(evidence, "var/log/auth.log", accepted(0, 3000));
    IngestSummary summary = ingest(evidence);

    assertThat(summary.events()).isEqualTo(3000);
    assertThat(summary.unknown()).isZero();
    assertThat(summary.faults()).isEmpty();
    List<Event> events = events();
    assertThat(events).hasSize(3000);
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      assertThat(event.place().line()).isEqualTo(i + 1);
      assertThat(event.number(Field.PID)).isEqualTo(1000L + i);
      assertThat(event.text(Field.SOURCE_IP)).isEqualTo("192.0.2." + i % 250);
      assertThat(event.text(Field.MESSAGE)).startsWith("Accepted password for ana from");
    }
    try (OpenCase open = folder.open()) {
      assertThat(new String(open.record(events.get(1234)), StandardCharsets.UTF_8))
          .contains("sshd[2234]");
      assertThat(open.event(events.get(1234).id())).isEqualTo(events.get(1234));
      assertThat(CaseDescription.read(folder.description()).hosts()).containsKey("web7");
    }
    assertThat(new Ledger(folder.ledger(), Clock.systemUTC(), "").verify()).isEmpty();
    checkIndex();
  }

  @Test
  void anArtifactGivenAgainIsSaidAndNotCounted() throws IOException {
    log(evidence, "var/log/auth.log", accepted(0, 50));
    ingest(evidence);
    IngestSummary again = ingest(evidence, evidence);

    assertThat(again.artifacts()).isZero();
    assertThat(again.events()).isZero();
    assertThat(again.already()).contains("var/log/auth.log");
    assertThat(events()).hasSize(50);
    assertThat(new Ledger(folder.ledger(), Clock.systemUTC(), "").entries()).hasSize(2);
  }

  @Test
  void aStreamGivenAgainIsDiscardedAfterItsPass() throws IOException {
    for (int i = 0; i < 2; i++) {
      byte[] bytes = accepted(0, 70).getBytes(StandardCharsets.UTF_8);
      EvidenceSource stream = EvidenceSource.of("-", new ByteArrayInputStream(bytes));
      IngestSummary summary = Ingest.run(folder, List.of(stream), options(4096), step -> {});
      assertThat(summary.already()).hasSize(i);
    }
    assertThat(events()).hasSize(70);
  }

  @Test
  void aLogThatGrewAndWasRotatedCountsOnce() throws IOException {
    log(evidence, "var/log/auth.log", accepted(0, 300));
    ingest(evidence);
    Path friday = temp.resolve("friday");
    Files.createDirectories(friday.resolve("etc"));
    Files.writeString(friday.resolve("etc/hostname"), "web7\n");
    zipped(friday, "var/log/auth.log.1.gz", accepted(0, 500));
    log(friday, "var/log/auth.log", accepted(500, 600));
    IngestSummary summary = ingest(friday);

    assertThat(summary.counted()).containsEntry("var/log/auth.log", "var/log/auth.log.1.gz");
    List<Event> events = events();
    assertThat(events).hasSize(600);
    // Different bytes of one path must not share ids.
    assertThat(events.stream().map(Event::id).distinct()).hasSize(600);
    try (OpenCase open = folder.open()) {
      for (Event event : events) {
        assertThat(open.event(event.id())).isEqualTo(event);
        assertThat(new String(open.record(event), StandardCharsets.UTF_8))
            .contains("sshd[" + event.number(Field.PID) + "]");
      }
    }
  }

  @Test
  void idsOfAnEarlierCollectionStayGood() throws IOException {
    log(evidence, "var/log/auth.log", accepted(0, 30));
    ingest(evidence);
    List<String> ids = events().stream().map(Event::id).toList();
    log(evidence, "var/log/auth.log", accepted(0, 80));
    ingest(evidence);

    assertThat(events()).hasSize(80);
    try (OpenCase open = folder.open()) {
      assertThat(open.events(ids)).doesNotContainNull();
    }
    assertThat(events().stream().map(Event::id).toList()).containsAll(ids);
  }

  @Test
  void aCopyElsewhereIsNamedAndNotCounted() throws IOException {
    log(evidence, "var/log/auth.log", accepted(0, 40));
    log(evidence, "var/backups/old/auth.log", accepted(0, 40));
    IngestSummary summary = ingest(evidence);

    assertThat(summary.artifacts()).isEqualTo(3);
    assertThat(events()).hasSize(40);
    try (OpenCase open = folder.open()) {
      assertThat(open.manifest().entries())
          .filteredOn(entry -> entry.report().copyOf() != null)
          .hasSize(1);
      EventCursor all = open.events(open.queryOfAll(EventFilter.ALL));
      int count = 0;
      while (all.advance()) {
        count++;
      }
      assertThat(count).isEqualTo(80);
    }
  }

  @Test
  void theSameLogOfTwoHostsCountsTwice() throws IOException {
    Path other = temp.resolve("other");
    Files.createDirectories(other.resolve("etc"));
    Files.writeString(other.resolve("etc/hostname"), "web8\n");
    log(evidence, "var/log/auth.log", accepted(0, 20));
    log(other, "var/log/auth.log", accepted(0, 20));
    ingest(evidence, other);

    assertThat(events()).hasSize(40);
  }

  @Test
  void yearsThatTheFileProvesWrongAreCorrectedFromTheKeptBytes() throws IOException {
    StringBuilder log = new StringBuilder();
    for (String stamp : List.of("Nov 20", "Dec 30", "Jan  2", "Mar  1")) {
      for (int i = 0; i < 60; i++) {
        log.append(stamp)
            .append(" 10:00:00 web7 sshd[")
            .append(i)
            .append("]: Server listening on :: port 22.\n");
      }
    }
    log(evidence, "var/log/auth.log", log.toString());
    ingest(evidence);

    List<Event> events = events();
    assertThat(events).hasSize(240);
    assertThat(events.getFirst().time().instant()).isEqualTo("2023-11-20T10:00:00Z");
    assertThat(events.getLast().time().instant()).isEqualTo("2024-03-01T10:00:00Z");
    try (OpenCase open = folder.open()) {
      assertThat(open.record(events.getLast())).isNotEmpty();
    }
  }

  /**
   * Stopped after each step of a commit, and run again: the case is whole, and nothing counts
   * twice.
   */
  @ParameterizedTest
  @EnumSource(Step.class)
  void aCrashLeavesTheLastGoodState(Step last) throws IOException {
    log(evidence, "var/log/auth.log", accepted(0, 50));
    ingest(evidence);
    List<Event> before = events();
    log(evidence, "var/log/secure", accepted(5000, 5100));

    assertThatThrownBy(() ->
            ingest(
                step -> {
                  if (step == last) {
                    throw new IOException("power cut");
                  }
                },
                evidence))
        .hasMessage("power cut");

    boolean took = last.compareTo(Step.MANIFEST) >= 0;
    assertThat(events()).hasSize(took ? 150 : 50);
    if (!took) {
      assertThat(events()).isEqualTo(before);
    }
    IngestSummary again = ingest(evidence);
    assertThat(again.events()).isEqualTo(took ? 0 : 100);
    assertThat(events()).hasSize(150);
    Ledger ledger = new Ledger(folder.ledger(), Clock.systemUTC(), "");
    assertThat(ledger.verify()).isEmpty();
    boolean untold = last == Step.MANIFEST || last == Step.DESCRIPTION;
    assertThat(ledger.entries().stream().map(Ledger.Entry::action).toList().contains("recover"))
        .isEqualTo(untold);
    checkIndex();
  }

  @Test
  void aTokenOfFortyThousandBytesIsKept() throws IOException {
    String token = "x".repeat(40_000);
    log(
        evidence,
        "var/log/auth.log",
        accepted(0, 3)
            + "Mar  1 00:00:09 web7 "
            + token
            + "[1]: hello "
            + token
            + "\n"
            + accepted(10, 13));
    List<EvidenceSource> sources = List.of(EvidenceSource.of(evidence));
    IngestOptions wide = options(1 << 18);
    IngestSummary summary = Ingest.run(folder, sources, wide, step -> {});

    assertThat(summary.events()).isGreaterThanOrEqualTo(7);
    List<Event> events = events();
    StringBuilder text = new StringBuilder();
    try (OpenCase open = folder.open()) {
      for (Event event : events) {
        text.append(new String(open.record(event), StandardCharsets.UTF_8));
      }
    }
    assertThat(text.toString().split(token, -1)).hasSize(3);
  }

  @Test
  void aManifestThatWasChangedIsSaid() throws IOException {
    log(evidence, "var/log/auth.log", accepted(0, 5));
    ingest(evidence);
    String manifest = Files.readString(folder.evidence());
    Files.writeString(folder.evidence(), manifest.replace("\"size\":", "\"size\":1"));

    assertThatThrownBy(() -> folder.open())
        .isInstanceOf(CaseException.class)
        .hasMessageContaining("evidence.jsonl");
    assertThatThrownBy(() -> ingest(evidence)).isInstanceOf(CaseException.class);
  }

  @Test
  void twoWritersAreRefused() throws IOException {
    try (CaseWriter first = CaseWriter.open(folder)) {
      assertThat(first.before().entries()).isEmpty();
      assertThatThrownBy(() -> ingest(evidence))
          .isInstanceOf(CaseException.class)
          .hasMessageContaining("another process");
    }
  }
}
