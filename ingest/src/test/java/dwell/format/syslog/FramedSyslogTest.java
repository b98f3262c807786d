package dwell.format.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Seed;
import dwell.format.LogFormat;
import dwell.format.LogFormats;
import dwell.format.Parsed;
import dwell.format.Sample;
import dwell.record.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FramedSyslogTest {
  private static final List<String> MESSAGES = messages();

  private static List<String> messages() {
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String second = String.format(Locale.ROOT, "%02d", i);
      messages.add(
          i % 3 == 0
              ? "<86>Mar  3 06:25:" + second + " gate sshd[811]: port " + i
              : "<86>1 2026-03-03T06:25:"
                  + second
                  + "Z gate app 7 - - line "
                  + i
                  + "\nand 12 <3 more");
    }
    return messages;
  }

  private static byte[] framed(List<String> messages) {
    StringBuilder framed = new StringBuilder();
    messages.forEach(message -> framed.append(message.length()).append(' ').append(message));
    return framed.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static LogFormat of(byte[] bytes) {
    return Objects.requireNonNull(LogFormats.recognise(new Sample(bytes, true, "x")));
  }

  private static List<String> told(List<Event> events) {
    return events.stream()
        .map(event -> event.time().instant() + " " + event.text(Field.MESSAGE))
        .toList();
  }

  @Test
  void aFrameIsARecord() {
    byte[] bytes = framed(MESSAGES);
    assertThat(of(bytes).id()).isEqualTo("syslog.framed");
    List<Event> events = Parsed.with(of(bytes)).events(bytes);
    assertThat(events).hasSize(40);
    assertThat(told(events).get(3)).isEqualTo("2026-03-03T06:25:03Z port 3");
    assertThat(told(events).get(4)).isEqualTo("2026-03-03T06:25:04Z line 4\nand 12 <3 more");
    assertThat(events.get(3).text(Field.PROCESS)).isEqualTo("sshd");
    assertThat(events).allSatisfy(event -> assertThat(event.flags()).isEmpty());
  }

  @Test
  void chunksDoNotShow() {
    byte[] bytes =
        framed(MESSAGES.stream().flatMap(m -> Collections.nCopies(40, m).stream()).toList());
    List<String> whole = told(Parsed.with(new FramedSyslog()).events(bytes));
    assertThat(whole).hasSize(1600);
    assertThat(told(Parsed.with(new FramedSyslog()).limits(4096, 1024).events(bytes)))
        .isEqualTo(whole);
  }

  @Test
  void aFileOfLinesIsOne() {
    String lines = String.join("\n", MESSAGES.get(0), MESSAGES.get(3), MESSAGES.get(6)) + '\n';
    assertThat(of(lines.getBytes(StandardCharsets.UTF_8)).id()).isEqualTo("syslog");
    StringBuilder framed = new StringBuilder();
    lines.lines().forEach(l -> framed.append(l.length() + 1).append(' ').append(l).append('\n'));
    assertThat(of(framed.toString().getBytes(StandardCharsets.UTF_8)).id()).isEqualTo("syslog");
  }

  /** A file may end anywhere: what is whole is read. */
  @Test
  void aCutFileLosesItsLastFrameAlone() {
    byte[] bytes = framed(MESSAGES);
    List<String> whole = told(Parsed.with(new FramedSyslog()).events(bytes));
    for (int to = 1; to < bytes.length; to++) {
      List<Event> events = Parsed.with(new FramedSyslog()).events(Arrays.copyOf(bytes, to));
      int full = events.size() - 1;
      assertThat(told(events).subList(0, full))
          .as("cut at " + to)
          .isEqualTo(whole.subList(0, full));
    }
  }

  /** A length that is wrong costs its own frame, and no more than that. */
  @Test
  void damageStaysWhereItIs() {
    byte[] bytes = framed(MESSAGES);
    List<Event> before = Parsed.with(new FramedSyslog()).events(bytes);
    Random random = Seed.random();
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = bytes.clone();
      int at = random.nextInt(bytes.length);
      damaged[at] = (byte) random.nextInt(256);
      // Another length may end where a frame begins, too: nobody can know that it is wrong.
      if (Ascii.isDigit(bytes[at]) && Ascii.isDigit(damaged[at])) {
        continue;
      }
      List<Long> starts = new ArrayList<>();
      List<Event> after = Parsed.with(new FramedSyslog()).events(damaged);
      after.forEach(event -> starts.add(event.place().offset()));
      for (int k = 0; k < before.size(); k++) {
        long from = before.get(k).place().offset();
        long end = from + before.get(k).place().length();
        boolean near = at >= from && at < end + 12;
        if (!near) {
          assertThat(starts).as("byte " + at + ' ' + Seed.text()).contains(from);
        }
      }
    }
  }

  @Test
  void whatLiesBetweenIsKept() {
    byte[] bytes =
        (new String(framed(MESSAGES.subList(0, 2)), StandardCharsets.UTF_8)
                + "lost"
                + new String(framed(MESSAGES.subList(3, 5)), StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    List<Event> events = Parsed.with(new FramedSyslog()).events(bytes);
    assertThat(told(events)).contains("2026-03-03T06:25:03Z port 3");
    assertThat(events.stream().mapToLong(e -> e.place().length()).sum()).isEqualTo(bytes.length);
    assertThat(events).anySatisfy(e -> assertThat(e.flags()).contains(Flag.TRUNCATED));
  }
}
