package dwell.format.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.format.LogFormats;
import dwell.format.Parsed;
import dwell.format.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JournalJsonTest {
  @Test
  void textsNumbersOfBytesAndSeveralValues() throws IOException {
    byte[] bytes;
    try (InputStream in = JournalJsonTest.class.getResourceAsStream("entries.json")) {
      bytes = in.readAllBytes();
    }
    assertThat(Objects.requireNonNull(LogFormats.recognise(new Sample(bytes, true, "x"))).id())
        .isEqualTo("journal.json");

    List<Event> events = Parsed.with(new JournalJson()).events(bytes);

    assertThat(events).hasSize(3);
    Event first = events.get(0);
    assertThat(first.text(Field.MESSAGE)).isEqualTo("say \"hello\"");
    assertThat(first.text(Field.HOST)).isEqualTo("gate");
    assertThat(first.text(Field.PROCESS)).isEqualTo("sshd");
    assertThat(first.number(Field.PID)).isEqualTo(811);
    assertThat(first.time().instant()).hasToString("2026-03-03T06:25:01.123456Z");
    assertThat(events.get(1).number(Field.PID)).isEqualTo(812);
    assertThat(events.get(1).text(Field.MESSAGE)).startsWith("bin");
    assertThat(events.get(1).flags()).contains(Flag.CONTROL_CHARACTERS, Flag.BAD_ENCODING);
    assertThat(events.get(2).text(Field.MESSAGE)).contains("s=3");
  }
}
