package dwell.format.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Seed;
import dwell.format.LogFormats;
import dwell.format.Parsed;
import dwell.format.Sample;
import dwell.format.journal.JournalBytes.Packing;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JournalFileTest {
  private static final long MICROS = 1_793_693_109_000_001L;
  private static final int ENTRIES = 12;

  static Stream<Arguments> layouts() {
    return Stream.of(true, false)
        .flatMap(compact ->
            Arrays.stream(Packing.values()).map(packing -> Arguments.of(compact, packing)));
  }

  /** Entries that share most of their data, as journald writes them. */
  private static JournalBytes journal(boolean compact, Packing packing) {
    JournalBytes journal = new JournalBytes(compact, packing);
    for (int i = 0; i < ENTRIES; i++) {
      journal.entry(
          MICROS + i,
          "_HOSTNAME=db7",
          "SYSLOG_IDENTIFIER=app",
          "_PID=" + (70 + i / 3),
          "_UID=1001",
          "_AUDIT_SESSION=" + (i % 2 == 0 ? "4" : "4294967295"),
          "_CMDLINE=/usr/bin/app --serve",
          "MESSAGE=message " + i + " " + "with words ".repeat(i));
    }
    return journal;
  }

  private static List<String> messages(List<Event> events) {
    return events.stream()
        .filter(event -> event.text(Field.MESSAGE) != null)
        .map(event -> String.valueOf(event.text(Field.MESSAGE)))
        .toList();
  }

  private static List<Event> entries(List<Event> events) {
    return events.stream().filter(event -> event.text(Field.MESSAGE) != null).toList();
  }

  /** Every byte lies in one record. */
  private static List<Event> covered(byte[] file, Parsed parsed, String what) {
    List<Event> events = parsed.events(file);
    long at = 0;
    for (Event event : events) {
      assertThat(event.place().offset()).as(what).isEqualTo(at);
      assertThat(event.place().length()).as(what).isPositive();
      at += event.place().length();
    }
    assertThat(at).as(what).isEqualTo(file.length);
    return events;
  }

  private static List<Event> covered(byte[] file, String what) {
    return covered(file, Parsed.with(new JournalFile()), what);
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void everyEntryIsReadInEveryLayout(boolean compact, Packing packing) {
    byte[] file = journal(compact, packing).file(512);
    Parsed parsed = Parsed.with(new JournalFile());
    List<Event> read = entries(covered(file, parsed, "whole"));

    assertThat(read).hasSize(ENTRIES);
    assertThat(parsed.faults()).isEmpty();
    Event fifth = read.get(4);
    assertThat(fifth.time().instant()).isEqualTo(Instant.parse("2026-11-03T08:05:09.000005Z"));
    assertThat(fifth.text(Field.HOST)).isEqualTo("db7");
    assertThat(fifth.text(Field.PROCESS)).isEqualTo("app");
    assertThat(fifth.number(Field.PID)).isEqualTo(71);
    assertThat(fifth.number(Field.USER_ID)).isEqualTo(1001);
    assertThat(fifth.text(Field.SESSION)).isEqualTo("4");
    assertThat(read.get(5).text(Field.SESSION)).isNull();
    assertThat(fifth.text(Field.MESSAGE)).isEqualTo("message 4 " + "with words ".repeat(4));
  }

  @Test
  void howTheSenderWasStartedIsNoCommandThatSomebodyRan() {
    byte[] file = journal(true, Packing.NONE).file(0);
    assertThat(entries(covered(file, "whole")))
        .allSatisfy(event -> assertThat(event.text(Field.COMMAND_LINE)).isNull());
  }

  @Test
  void aJournalIsKnownByItsSignature() {
    byte[] file = journal(true, Packing.ZSTD).file(64);
    assertThat(LogFormats.recognise(new Sample(file, true, "x"))).isInstanceOf(JournalFile.class);
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void aFileThatEndsEarlyGivesTheEntriesBefore(boolean compact, Packing packing) {
    JournalBytes journal = journal(compact, packing);
    List<Integer> starts = List.copyOf(journal.entries);
    byte[] file = journal.file(0);
    List<String> all = messages(covered(file, "whole"));
    Random random = Seed.random();
    for (int to = 0; to < file.length; to += 1 + random.nextInt(24)) {
      byte[] cut = Arrays.copyOf(file, to);
      List<String> left = messages(covered(cut, "cut at " + to));
      int length = to;
      long whole = starts.stream().skip(1).filter(start -> start <= length).count();
      assertThat(left)
          .as("cut at " + to + ", " + Seed.text())
          .hasSizeBetween((int) whole, (int) whole + 1);
      assertThat(left)
          .as("cut at " + to + ", " + Seed.text())
          .isEqualTo(all.subList(0, left.size()));
    }
  }

  /** What is damaged in one place costs the entries there, and no others. */
  @ParameterizedTest
  @MethodSource("layouts")
  void damageIsReadOver(boolean compact, Packing packing) {
    JournalBytes journal = journal(compact, packing);
    byte[] file = journal.file(256);
    List<String> all = messages(covered(file, "whole"));
    Random random = Seed.random();
    for (int round = 0; round < 60; round++) {
      byte[] damaged = file.clone();
      int at = JournalBytes.HEADER + random.nextInt(file.length - JournalBytes.HEADER);
      int length = Math.min(1 + random.nextInt(40), file.length - at);
      for (int i = 0; i < length; i++) {
        damaged[at + i] = round % 4 == 0 ? 0 : (byte) random.nextInt(256);
      }
      String what = Seed.text() + ", " + length + " bytes at " + at;
      List<String> left = messages(covered(damaged, what));
      assertThat(all.stream().filter(message -> !left.contains(message)).count())
          .as(what)
          .isLessThanOrEqualTo(3);
      covered(damaged, Parsed.with(new JournalFile()).limits(2048, 1024), what + ", small chunks");
    }
  }

  /** A size is the one number that could take all that follows for one object. */
  @ParameterizedTest
  @MethodSource("layouts")
  void aSizeBeyondTheFileCostsOnlyItsOwnObject(boolean compact, Packing packing) {
    JournalBytes journal = journal(compact, packing);
    int first = journal.entries.getFirst();
    byte[] file = journal.file(256);
    List<String> all = messages(covered(file, "whole"));
    for (int at = JournalBytes.HEADER; at < file.length - 16; at += 8) {
      for (int power : new int[] {20, 36}) {
        byte[] damaged = file.clone();
        damaged[at + 8 + power / 8] |= (byte) (1 << power % 8);
        String what = "bit " + power + " of what may be a size at " + (at + 8);
        List<String> left = messages(covered(damaged, what));
        assertThat(all.stream().filter(message -> !left.contains(message)).count())
            .as(what)
            .isLessThanOrEqualTo(at < first ? 2 : 1);
      }
    }
  }

  @Test
  void anEntryBehindDamageIsFoundAgain() {
    JournalBytes journal = journal(false, Packing.NONE);
    int third = journal.entries.get(2);
    int fourth = journal.entries.get(3);
    byte[] file = journal.file(0);
    byte[] damaged = file.clone();
    Arrays.fill(damaged, third, third + 40, (byte) 0xA5);
    Parsed parsed = Parsed.with(new JournalFile());
    List<Event> events = covered(damaged, parsed, "third entry");

    assertThat(parsed.faults()).anyMatch(fault -> fault.contains("no journal object"));
    List<String> left = messages(events);
    assertThat(left).hasSize(ENTRIES - 1).doesNotContain(messages(covered(file, "whole")).get(2));
    assertThat(events)
        .filteredOn(event -> event.flags().contains(Flag.INCONSISTENT))
        .anySatisfy(event -> assertThat(event.place().offset()).isBetween(0L, (long) fourth));
  }

  @Test
  void whatWasZeroedIsTold() {
    JournalBytes journal = journal(true, Packing.NONE);
    int from = journal.entries.get(3);
    int to = journal.entries.get(7);
    byte[] file = journal.file(0);
    Arrays.fill(file, from, to, (byte) 0);
    Parsed parsed = Parsed.with(new JournalFile());
    List<Event> events = covered(file, parsed, "zeroed");

    assertThat(parsed.faults()).anyMatch(fault -> fault.startsWith(from + ": zeros"));
    assertThat(events).anyMatch(event -> event.flags().contains(Flag.ZEROED));
  }

  @Test
  void smallChunksGiveTheSameEntries() {
    byte[] file = journal(true, Packing.ZSTD).file(4096);
    List<String> whole = messages(covered(file, "whole"));
    for (int chunk : new int[] {2048, 2056, 3000, 4096, 8192}) {
      assertThat(
              messages(
                  covered(file, Parsed.with(new JournalFile()).limits(chunk, 1024), "" + chunk)))
          .isEqualTo(whole);
    }
  }

  @Test
  void aPackedBombIsCut() {
    byte[] file =
        new JournalBytes(false, Packing.ZSTD)
            .entry(MICROS, "MESSAGE=" + "x".repeat(8 << 20))
            .file(0);
    Event event = entries(covered(file, "bomb")).getFirst();
    assertThat(event.flags().contains(Flag.TRUNCATED)).isTrue();
    assertThat(String.valueOf(event.text(Field.MESSAGE)).length())
        .isLessThanOrEqualTo(Unpacking.MOST);
  }
}
