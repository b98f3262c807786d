package dwell.format.text;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.format.LogFormat;
import dwell.format.LogFormats;
import dwell.format.Parsed;
import dwell.format.Sample;
import dwell.pattern.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class JsonLinesTest {
  private static List<Event> events(byte[] bytes) {
    LogFormat format = Objects.requireNonNull(LogFormats.recognise(new Sample(bytes, true, "x")));
    assertThat(format.id()).isEqualTo("json");
    return Parsed.with(format).messages(() -> Catalogue.builtIn().matcher()).events(bytes);
  }

  @Test
  void nextclouds() throws IOException {
    byte[] bytes;
    try (InputStream in =
        JsonLinesTest.class.getResourceAsStream("/dwell/format/text/nextcloud.json")) {
      bytes = in.readAllBytes();
    }
    List<Event> events = events(bytes);
    Event refused = events.get(0);
    assertThat(refused.action()).isEqualTo(Action.LOGIN);
    assertThat(refused.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(refused.text(Field.USER)).isEqualTo("bob");
    assertThat(refused.text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
    assertThat(refused.text(Field.PROCESS)).isEqualTo("Nextcloud");
    assertThat(String.valueOf(refused.time().instant())).isEqualTo("2026-03-03T06:25:01Z");
    assertThat(events.get(1).text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
    assertThat(events.get(2).action()).isEqualTo(Action.MESSAGE);
  }

  @Test
  void anyApplications() {
    List<Event> events =
        events(
            """
            {"severity":"WARN","time":"2026-03-03T06:25:01.123Z","correlation_id":"7","message":"Failed Login: username=bob ip=203.0.113.9"}
            {"level":"info","ts":1772519102.5,"msg":"started"}
            {"timestamp":1772519103250,"text":"x"}
            {"timestamp":"2026-03-03 06:25:04,5","message":"Accepted password for root from 192.0.2.4 port 1 ssh2"}
            """
                .getBytes(StandardCharsets.UTF_8));
    assertThat(events)
        .extracting(event -> String.valueOf(event.time().instant()))
        .containsExactly(
            "2026-03-03T06:25:01.123Z",
            "2026-03-03T06:25:02.500Z",
            "2026-03-03T06:25:03.250Z",
            "2026-03-03T06:25:04.500Z");
    assertThat(events.get(0).text(Field.USER)).isEqualTo("bob");
    assertThat(events)
        .extracting(Event::action)
        .containsExactly(Action.LOGIN, Action.MESSAGE, Action.MESSAGE, Action.MESSAGE);
  }
}
