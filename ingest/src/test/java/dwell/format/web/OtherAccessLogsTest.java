package dwell.format.web;

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

final class OtherAccessLogsTest {
  private static List<Event> fixture(String name, String format) throws IOException {
    try (InputStream in =
        OtherAccessLogsTest.class.getResourceAsStream("/dwell/format/web/" + name)) {
      byte[] bytes = in.readAllBytes();
      LogFormat found = Objects.requireNonNull(LogFormats.recognise(new Sample(bytes, true, name)));
      assertThat(found.id()).isEqualTo(format);
      return Parsed.with(found).events(bytes);
    }
  }

  private static String time(Event event) {
    return String.valueOf(event.time().instant());
  }

  @Test
  void traefiks() throws IOException {
    List<Event> events = fixture("traefik.json", "web.json");
    Event event = events.getFirst();
    assertThat(event.action()).isEqualTo(Action.REQUEST);
    assertThat(event.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(time(event)).isEqualTo("2026-03-03T06:25:01Z");
    assertThat(event.text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
    assertThat(event.number(Field.SOURCE_PORT)).isEqualTo(40022);
    assertThat(event.text(Field.USER)).isEqualTo("bob");
    assertThat(event.text(Field.HTTP_METHOD)).isEqualTo("GET");
    assertThat(event.text(Field.URL)).isEqualTo("/a?b=\"c\"");
    assertThat(event.text(Field.USER_AGENT)).isEqualTo("curl/8.5");
    assertThat(event.text(Field.HTTP_REFERRER)).isEqualTo("https://example.org/");
    assertThat(event.number(Field.HTTP_STATUS)).isEqualTo(401);
    assertThat(event.number(Field.HTTP_BYTES)).isEqualTo(17);
    assertThat(events.get(1).text(Field.SOURCE_IP)).isEqualTo("2001:db8::9");
    assertThat(events.get(1).number(Field.SOURCE_PORT)).isEqualTo(40023);
  }

  @Test
  void caddys() throws IOException {
    Event event = fixture("caddy.json", "web.json").getFirst();
    assertThat(time(event)).isEqualTo("2026-03-03T06:25:01.125Z");
    assertThat(event.text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
    assertThat(event.number(Field.SOURCE_PORT)).isEqualTo(40022);
    assertThat(event.text(Field.USER)).isEqualTo("bob");
    assertThat(event.text(Field.URL)).isEqualTo("/a");
    assertThat(event.text(Field.USER_AGENT)).isEqualTo("curl/8.5");
    assertThat(event.text(Field.HTTP_REFERRER)).isEqualTo("https://example.org/");
    assertThat(event.number(Field.HTTP_STATUS)).isEqualTo(404);
  }

  @Test
  void nginxAsJson() throws IOException {
    List<Event> events = fixture("nginx.json", "web.json");
    Event event = events.getFirst();
    assertThat(time(event)).isEqualTo("2026-03-03T05:25:01Z");
    assertThat(event.text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
    assertThat(event.text(Field.USER)).isNull();
    assertThat(event.text(Field.URL)).isEqualTo("/a?x=\"y\"");
    assertThat(event.text(Field.USER_AGENT)).isEqualTo("x\",\"remote_addr\":\"192.0.2.4");
    assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
    // What the server saw counts, not what a header may say.
    assertThat(events.get(1).text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
    assertThat(time(events.get(1))).isEqualTo("2026-03-03T05:25:02Z");
  }

  @Test
  void squids() throws IOException {
    List<Event> events = fixture("squid.log", "web.squid");
    Event event = events.getFirst();
    assertThat(time(event)).isEqualTo("2026-03-03T06:25:01.123Z");
    assertThat(event.text(Field.SOURCE_IP)).isEqualTo("192.0.2.7");
    assertThat(event.text(Field.DESTINATION_IP)).isEqualTo("203.0.113.9");
    assertThat(event.text(Field.USER)).isEqualTo("bob");
    assertThat(event.text(Field.URL)).isEqualTo("http://example.org/a");
    assertThat(event.number(Field.DURATION)).isEqualTo(45_000_000);
    assertThat(events)
        .extracting(Event::outcome)
        .containsExactly(Outcome.SUCCESS, Outcome.FAILURE, Outcome.FAILURE);
    assertThat(events.get(2).number(Field.HTTP_STATUS)).isNull();
  }

  @Test
  void internetInformationServices() throws IOException {
    List<Event> events = fixture("iis.log", "web.w3c");
    Event event = events.get(4);
    assertThat(time(event)).isEqualTo("2026-03-03T06:25:01Z");
    assertThat(event.text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
    assertThat(event.text(Field.URL)).isEqualTo("/a.aspx?b=c");
    assertThat(event.number(Field.DURATION)).isEqualTo(15_000_000);
    assertThat(event.text(Field.USER)).isNull();
    assertThat(events.get(5).text(Field.USER)).isEqualTo("EXAMPLE\\bob");
    assertThat(events.get(5).outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(events.get(7).text(Field.URL)).isEqualTo("/d");
    assertThat(events.get(8).action()).isEqualTo(Action.MESSAGE);
  }
}
