package dwell.format.utmp;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.IpAddress;
import dwell.event.Outcome;
import dwell.format.LogFormat;
import dwell.format.LogFormats;
import dwell.format.Parsed;
import dwell.format.Sample;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UtmpFormatTest {
  private static final long SECOND = 1_772_519_101L;

  private static byte[] entry(
      boolean wide, int type, int pid, String line, String user, String host, String ip) {
    ByteBuffer b = ByteBuffer.allocate(wide ? 400 : 384).order(ByteOrder.LITTLE_ENDIAN);
    b.putShort(0, (short) type).putInt(4, pid);
    b.put(8, utf8(line)).put(44, utf8(user)).put(76, utf8(host));
    if (wide) {
      b.putLong(344, SECOND).putLong(352, 250_000);
    } else {
      b.putInt(340, (int) SECOND).putInt(344, 250_000);
    }
    byte[] address = ip.isEmpty() ? null : IpAddress.parse(ip);
    if (address != null) {
      boolean four = IpAddress.isV4(address, 0);
      b.put(wide ? 360 : 348, four ? Arrays.copyOfRange(address, 12, 16) : address);
    }
    return b.array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] file(byte[]... entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      out.writeBytes(entry);
    }
    return out.toByteArray();
  }

  private static List<Event> read(String path, byte[] bytes, String id) {
    LogFormat format = LogFormats.recognise(new Sample(bytes, true, path));
    assertThat(format).isNotNull();
    assertThat(format.id()).isEqualTo(id);
    return Parsed.with(format).path(path).events(bytes);
  }

  private static byte[] wtmp(boolean wide) {
    return file(
        entry(wide, 2, 0, "~", "reboot", "6.1.0-18-amd64", ""),
        entry(wide, 7, 99, "pts/0", "maria", "203.0.113.9", "203.0.113.9"),
        entry(wide, 7, 98, "tty7", "maria", ":0", ""),
        entry(wide, 7, 97, "pts/1", "bob", "dialup.example", "2001:db8::7"),
        entry(wide, 8, 99, "pts/0", "", "", ""),
        new byte[wide ? 400 : 384],
        entry(wide, 3, 0, "{", "", "", ""),
        entry(wide, 1, '0', "~", "shutdown", "6.1.0-18-amd64", ""));
  }

  @Test
  void sessionsBootsAndClocks() {
    for (boolean wide : new boolean[] {false, true}) {
      List<Event> events = read("x", wtmp(wide), wide ? "wtmp64" : "wtmp");
      assertThat(events)
          .extracting(Event::action)
          .containsExactly(
              Action.BOOT,
              Action.SESSION_OPEN,
              Action.SESSION_OPEN,
              Action.SESSION_OPEN,
              Action.SESSION_CLOSE,
              Action.MESSAGE,
              Action.CLOCK_CHANGE,
              Action.SHUTDOWN);
      assertThat(events)
          .extracting(event -> event.text(Field.SOURCE_IP))
          .containsExactly(null, "203.0.113.9", null, "2001:db8::7", null, null, null, null);
      assertThat(events.get(3).text(Field.SOURCE_DOMAIN)).isEqualTo("dialup.example");
      assertThat(events.get(2).text(Field.SOURCE_DOMAIN)).isNull();
      assertThat(events.get(0).text(Field.USER)).isNull();
      assertThat(events.get(1).text(Field.TTY)).isEqualTo("pts/0");
      assertThat(events.get(1).number(Field.PID)).isEqualTo(99);
      assertThat(String.valueOf(events.get(1).time().instant()))
          .isEqualTo("2026-03-03T06:25:01.250Z");
      assertThat(events.get(1).time().digits()).isEqualTo(6);
      assertThat(events.get(5).flags()).containsExactly(Flag.ZEROED);
      assertThat(events.get(1).place().line()).isZero();
    }
  }

  /** The same records with their highest byte first, as s390x writes them. */
  private static byte[] big(byte[] little) {
    byte[] big = little.clone();
    for (int at = 0; at + 384 <= big.length; at += 384) {
      reverse(big, at, 2);
      for (int number : new int[] {4, 336, 340, 344}) {
        reverse(big, at + number, 4);
      }
    }
    return big;
  }

  private static void reverse(byte[] b, int at, int size) {
    for (int i = 0; i < size / 2; i++) {
      byte kept = b[at + i];
      b[at + i] = b[at + size - 1 - i];
      b[at + size - 1 - i] = kept;
    }
  }

  @Test
  void bigEndianRecordsSayTheSame() {
    List<Event> little = read("x", wtmp(false), "wtmp");
    List<Event> big = read("x", big(wtmp(false)), "wtmp-be");
    assertThat(big)
        .extracting(Event::action)
        .isEqualTo(little.stream().map(Event::action).toList());
    assertThat(big).extracting(Event::time).isEqualTo(little.stream().map(Event::time).toList());
    assertThat(big.get(1).text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
    assertThat(big.get(1).number(Field.PID)).isEqualTo(99);
    byte[] btmp = entry(false, 6, 99, "ssh:notty", "admin", "203.0.113.9", "203.0.113.9");
    assertThat(read("x", big(btmp), "btmp-be").getFirst().text(Field.USER)).isEqualTo("admin");
  }

  @Test
  void failedLogins() {
    byte[] btmp = entry(false, 6, 99, "ssh:notty", "admin", "203.0.113.9", "203.0.113.9");
    Event event = read("x", file(btmp, btmp), "btmp").getFirst();
    assertThat(event.action()).isEqualTo(Action.LOGIN);
    assertThat(event.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(event.text(Field.USER)).isEqualTo("admin");
    byte[] users = file(entry(false, 7, 99, "pts/0", "maria", "", ""));
    assertThat(read("var/log/btmp.1", users, "btmp")).hasSize(1);
    assertThat(read("var/log/wtmp.1", users, "wtmp")).hasSize(1);
  }

  @Test
  void aCutOrDamagedFileTellsWhere() {
    byte[] whole = wtmp(false);
    Arrays.fill(whole, 384, 500, (byte) 0xEE);
    Parsed parsed = Parsed.with(UtmpFormat.wtmp());
    List<Event> events = parsed.events(Arrays.copyOf(whole, whole.length - 5));
    assertThat(events.get(1).flags()).contains(Flag.INCONSISTENT);
    assertThat(events.getLast().flags()).contains(Flag.TRUNCATED);
    assertThat(parsed.faults()).hasSize(2).first().asString().startsWith("384: ");
  }

  @Test
  void lastLogins() {
    ByteBuffer b = ByteBuffer.allocate(292 * 5).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(292 * 3, (int) SECOND);
    b.put(292 * 3 + 4, utf8("pts/0")).put(292 * 3 + 36, utf8("203.0.113.9"));
    List<Event> events = read("x", b.array(), "lastlog");
    assertThat(events).hasSize(3);
    assertThat(events.get(1).number(Field.USER_ID)).isEqualTo(3);
    assertThat(events.get(1).text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
    assertThat(events.get(1).action()).isEqualTo(Action.SESSION_OPEN);
  }

  /** Somebody wrote zeros over the beginning, or over all of it: that is evidence too. */
  @Test
  void zerosUnderTheNameOfTheTableAreItsRecords() {
    byte[] wiped = new byte[384 * 300];
    List<Event> events = read("var/log/wtmp", wiped, "wtmp");
    assertThat(events)
        .hasSize(300)
        .allSatisfy(event -> assertThat(event.flags()).containsExactly(Flag.ZEROED));
    assertThat(read("var/log/btmp.1", wiped, "btmp")).hasSize(300);
    LogFormat other = LogFormats.recognise(new Sample(wiped, true, "var/log/x"));
    assertThat(other == null ? "" : other.id()).isEqualTo("binary");
  }

  @Test
  void lastLoginsOfOtherMachines() {
    ByteBuffer wide = ByteBuffer.allocate(296 * 3).order(ByteOrder.LITTLE_ENDIAN);
    wide.putLong(296, SECOND).put(296 + 8, utf8("pts/0")).put(296 + 40, utf8("2001:db8::7"));
    ByteBuffer big = ByteBuffer.allocate(292 * 3).order(ByteOrder.BIG_ENDIAN);
    big.putInt(292, (int) SECOND).put(292 + 4, utf8("pts/0")).put(292 + 36, utf8("2001:db8::7"));
    for (Event event :
        List.of(
            read("x", wide.array(), "lastlog64").get(1),
            read("x", big.array(), "lastlog-be").get(1))) {
      assertThat(event.number(Field.USER_ID)).isEqualTo(1);
      assertThat(event.text(Field.SOURCE_IP)).isEqualTo("2001:db8::7");
      assertThat(event.text(Field.TTY)).isEqualTo("pts/0");
      assertThat(event.time().instant()).hasToString("2026-03-03T06:25:01Z");
    }
  }
}
