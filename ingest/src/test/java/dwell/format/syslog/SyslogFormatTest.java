package dwell.format.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Event;
import dwell.event.EventTime.Basis;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.TextCoding;
import dwell.format.Parsed;
import dwell.pattern.Catalogue;
import dwell.pattern.MessageMatcher;
import dwell.time.HostClock;
import dwell.time.HostClocks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SyslogFormatTest {
  private static List<Event> fixture() throws IOException {
    try (InputStream in =
        SyslogFormatTest.class.getResourceAsStream("/dwell/format/syslog/mixed.log")) {
      return Parsed.with(new SyslogFormat())
          .host("gate")
          .zone("Europe/Vienna")
          .events(in.readAllBytes());
    }
  }

  private static void envelope(
      Event event,
      String time,
      String host,
      @Nullable String program,
      @Nullable Long pid,
      String message) {
    assertThat(String.valueOf(event.time().instant())).isEqualTo(time);
    assertThat(event.text(Field.HOST)).isEqualTo(host);
    assertThat(event.text(Field.PROCESS)).isEqualTo(program);
    assertThat(event.number(Field.PID)).isEqualTo(pid);
    assertThat(event.text(Field.MESSAGE)).isEqualTo(message);
  }

  @Test
  void linesOfAllFormsInOneFile() throws IOException {
    List<Event> events = fixture();
    assertThat(events).hasSize(12);
    envelope(
        events.get(0),
        "2026-03-03T05:25:01Z",
        "gate",
        "CRON",
        811L,
        "(root) CMD (test -x /usr/sbin/anacron)");
    envelope(
        events.get(4),
        "2026-03-03T05:25:06.125Z",
        "gate",
        "kernel",
        null,
        "[  970.699396] usb 1-1: new device");
    envelope(
        events.get(5),
        "2026-03-03T05:26:00.451278Z",
        "gate",
        "systemd",
        1L,
        "Started cron.service.");
    envelope(
        events.get(6),
        "2026-03-03T06:26:01.003Z",
        "gate",
        "sshd",
        4712L,
        "Connection closed by 203.0.113.9 port 40023");
    envelope(
        events.get(7),
        "2026-03-03T05:26:02Z",
        "gate",
        "su(pam_unix)",
        99L,
        "session opened for user web by (uid=0)");
    envelope(
        events.get(8),
        "2026-03-03T05:26:03Z",
        "gate",
        "/usr/sbin/cron",
        12L,
        "(root) RELOAD (crontabs/root)");
    envelope(events.get(9), "2026-03-03T05:26:04Z", "gate", null, null, "-- MARK --");
    envelope(events.get(10), "null", "gate", null, null, "no envelope at all");
    envelope(
        events.get(11),
        "2026-03-03T05:26:05Z",
        "2001:db8::5",
        "postfix/smtpd",
        77L,
        "connect from unknown[198.51.100.7]");
    assertThat(events.get(5).time().basis()).isEqualTo(Basis.RECORDED);
    assertThat(events.get(0).time().basis()).isEqualTo(Basis.HOST);
    assertThat(events.get(0).text(Field.TIME_ORIGINAL)).isEqualTo("Mar  3 06:25:01");
  }

  @Test
  void repetitionsStandForWhatTheyRepeat() {
    MessageMatcher matcher =
        (b, programFrom, programTo, from, to, batch) -> {
          batch.keyword(Field.USER, b, to - 4, to);
          batch.text(Field.COMMAND_LINE, from, to, TextCoding.RAW);
          return true;
        };
    List<Event> events =
        Parsed.with(new SyslogFormat())
            .messages(() -> matcher)
            .events(
                """
                Mar  3 06:25:01 gate sshd[4]: refused root
                Mar  3 06:25:02 gate sshd[4]: message repeated 2 times: [ refused ruth]
                Mar  3 06:25:03 gate last message repeated 3 times
                Mar  3 06:25:04 other last message repeated 4 times
                """);
    assertThat(events)
        .extracting(event -> event.number(Field.REPEAT))
        .containsExactly(null, 2L, 3L, 4L);
    assertThat(events)
        .extracting(event -> event.text(Field.USER))
        .containsExactly("root", "ruth", "ruth", null);
    assertThat(events.get(2).text(Field.PROCESS)).isEqualTo("sshd");
    assertThat(events.get(2).text(Field.COMMAND_LINE)).isNull();
  }

  @Test
  void eachSenderHasItsOwnClock() {
    HostClocks clocks =
        new HostClocks(
            Map.of(
                "gate", new HostClock(ZoneId.of("Europe/Vienna"), Basis.HOST),
                "delhi", new HostClock(ZoneId.of("Asia/Kolkata"), Basis.GIVEN)),
            HostClock.ASSUMED_UTC);
    List<Event> events =
        Parsed.with(new SyslogFormat())
            .host("gate")
            .clocks(clocks)
            .events(
                """
                Mar  3 06:25:01 gate a: x
                Mar  3 10:55:01 delhi.example a: x
                Mar  3 06:25:01 stranger a: x
                """);
    assertThat(events)
        .extracting(event -> event.time().instant())
        .containsOnly(Instant.parse("2026-03-03T05:25:01Z"));
    assertThat(events.get(1).time().basis()).isEqualTo(Basis.GIVEN);
  }

  @Test
  void yearsGoOnOverChunks() {
    StringBuilder text = new StringBuilder();
    for (int month = 0; month < 30; month++) {
      String name =
          "JanFebMarAprMayJunJulAugSepOctNovDec".substring(month % 12 * 3, month % 12 * 3 + 3);
      text.append((name + " 11 06:25:01 gate a[1]: " + "x".repeat(60) + '\n').repeat(20));
    }
    List<Event> events =
        Parsed.with(new SyslogFormat()).year(2021).limits(2048, 1024).events(text.toString());
    assertThat(events).hasSize(600);
    for (int i = 0; i < events.size(); i++) {
      assertThat(String.valueOf(events.get(i).time().instant()))
          .startsWith(String.valueOf(2021 + i / 240));
    }
  }

  /**
   * Many lines a second, over the end of a year and the hour that comes twice, with lines that have
   * no stamp, a zone, or a year behind a stamp of the same second: what a chunk begins with must be
   * what the lines before it told.
   */
  @Test
  void chunksBeginWithWhatTheLinesBeforeThemTold() {
    long seed = Long.getLong("dwell.seed", System.nanoTime());
    Random random = new Random(seed);
    String[] seconds = {
      "Oct 25 02:59:58", "Oct 25 02:10:00", "Oct 25 02:10:01", "Oct 25 03:00:00",
      "Dec 31 23:59:59", "Jan  1 00:00:00", "Mar 29 01:59:59", "Mar 29 03:00:00"
    };
    String[] behind = {
      " gate a[1]: b", " 2025 gate a[1]: b", " CEST gate a[1]: b", ".25 gate a: b"
    };
    StringBuilder text = new StringBuilder();
    int second = 0;
    for (int line = 0; line < 4000; line++) {
      if (random.nextInt(20) == 0) {
        second = random.nextInt(8) == 0 ? random.nextInt(8) : (second + 1) % seconds.length;
      }
      boolean plain = random.nextInt(10) > 0;
      text.append(random.nextInt(40) == 0 ? "no stamp" : seconds[second])
          .append(behind[plain ? 0 : random.nextInt(4)])
          .append('\n');
    }
    Parsed whole = Parsed.with(new SyslogFormat()).host("gate").zone("Europe/Vienna");
    Parsed parts =
        Parsed.with(new SyslogFormat()).host("gate").zone("Europe/Vienna").limits(2048, 1024);

    List<Event> parted = parts.events(text.toString());
    List<Event> events = whole.events(text.toString());

    assertThat(parted).as("-Ddwell.seed=" + seed).hasSameSizeAs(events);
    for (int i = 0; i < events.size(); i++) {
      assertThat(parted.get(i).time())
          .as("line %d, -Ddwell.seed=%d", i + 1, seed)
          .isEqualTo(events.get(i).time());
      assertThat(parted.get(i).flags()).isEqualTo(events.get(i).flags());
    }
  }

  @Test
  void whatACrashLeavesIsFlagged() {
    List<Event> events =
        Parsed.with(new SyslogFormat())
            .events("\0\0\0Mar  3 06:25:01 gate a[1]: b\nMar  3 06:25:02 gate a[1]: \u0007\n");
    assertThat(events.get(0).flags()).containsExactly(Flag.ZEROED);
    assertThat(events.get(0).text(Field.PROCESS)).isEqualTo("a");
    assertThat(events.get(1).flags()).containsExactly(Flag.CONTROL_CHARACTERS);
  }

  @Test
  void metalogAndSolarisTagsAreOfTheEnvelope() {
    List<Event> events =
        Parsed.with(new SyslogFormat())
            .host("gate")
            .zone("UTC")
            .events(
                ("2026-03-03T05:25:01Z [sshd] User root from 203.0.113.9 not allowed\n"
                        + "2026-03-03T05:25:01Z [sshd]: Connection closed\n"
                        + "2026-03-03T05:25:01Z sun sshd[7]: [ID 800047 auth.info] Failed\n"
                        + "2026-03-03T05:25:01Z sun sshd[7]: [ID x] is no such tag\n")
                    .getBytes(StandardCharsets.UTF_8));
    String time = "2026-03-03T05:25:01Z";
    envelope(events.get(0), time, "gate", "sshd", null, "User root from 203.0.113.9 not allowed");
    envelope(events.get(1), time, "gate", "sshd", null, "Connection closed");
    envelope(events.get(2), time, "sun", "sshd", 7L, "Failed");
    envelope(events.get(3), time, "sun", "sshd", 7L, "[ID x] is no such tag");
  }

  @Test
  void aMessageThatIsNotUnderstoodKeepsItsProgramsDataset() {
    List<Event> events =
        Parsed.with(new SyslogFormat())
            .host("gate")
            .zone("UTC")
            .messages(Catalogue.builtIn()::matcher)
            .events(
                ("2026-03-03T05:25:01Z gate kernel: zorp one\n"
                        + "2026-03-03T05:25:01Z gate sshd-session[7]: zorp two\n"
                        + "2026-03-03T05:25:01Z gate zorpd[7]: zorp three\n")
                    .getBytes(StandardCharsets.UTF_8));
    assertThat(events).extracting(Event::action).containsOnly(Action.MESSAGE);
    assertThat(events)
        .extracting(Event::dataset)
        .containsExactly(Dataset.KERNEL, Dataset.SSH, Dataset.SYSLOG);
  }

  @Test
  void blanksAroundTheMessageAreOfTheRecordAlone() {
    String line = "2026-03-03T05:25:01Z gate sshd[7]:  Failed none for carol from 203.0.113.9   ";
    List<Event> events =
        Parsed.with(new SyslogFormat())
            .host("gate")
            .zone("UTC")
            .messages(Catalogue.builtIn()::matcher)
            .events((line + "\n").getBytes(StandardCharsets.UTF_8));
    assertThat(events.getFirst().text(Field.MESSAGE))
        .isEqualTo("Failed none for carol from 203.0.113.9");
    assertThat(events.getFirst().place().length()).isEqualTo(line.length() + 1);
  }

  @Test
  void busyboxWritesFacilityAndLevelBehindTheHost() {
    Event event =
        Parsed.with(new SyslogFormat())
            .events("Nov  3 08:05:09 gate auth.info sshd[12]: Connection closed by 192.0.2.7\n")
            .getFirst();

    assertThat(event.text(Field.HOST)).isEqualTo("gate");
    assertThat(event.text(Field.PROCESS)).isEqualTo("sshd");
    assertThat(event.number(Field.PID)).isEqualTo(12);
    assertThat(event.text(Field.MESSAGE)).isEqualTo("Connection closed by 192.0.2.7");
  }

  @Test
  void packetsWithoutTheKernelsNameAreRead() {
    String packet =
        "IN=eth0 OUT= SRC=203.0.113.9 DST=198.51.100.1 LEN=60 PROTO=TCP SPT=40022 DPT=22 SYN";
    List<Event> events =
        Parsed.with(new SyslogFormat())
            .events(
                "Nov  3 08:05:09 gate DENY: %1$s\nNov  3 08:05:09 gate [WAN-1-D] %1$s\n"
                        .formatted(packet)
                    + "Nov  3 08:05:10 gate kernel: L=126 ID=7 DF PROTO=TCP SPT=88 DPT=99 SYN\n"
                    + "Nov  3 08:05:11 gate app[7]: no such user x "
                    + packet
                    + "\n");

    for (Event event : events.subList(0, 2)) {
      assertThat(event.dataset()).isEqualTo(Dataset.FIREWALL);
      assertThat(event.text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
      assertThat(event.number(Field.DESTINATION_PORT)).isEqualTo(22);
      assertThat(event.text(Field.TRANSPORT)).isEqualTo("tcp");
    }
    assertThat(events.get(2).dataset()).isEqualTo(Dataset.FIREWALL);
    assertThat(events.get(2).number(Field.DESTINATION_PORT)).isEqualTo(99);
    assertThat(events.get(3).dataset()).isEqualTo(Dataset.SYSLOG);
    assertThat(events.get(3).text(Field.SOURCE_IP)).isNull();
  }
}
