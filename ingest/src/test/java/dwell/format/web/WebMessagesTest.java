package dwell.format.web;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.format.Parsed;
import dwell.format.syslog.SyslogFormat;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class WebMessagesTest {
  private static Event event(String tag, String message) {
    String line = "Mar  3 06:25:01 web1 " + tag + ": " + message + "\n";
    return Parsed.with(new SyslogFormat()).events(line.getBytes(StandardCharsets.UTF_8)).getFirst();
  }

  @Test
  void anAccessLine() {
    Event event =
        event(
            "nginx",
            "203.0.113.9 - bob [03/Mar/2026:06:25:00 +0000] \"GET /a?b HTTP/1.1\" 404 612 \"-\""
                + " \"curl/8.5\"");
    assertThat(event.dataset()).isEqualTo(Dataset.WEB_ACCESS);
    assertThat(event.action()).isEqualTo(Action.REQUEST);
    assertThat(event.text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
    assertThat(event.text(Field.USER)).isEqualTo("bob");
    assertThat(event.text(Field.URL)).isEqualTo("/a?b");
    assertThat(event.number(Field.HTTP_STATUS)).isEqualTo(404);
    assertThat(event.text(Field.HOST)).isEqualTo("web1");
  }

  @Test
  void nginxErrorAndApachesWithoutStamp() {
    Event nginx =
        event(
            "nginx",
            "2026/03/03 06:25:00 [error] 811#811: *5 user \"bob\": password mismatch, client:"
                + " 203.0.113.9, server: example.org, request: \"GET / HTTP/1.1\", host:"
                + " \"example.org\"");
    Event apache =
        event(
            "httpd[811]",
            "[auth_basic:error] [pid 811:tid 34] [client 203.0.113.9:40022] AH01617: user bob:"
                + " authentication failure for \"/\": Password Mismatch");
    Event old = event("httpd[811]", "[error] [client 203.0.113.9] user bob not found: /admin");
    for (Event event : new Event[] {nginx, apache, old}) {
      assertThat(event.dataset()).isEqualTo(Dataset.WEB_ERROR);
      assertThat(event.action()).isEqualTo(Action.LOGIN);
      assertThat(event.outcome()).isEqualTo(Outcome.FAILURE);
      assertThat(event.text(Field.USER)).isEqualTo("bob");
      assertThat(event.text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
    }
  }

  @Test
  void haproxysRequests() {
    Event event =
        event(
            "haproxy[811]",
            "203.0.113.9:40022 [03/Mar/2026:06:25:00.123] http-in~ app/web1 10/0/30/69/109 200 2750"
                + " - - ---- 1/1/1/1/0 0/0 {www.example.org} {} \"GET /a#22b HTTP/1.1\"");
    assertThat(event.dataset()).isEqualTo(Dataset.WEB_ACCESS);
    assertThat(event.text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
    assertThat(event.number(Field.SOURCE_PORT)).isEqualTo(40022);
    assertThat(event.number(Field.HTTP_STATUS)).isEqualTo(200);
    assertThat(event.number(Field.HTTP_BYTES)).isEqualTo(2750);
    assertThat(event.number(Field.DURATION)).isEqualTo(109_000_000);
    assertThat(event.text(Field.HTTP_METHOD)).isEqualTo("GET");
    assertThat(event.text(Field.URL)).isEqualTo("/a#22b");
    assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void haproxysBadRequestSessionAndHandshake() {
    Event bad =
        event(
            "haproxy[811]",
            "203.0.113.9:40022 [03/Mar/2026:06:25:00.123] http-in http-in/<NOSRV> -1/-1/-1/-1/0 400"
                + " 187 - - PR-- 1/1/0/0/0 0/0 \"<BADREQ>\"");
    assertThat(bad.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(bad.text(Field.URL)).isNull();
    Event session =
        event(
            "haproxy[811]",
            "203.0.113.9:40022 [03/Mar/2026:06:25:00.123] db db/db1 0/0/5007 212 -- 0/0/0/0/3 0/0");
    assertThat(session.action()).isEqualTo(Action.CONNECT);
    assertThat(session.number(Field.DURATION)).isEqualTo(5_007_000_000L);
    Event failed =
        event(
            "haproxy[811]",
            "2001:db8::9:40022 [03/Mar/2026:06:25:00.123] http-in/1: SSL handshake failure");
    assertThat(failed.action()).isEqualTo(Action.PROBE);
    assertThat(failed.text(Field.SOURCE_IP)).isEqualTo("2001:db8::9");
  }

  @Test
  void whatIsNoneOfTheseStaysAMessage() {
    assertThat(event("haproxy[811]", "203.0.113.9:1 [x] a b/c 1/2/3 4 --").action())
        .isEqualTo(Action.MESSAGE);
    assertThat(event("httpd[811]", "[pool www] child 812 exited").action())
        .isEqualTo(Action.MESSAGE);
  }
}
