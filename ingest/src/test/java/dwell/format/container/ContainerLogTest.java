package dwell.format.container;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Event;
import dwell.event.Field;
import dwell.format.LogFormats;
import dwell.format.Parsed;
import dwell.format.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ContainerLogTest {
  private static List<Event> events(String name) throws IOException {
    try (InputStream in = ContainerLogTest.class.getResourceAsStream(name)) {
      byte[] bytes = in.readAllBytes();
      assertThat(Objects.requireNonNull(LogFormats.recognise(new Sample(bytes, true, name))).id())
          .isEqualTo("container");
      return Parsed.with(new ContainerLog()).events(bytes);
    }
  }

  @Test
  void dockersJson() throws IOException {
    List<Event> events = events("json-file.log");

    assertThat(events)
        .extracting(event -> event.text(Field.MESSAGE))
        .containsExactly(
            "Failed password for root from 203.0.113.9 port 40022 ssh2",
            "say \"hello\"",
            "a piece of a long line");
    assertThat(events.getFirst().time().instant()).hasToString("2026-03-03T06:25:01.123456789Z");
  }

  @Test
  void theContainerRuntimeInterfacesForm() throws IOException {
    List<Event> events = events("cri.log");

    assertThat(events)
        .extracting(event -> event.text(Field.MESSAGE))
        .containsExactly(
            "Failed password for root from 203.0.113.9 port 40022 ssh2",
            "a piece of a long line",
            "");
    assertThat(events.get(1).time().instant()).hasToString("2026-03-03T05:25:02.500Z");
  }
}
