package dwell.report;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.correlate.Confidence;
import dwell.incident.Incident;
import dwell.incident.SessionKind;
import dwell.incident.Stamp;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportSizeTest {
  private static final int MANY = 100_000;

  private static Incident crowded() {
    List<Incident.ActorSession> sessions = new ArrayList<>();
    String text = "SELECT * FROM orders WHERE note = 'a long way to say very little' -- ".repeat(3);
    for (int i = 0; i < MANY; i++) {
      Stamp time = new Stamp(Instant.ofEpochSecond(1_770_000_000L + i * 30L), 0);
      sessions.add(
          new Incident.ActorSession(
              "s" + i,
              SessionKind.SSH,
              "host" + i % 300,
              "user" + i % 1000,
              "203.0.113." + i % 250,
              time,
              time,
              "password",
              null,
              "an address of the actor's",
              Confidence.LIKELY,
              List.of("a" + i + "-0"),
              List.of(
                  new Incident.Command(
                      time,
                      null,
                      null,
                      null,
                      "ls -la /srv/" + i,
                      "root",
                      "success",
                      "b" + i + "-0")),
              List.of(
                  new Incident.Query(
                      time,
                      text,
                      "SELECT",
                      List.of("shop.orders"),
                      "success",
                      null,
                      null,
                      "c" + i + "-0"))));
    }
    Incident rich = SampleIncidents.rich();
    return new Incident(
        rich.schema(),
        rich.caseInfo(),
        rich.verdict(),
        rich.origin(),
        rich.hosts(),
        rich.answers(),
        rich.vector(),
        rich.phases(),
        rich.dwell(),
        rich.actors(),
        rich.background(),
        sessions,
        rich.data(),
        rich.exfiltration(),
        rich.persistence(),
        rich.exposedSecrets(),
        rich.elsewhere(),
        rich.network(),
        rich.reentry(),
        rich.gaps(),
        rich.tampering(),
        rich.detections(),
        rich.activity(),
        rich.containment());
  }

  @Test
  void staysSmallAndSaysWhatItLeftOut() {
    String html = IcReportTest.html(crowded(), IcReportTest.inputs());
    assertThat(html.length()).isLessThan(4_000_000);
    Document page = Jsoup.parse(html);
    assertThat(page.select("#sessions").text()).contains("120 of 100\u202f000 shown");
    assertThat(page.select("#statements").text()).contains("800 of 100\u202f000 shown");
    assertThat(page.select("#timeline").text()).contains("300 of 300\u202f0");
    assertThat(page.select("#timeline tr.milestone")).hasSize(5);
    assertThat(page.select("#evidence .quotes > li")).hasSizeLessThanOrEqualTo(Limits.EXCERPTS);
  }

  @ParameterizedTest
  @EnumSource
  void everyReaderGetsABoundedReport(Audience audience) throws IOException {
    StringWriter out = new StringWriter();
    Report.write(audience, crowded(), IcReportTest.inputs(), out);
    assertThat(out.toString().length()).isLessThan(5_000_000);
  }
}
