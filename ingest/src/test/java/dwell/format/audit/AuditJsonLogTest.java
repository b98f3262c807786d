package dwell.format.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.format.LogFormat;
import dwell.format.LogFormats;
import dwell.format.Parsed;
import dwell.format.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditJsonLogTest {
  private static final LogFormat FORMAT = new AuditJsonLog();

  private static List<Event> events(String name) throws IOException {
    try (InputStream in = AuditJsonLogTest.class.getResourceAsStream(name)) {
      byte[] bytes = in.readAllBytes();
      assertThat(Objects.requireNonNull(LogFormats.recognise(new Sample(bytes, true, name))).id())
          .isEqualTo("audit.json");
      return Parsed.with(FORMAT).events(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"laurel.log", "go-audit.log", "auditbeat.json"})
  void theSameEventsWhoeverWroteThem(String name) throws IOException {
    List<Event> events = events(name);

    Event command = events.get(0);
    assertThat(command.action()).isEqualTo(Action.COMMAND);
    assertThat(command.outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(command.time().instant()).hasToString("2026-11-03T08:05:10.123Z");
    assertThat(command.text(Field.COMMAND_LINE)).startsWith("tar ").endsWith(".tgz");
    assertThat(command.text(Field.WORKING_DIRECTORY)).isEqualTo("/srv");
    assertThat(command.text(Field.EXECUTABLE)).isEqualTo("/usr/bin/tar");
    assertThat(command.text(Field.SESSION)).isEqualTo("12");
    assertThat(command.text(Field.TTY)).isEqualTo("pts0");
    assertThat(command.text(Field.USER)).isEqualTo("root");
    assertThat(command.text(Field.EFFECTIVE_USER)).isEqualTo("www-data");
    assertThat(command.number(Field.PID)).isEqualTo(901);
    assertThat(command.number(Field.PARENT_PID)).isEqualTo(900);
    assertThat(command.number(Field.AUDIT_USER_ID)).isEqualTo(1007);
    Event login = events.get(1);
    assertThat(login.action()).isEqualTo(Action.LOGIN_ATTEMPT);
    assertThat(login.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(login.text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
    assertThat(login.text(Field.USER)).isEqualTo(name.equals("laurel.log") ? "BEEF" : "bob");
  }

  @Test
  void laurelsEncodingIsUndone() throws IOException {
    List<Event> events = events("laurel.log");

    assertThat(events.get(0).text(Field.COMMAND_LINE)).isEqualTo("tar czf /tmp/a \"b+.tgz");
    assertThat(events.get(0).text(Field.HOST)).isEqualTo("web1");
    assertThat(events.get(2).text(Field.COMMAND_LINE)).isEqualTo("cat /etc/shadow");
    assertThat(events.get(2).text(Field.FILE_PATH)).isEqualTo("/etc/shadow");
    assertThat(events.get(2).outcome()).isEqualTo(Outcome.FAILURE);
  }
}
