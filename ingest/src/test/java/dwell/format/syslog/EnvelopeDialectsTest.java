package dwell.format.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Event;
import dwell.event.Field;
import dwell.format.LogFormat;
import dwell.format.LogFormats;
import dwell.format.Parsed;
import dwell.format.Sample;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which daemons write the envelope, around the same message. */
class EnvelopeDialectsTest {
  private static final String MESSAGE = "Failed password for root from 203.0.113.9 port 40022 ssh2";
  private static final String TAGGED = "sshd[811]: " + MESSAGE;

  private static Event only(byte[] file) {
    List<Event> events =
        Parsed.with(new SyslogFormat()).host("own").zone("Europe/Vienna").events(file);
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  /** {@code EARLY} is 06:25:01 in Vienna, in March. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Mar  3 06:25:01 gate                      | 03-03T05:25:01Z     | gate
          Mar 3 06:25:01 gate                       | 03-03T05:25:01Z     | gate
          Mar 03 06:25:01 gate                      | 03-03T05:25:01Z     | gate
          Mar  3 06:25:01.125 gate                  | 03-03T05:25:01.125Z | gate
          Mar  3 06:25:01,125 gate                  | 03-03T05:25:01.125Z | gate
          2026 Mar  3 06:25:01 gate                 | 03-03T05:25:01Z     | gate
          Mar  3 06:25:01 2026 gate                 | 03-03T05:25:01Z     | gate
          Mar  3 2026 06:25:01 gate                 | 03-03T05:25:01Z     | gate
          Tue Mar  3 06:25:01 gate                  | 03-03T05:25:01Z     | gate
          Tue Mar  3 06:25:01 2026 gate             | 03-03T05:25:01Z     | gate
          Mar  3 06:25:01 UTC gate                  | 03-03T06:25:01Z     | gate
          Mar  3 06:25:01 EST gate                  | 03-03T11:25:01Z     | gate
          Mar  3 06:25:01.125 UTC gate              | 03-03T06:25:01.125Z | gate
          Mar  3 2026 06:25:01 UTC: gate            | 03-03T06:25:01Z     | gate
          Mar  3 06:25:01 +0300 gate                | 03-03T03:25:01Z     | gate
          Mar  3 06:25:01 UTC                       | 03-03T06:25:01Z     | own
          Mar  3 06:25:01                           | 03-03T05:25:01Z     | own
          <86>Mar  3 06:25:01 gate                  | 03-03T05:25:01Z     | gate
          Mar  3 06:25:01 gate.example.org          | 03-03T05:25:01Z     | gate.example.org
          Mar  3 06:25:01 2001:db8::5               | 03-03T05:25:01Z     | 2001:db8::5
          Mar  3 06:25:01 [2001:db8::5]             | 03-03T05:25:01Z     | 2001:db8::5
          Mar  3 06:25:01 gate auth.info            | 03-03T05:25:01Z     | gate
          20260303T052501Z gate                     | 03-03T05:25:01Z     | gate
          20260303T062501.125+0100 gate             | 03-03T05:25:01.125Z | gate
          20260303T062501 gate                      | 03-03T05:25:01Z     | gate
          1772515501.125 gate                       | 03-03T05:25:01.125Z | gate
          1772515501 gate                           | 03-03T05:25:01Z     | gate
          [2026-03-03 06:25:01] gate                | 03-03T05:25:01Z     | gate
          [2026-03-03T05:25:01,125Z] gate           | 03-03T05:25:01.125Z | gate
          [Tue Mar  3 06:25:01 2026] gate           | 03-03T05:25:01Z     | gate
          Mär  3 06:25:01 gate                      | 03-03T05:25:01Z     | gate
          mars  3 06:25:01 gate                     | 03-03T05:25:01Z     | gate
          Dez  3 06:25:01 gate                      | 12-03T05:25:01Z     | gate
          déc.  3 06:25:01 gate                     | 12-03T05:25:01Z     | gate
          ene  3 06:25:01 gate                      | 01-03T05:25:01Z     | gate
          2026-03-03T06:25:01+03:00 gate            | 03-03T03:25:01Z     | gate
          2026-03-03T06:25:01+0300 gate             | 03-03T03:25:01Z     | gate
          2026-03-03T06:25:01+03 gate               | 03-03T03:25:01Z     | gate
          2026-03-03T06:25:01.125-03:30 gate        | 03-03T09:55:01.125Z | gate
          2026-03-03T06:25:01Z gate                 | 03-03T06:25:01Z     | gate
          2026-03-03T06:25:01 gate                  | 03-03T05:25:01Z     | gate
          2026-03-03 06:25:01,125 gate              | 03-03T05:25:01.125Z | gate
          2026-03-03 06:25:01 +0300 gate            | 03-03T03:25:01Z     | gate
          2026-03-03 06:25:01 UTC gate              | 03-03T06:25:01Z     | gate
          2026/03/03 06:25:01 gate                  | 03-03T05:25:01Z     | gate
          <86>2026-03-03T06:25:01Z gate             | 03-03T06:25:01Z     | gate
          98 <86>Mar  3 06:25:01 gate               | 03-03T05:25:01Z     | gate
          Mar  3 06:25:01 relay Mar  3 06:24:59 gate             | 03-03T05:25:01Z | gate
          Mar  3 06:25:01 relay <86>Mar  3 06:24:59 gate         | 03-03T05:25:01Z | gate
          Mar  3 06:25:01 relay 2026-03-03T06:24:59+00:00 gate   | 03-03T05:25:01Z | gate
          """)
  void rfc3164AndWhatDaemonsMakeOfIt(String front, String time, String host) {
    for (String end : List.of("\n", "\r\n", "")) {
      Event event = only((front + " " + TAGGED + end).getBytes(StandardCharsets.UTF_8));
      assertThat(event.text(Field.MESSAGE)).isEqualTo(MESSAGE);
      assertThat(event.text(Field.PROCESS)).isEqualTo("sshd");
      assertThat(event.number(Field.PID)).isEqualTo(811);
      assertThat(event.text(Field.HOST)).isEqualTo(host);
      assertThat(Objects.requireNonNull(event.time().instant()).toString()).endsWith(time);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          <86>1 2026-03-03T06:25:01.125+03:00 gate sshd 811 - -                      | 03:25:01.125Z
          <86>1 2026-03-03T06:25:01Z gate sshd 811 ID4 [a@1 x="q\\"]"][b@2 y="z"]     | 06:25:01Z
          <86>1 2026-03-03T06:25:01Z gate sshd 811 - - \uFEFF                        | 06:25:01Z
          1 2026-03-03T06:25:01Z gate sshd 811 - -                                   | 06:25:01Z
          111 <86>1 2026-03-03T06:25:01Z gate sshd 811 - -                           | 06:25:01Z
          """)
  void rfc5424(String front, String time) {
    String between = front.endsWith("\uFEFF") ? "" : " ";
    Event event = only((front + between + MESSAGE + "\n").getBytes(StandardCharsets.UTF_8));
    assertThat(event.text(Field.MESSAGE)).isEqualTo(MESSAGE);
    assertThat(event.text(Field.PROCESS)).isEqualTo("sshd");
    assertThat(event.number(Field.PID)).isEqualTo(811);
    assertThat(event.text(Field.HOST)).isEqualTo("gate");
    assertThat(Objects.requireNonNull(event.time().instant()).toString()).endsWith(time);
  }

  @Test
  void monthsInLatin1() {
    Event event =
        only(
            ("M\u00e4r  3 06:25:01 gate " + TAGGED + "\n").getBytes(Charset.forName("ISO-8859-1")));
    assertThat(Objects.requireNonNull(event.time().instant()).toString())
        .endsWith("03-03T05:25:01Z");
    assertThat(event.text(Field.MESSAGE)).isEqualTo(MESSAGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          gate last message repeated 4 times
          gate last message repeated 4 time
          gate syslogd: last message repeated 4 times
          gate above message repeats 4 times
          gate sshd[811]: message repeated 4 times: [ Failed password for root]
          gate sshd[811]: Last message 'Failed password for ' repeated 4 times, suppressed by syslog-ng on gate
          """)
  void whatStandsForSeveral(String line) {
    List<Event> events =
        Parsed.with(new SyslogFormat())
            .events("Mar  3 06:25:01 gate " + TAGGED + "\nMar  3 06:25:31 " + line + "\n");
    assertThat(events.get(1).number(Field.REPEAT)).isEqualTo(4);
    assertThat(events.get(1).text(Field.PROCESS)).isEqualTo("sshd");
  }

  /** What a message begins with is no stamp of the line, whatever it looks like. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1772515501.125 gate sshd[1]: told
          1772515501 was the last second
          20260303T052501Z gate sshd[1]: told
          [2026-03-03 06:25:01] gate sshd[1]: told
          """)
  void aMessagesOwnStampStaysInIt(String message) {
    Event event =
        only(("Mar  3 06:00:00 gate app[7]: " + message).getBytes(StandardCharsets.UTF_8));
    assertThat(event.time().instant()).hasToString("2026-03-03T05:00:00Z");
    assertThat(event.text(Field.MESSAGE)).isEqualTo(message);
    assertThat(event.text(Field.PROCESS)).isEqualTo("app");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1772515501 items were counted
          1772515501.125 seconds and more
          9999999999 gate sshd[1]: told
          20261399T052501Z gate sshd[1]: told
          202603030T52501Z gate sshd[1]: told
          [2026-03-03 06:25:01 gate sshd[1]: told
          [note] gate sshd[1]: told
          """)
  void aNumberIsNoStamp(String line) {
    Event event = only(line.getBytes(StandardCharsets.UTF_8));
    assertThat(event.time().instant()).isNull();
    assertThat(event.text(Field.MESSAGE)).isEqualTo(line);
  }

  /** netfilter's lines without host and program: the rule's prefix stands where a program does. */
  @Test
  void packetsWithoutAHostAreSyslog() {
    String line =
        "Mar  3 06:25:01 DENY: IN=eth0 OUT= SRC=192.0.2.7 DST=192.0.2.8 PROTO=ICMP TYPE=3\n";
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    LogFormat format = recognised(line);
    assertThat(format.id()).isEqualTo("syslog");
    Event event = Parsed.with(format).events(bytes).getFirst();
    assertThat(event.text(Field.SOURCE_IP)).isEqualTo("192.0.2.7");
    String other = "Mar  3 06:25:01 NOTE: all is well\n";
    assertThat(recognised(other).id()).isEqualTo("text");
  }

  private static LogFormat recognised(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Objects.requireNonNull(LogFormats.recognise(new Sample(bytes, true, "x")));
  }
}
