package dwell.format.web;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.format.LogFormat;
import dwell.format.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WebFormatTest {
  private static List<Event> fixture(LogFormat format, String name) throws IOException {
    try (InputStream in = WebFormatTest.class.getResourceAsStream("/dwell/format/web/" + name)) {
      return Parsed.with(format).zone("Europe/Vienna").events(in.readAllBytes());
    }
  }

  @Test
  void accessLogs() throws IOException {
    List<Event> events = fixture(new AccessFormat(), "access.log");
    assertThat(events)
        .extracting(event -> event.text(Field.SOURCE_IP))
        .containsExactly(
            "203.0.113.9",
            "2001:db8::7",
            "198.51.100.7",
            "198.51.100.8",
            "198.51.100.9",
            "198.51.100.9");
    assertThat(events)
        .extracting(event -> event.number(Field.HTTP_STATUS))
        .containsExactly(200L, 401L, 400L, 408L, 200L, null);
    assertThat(events)
        .extracting(event -> event.text(Field.USER))
        .containsExactly(null, "maria", null, null, "a b", null);
    assertThat(events)
        .extracting(event -> event.text(Field.URL))
        .containsExactly("/index.php?id=1%27+OR+1", "/login", null, null, "/old", "/s");
    assertThat(events).allSatisfy(event -> assertThat(event.action()).isEqualTo(Action.REQUEST));
    assertThat(events.get(0).text(Field.HTTP_REFERRER)).isEqualTo("https://shop.example/");
    assertThat(events.get(0).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(events.get(1).outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(events.get(1).text(Field.USER_AGENT)).isEqualTo("Mozilla/5.0 (X11; \\\"quoted\\\")");
    assertThat(String.valueOf(events.get(0).time().instant())).isEqualTo("2026-03-03T05:25:01Z");
  }

  @Test
  void errorLogs() throws IOException {
    List<Event> events = fixture(new ErrorFormat(), "error.log");
    assertThat(events)
        .extracting(Event::action)
        .containsExactly(
            Action.LOGIN, Action.LOGIN, Action.INFO, Action.LOGIN, Action.ERROR, Action.MESSAGE);
    assertThat(events)
        .extracting(event -> event.text(Field.SOURCE_IP))
        .containsExactly("203.0.113.9", null, null, "203.0.113.9", "2001:db8::7", null);
    assertThat(events.get(0).text(Field.USER)).isEqualTo("maria");
    assertThat(events.get(0).text(Field.REASON)).isEqualTo("bad-password");
    assertThat(events.get(0).text(Field.URL)).isEqualTo("/admin");
    assertThat(events.get(1).flags()).contains(Flag.AMBIGUOUS_TEXT);
    assertThat(events.get(3).text(Field.USER)).isEqualTo("bob");
    assertThat(events.get(3).number(Field.SOURCE_PORT)).isEqualTo(5060);
    assertThat(events.get(3).text(Field.HTTP_REFERRER)).isEqualTo("https://shop.example/");
    assertThat(String.valueOf(events.get(3).time().instant()))
        .isEqualTo("2026-03-03T05:25:04.123456Z");
  }

  /** {@code %E} stands in front of the client, and what the client sent never does. */
  @Test
  void theClientStandsBehindTheSystemsError() {
    String stamp = "[Tue Mar 03 06:25:04.123456 2026] [core:error] [pid 31] ";
    List<Event> events =
        Parsed.with(new ErrorFormat())
            .zone("Europe/Vienna")
            .events(
                (stamp
                        + "(13)Permission denied: [client 203.0.113.9:5060] AH00035: access to /x denied\n"
                        + stamp
                        + "(OS 5)Access is denied.  : [client 2001:db8::7] AH00035: access to /y denied\n"
                        + stamp
                        + "(2)No such file or directory: AH00036: /srv/a: [client 192.0.2.1] b\n")
                    .getBytes(StandardCharsets.UTF_8));
    assertThat(events)
        .extracting(event -> event.text(Field.SOURCE_IP))
        .containsExactly("203.0.113.9", "2001:db8::7", null);
    assertThat(events.getFirst().number(Field.SOURCE_PORT)).isEqualTo(5060);
    assertThat(events.getFirst().text(Field.MESSAGE)).startsWith("(13)Permission denied: [client");
  }

  /** A stamp that is none costs the time, and nothing else of the request. */
  @Test
  void aRequestWithADamagedStampIsRead() {
    String good =
        "192.0.2.7 - - [03/Mar/2026:06:25:01 +0100] \"GET / HTTP/1.1\" 200 5 \"-\" \"x\"\n";
    String line =
        "192.0.2.9 - - [03/Mar/2026:06:06:25:01 +0100] \"GET /a?id=1' HTTP/1.1\" 200 168"
            + " \"-\" \"curl/8\"\n";
    Event event = Parsed.with(new AccessFormat()).events(good + line).getLast();
    assertThat(event.action()).isEqualTo(Action.REQUEST);
    assertThat(event.time().instant()).isNull();
    assertThat(event.text(Field.SOURCE_IP)).isEqualTo("192.0.2.9");
    assertThat(event.text(Field.URL)).isEqualTo("/a?id=1'");
    assertThat(event.flags()).contains(Flag.INCONSISTENT);
    Event other = Parsed.with(new AccessFormat()).events(good + "a [b] \"c\n").getLast();
    assertThat(other.action()).isEqualTo(Action.MESSAGE);
  }

  private static final String STDERR =
      "2026/03/03 06:25:01 [error] 12#12: *5 FastCGI sent in stderr: \"PHP message: one\n"
          + "PHP message: two\n"
          + "PHP message: three\" while reading response header from upstream, client: 192.0.2.9,"
          + " server: shop, request: \"GET /a HTTP/1.1\", upstream: \"x\", host: \"shop\"\n";
  private static final String OTHER =
      "2026/03/03 06:25:02 [error] 12#12: *6 open() \"/x\" failed (2: No such file or directory),"
          + " client: 192.0.2.7, server: shop, request: \"GET /x HTTP/1.1\", host: \"shop\"\n";

  /** A script's lines are one message, and the client behind them is its own. */
  @Test
  void whatAScriptSaidIsOneMessage() {
    List<Event> events = Parsed.with(new ErrorFormat()).events(STDERR + OTHER);
    assertThat(events).hasSize(2);
    assertThat(events.getFirst().text(Field.SOURCE_IP)).isEqualTo("192.0.2.9");
    assertThat(events.getFirst().text(Field.URL)).isEqualTo("/a");
    assertThat(events.getFirst().text(Field.MESSAGE))
        .startsWith("FastCGI sent in stderr: \"PHP message: one\nPHP message: two\nPHP");
    assertThat(events.getLast().text(Field.SOURCE_IP)).isEqualTo("192.0.2.7");
    assertThat(events.getLast().place().line()).isEqualTo(4);
  }

  /** nginx cuts a long message, with the quote: the server's next line ends it. */
  @Test
  void aMessageThatIsNotClosedEndsAtTheNextLine() {
    String open = STDERR.substring(0, STDERR.indexOf("\" while")) + '\n';
    List<Event> events = Parsed.with(new ErrorFormat()).events(open + OTHER + "a\nb\n");
    assertThat(events)
        .extracting(event -> event.text(Field.MESSAGE))
        .satisfies(texts -> assertThat(texts.get(0)).endsWith("PHP message: three"))
        .satisfies(texts -> assertThat(texts.get(1)).startsWith("open()"))
        .hasSize(4);
    String far = open + "x".repeat(3000) + '\n';
    assertThat(Parsed.with(new ErrorFormat()).events(far)).hasSize(2);
  }

  @Test
  void chunksDoNotPartAMessage() {
    String file = (STDERR + OTHER).repeat(200);
    assertThat(Parsed.with(new ErrorFormat()).limits(4096, 2048).events(file))
        .extracting(event -> event.text(Field.MESSAGE))
        .isEqualTo(
            Parsed.with(new ErrorFormat()).events(file).stream()
                .map(event -> event.text(Field.MESSAGE))
                .toList());
  }
}
