package dwell.format.utmp;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.event.Seed;
import dwell.format.LogFormat;
import dwell.format.LogFormats;
import dwell.format.Parsed;
import dwell.format.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The databases were written by SQLite, with the statements of wtmpdb and liblastlog2. */
final class LoginDatabaseTest {
  private static final int PAGE = 512;

  private static byte[] fixture(String name) throws IOException {
    try (InputStream in =
        LoginDatabaseTest.class.getResourceAsStream("/dwell/format/utmp/" + name)) {
      return in.readAllBytes();
    }
  }

  private static List<Event> read(byte[] bytes, String id) {
    LogFormat format = LogFormats.recognise(new Sample(bytes, true, "x"));
    assertThat(format).isNotNull();
    assertThat(format.id()).isEqualTo(id);
    return Parsed.with(format).events(bytes);
  }

  private static List<Event> of(List<Event> events, Action action) {
    return events.stream().filter(event -> event.action() == action).toList();
  }

  @Test
  void aRowIsALoginAndItsLogout() throws IOException {
    List<Event> events = read(fixture("wtmp.db"), "wtmpdb");
    assertThat(of(events, Action.SESSION_OPEN)).hasSize(19);
    assertThat(of(events, Action.SESSION_CLOSE)).hasSize(17);
    Event bob = named(events, Action.SESSION_OPEN, "bob");
    assertThat(bob.time().instant()).hasToString("2026-03-03T06:28:21Z");
    assertThat(bob.outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(bob.text(Field.TTY)).isEqualTo("pts/1");
    assertThat(bob.text(Field.SOURCE_DOMAIN)).isEqualTo("dialup.example");
    assertThat(bob.text(Field.PROCESS)).isEqualTo("sshd");
    assertThat(bob.text(Field.SESSION)).isEqualTo("3");
    Event left = named(events, Action.SESSION_CLOSE, "bob");
    assertThat(left.time().instant()).hasToString("2026-03-03T06:33:21Z");
    assertThat(left.place().offset()).isEqualTo(bob.place().offset());
    assertThat(left.place().ordinal()).isEqualTo(1);
    Event carol = named(events, Action.SESSION_OPEN, "carol");
    assertThat(carol.text(Field.SOURCE_IP)).isEqualTo("2001:db8::7");
    assertThat(of(events, Action.BOOT)).hasSize(1);
    assertThat(of(events, Action.SHUTDOWN).getFirst().time().instant())
        .hasToString("2026-03-03T07:13:20Z");
    assertThat(of(events, Action.BOOT).getFirst().text(Field.MESSAGE))
        .isEqualTo("6.12.48+deb13-amd64");
  }

  private static Event named(List<Event> events, Action action, String user) {
    return of(events, action).stream()
        .filter(event -> user.equals(event.text(Field.USER)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDisplayIsNoHost() throws IOException {
    Event local =
        of(read(fixture("wtmp.db"), "wtmpdb"), Action.SESSION_OPEN).stream()
            .filter(event -> "tty2".equals(event.text(Field.TTY)))
            .findFirst()
            .orElseThrow();
    assertThat(local.text(Field.SOURCE_IP)).isNull();
    assertThat(local.text(Field.SOURCE_DOMAIN)).isNull();
  }

  @Test
  void lastLogins() throws IOException {
    List<Event> events =
        read(fixture("lastlog2.db"), "lastlog2").stream()
            .filter(event -> event.outcome() == Outcome.SUCCESS)
            .toList();
    assertThat(events)
        .extracting(event -> event.text(Field.USER))
        .containsExactlyInAnyOrder("maria", "bob", "carol");
    Event maria = named(events, Action.INFO, "maria");
    assertThat(maria.time().instant()).hasToString("2026-03-03T06:26:41Z");
    assertThat(maria.text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
  }

  /** Rows on free pages were deleted, or stand elsewhere too. */
  @Test
  void freePagesHoldNoRows() throws IOException {
    List<Event> events = read(fixture("wtmp-freed.db"), "wtmpdb");
    assertThat(of(events, Action.SESSION_OPEN))
        .extracting(event -> event.text(Field.SESSION))
        .containsExactlyInAnyOrder("2", "3", "4", "5", "6", "7", "8", "9");
  }

  @Test
  void anotherDatabaseIsNone() throws IOException {
    byte[] other = fixture("wtmp.db");
    int table = new String(other, StandardCharsets.ISO_8859_1).indexOf("wtmp");
    other[table + 1] = 'x';
    other[table + 5] = 'x';
    LogFormat format = LogFormats.recognise(new Sample(other, true, "wtmp.db"));
    assertThat(format).isNotNull();
    assertThat(format.id()).isEqualTo("binary");
  }

  @Test
  void aCutPageAndAWriteAheadLogAreTold() throws IOException {
    byte[] bytes = fixture("wtmp.db");
    bytes[18] = 2;
    Parsed parsed = Parsed.with(new WtmpDatabase());
    parsed.events(Arrays.copyOf(bytes, bytes.length - 5));
    assertThat(parsed.faults()).hasSize(2).first().asString().contains("write-ahead");
    assertThat(parsed.faults().getLast()).startsWith("2048: the last page is not whole");
  }

  /** The list of free pages may be a ring. */
  @Test
  void aLoopEnds() throws IOException {
    byte[] bytes = fixture("wtmp-freed.db");
    int first = bytes[35] - 1;
    bytes[first * PAGE + 3] = bytes[35];
    Parsed parsed = Parsed.with(new WtmpDatabase());
    assertThat(parsed.events(bytes)).isNotEmpty();
    assertThat(parsed.faults()).first().asString().contains("does not end");
  }

  /** A length that says more than the page holds: what stands there is still read. */
  @Test
  void aRowLongerThanItsPageIsReadAsFarAsItStandsThere() throws IOException {
    byte[] bytes = fixture("wtmp.db");
    Event bob = named(read(bytes, "wtmpdb"), Action.SESSION_OPEN, "bob");
    int cell = (int) bob.place().offset();
    bytes[cell] = 0x7F;
    List<Event> events = read(bytes, "wtmpdb");
    assertThat(named(events, Action.SESSION_OPEN, "bob").text(Field.TTY)).isEqualTo("pts/1");
    // Serial types beyond the page: the host's name cannot be.
    bytes[cell] = (byte) 0x8F;
    events = read(bytes, "wtmpdb");
    assertThat(events).allSatisfy(event -> assertThat(event.place().length()).isPositive());
  }

  /** Whatever stands in one page, the rows of the others are read as before. */
  @Test
  void damageStaysInItsPage() throws IOException {
    byte[] whole = fixture("wtmp.db");
    List<Event> before = read(whole, "wtmpdb");
    Random random = Seed.random();
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = whole.clone();
      int page = 2 + random.nextInt(3);
      for (int k = 0; k < 1 + random.nextInt(20); k++) {
        bytes[page * PAGE + random.nextInt(PAGE)] = (byte) random.nextInt(256);
      }
      assertThat(outside(read(bytes, "wtmpdb"), page))
          .as(Seed.text())
          .isEqualTo(outside(before, page));
    }
  }

  private static List<String> outside(List<Event> events, int page) {
    return events.stream()
        .filter(event -> event.place().offset() / PAGE != page)
        .map(event -> event.id() + event.time() + event.action() + event.text(Field.USER))
        .toList();
  }

  @Test
  void aRowOfSomethingElseIsFlagged() throws IOException {
    byte[] bytes = fixture("wtmp.db");
    Event bob = named(read(bytes, "wtmpdb"), Action.SESSION_OPEN, "bob");
    // The type's serial type becomes that of a text.
    bytes[(int) bob.place().offset() + 4] = 15;
    Parsed parsed = Parsed.with(new WtmpDatabase());
    List<Event> events = parsed.events(bytes);
    assertThat(events).filteredOn(event -> event.flags().contains(Flag.INCONSISTENT)).hasSize(1);
    assertThat(parsed.faults()).hasSize(1);
  }
}
