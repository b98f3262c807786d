package dwell.report;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.incident.Incident;
import dwell.incident.Stamp;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IcReportTest {
  static final String RECORD =
      "Feb 17 22:12:44 kiosk1 sshd[4113]: Accepted password for printer from 203.0.113.77\n";

  static String html(Incident incident, ReportInputs inputs) {
    StringWriter out = new StringWriter();
    try {
      Report.write(Audience.IC, incident, inputs, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  static Document read(Incident incident) {
    return Jsoup.parse(html(incident, inputs()));
  }

  static ReportInputs inputs() {
    return new ReportInputs(
        SampleIncidents.excerpts(RECORD), SampleIncidents.facts(), Redaction.NONE);
  }

  static Stream<Incident> incidents() {
    return Stream.of(SampleIncidents.rich(), SampleIncidents.attempt(), SampleIncidents.empty());
  }

  private static List<String> texts(Document page, String selector) {
    return page.select(selector).eachText();
  }

  @Test
  void answersTheSevenQuestionsFirst() {
    Document page = read(SampleIncidents.rich());
    assertThat(texts(page, ".card h3"))
        .containsExactly(
            "How did they get in?",
            "When?",
            "How long were they in?",
            "Are they still inside?",
            "What did they do?",
            "Which data?",
            "What to do now?");
    assertThat(texts(page, ".card .status"))
        .containsExactly(
            "answered", "answered", "answered", "answered", "partly", "partly", "answered");
    assertThat(page.select(".verdict strong").text()).isEqualTo("Compromised, from outside");
    assertThat(page.select(".card-when").text())
        .contains("2026-02-18 03:12:44", "2026-02-17 22:12:44 America/Lima");
    assertThat(page.select(".card-long").text()).contains("22 d 11 h to 22 d 13 h");
    assertThat(page.select(".card-what").text()).contains("root on kiosk1", "sysmon on kiosk1");
    assertThat(page.select(".card-data").text()).contains("till.cards at most 31\u202f002");
    assertThat(page.select(".card-inside").text()).contains("1 got in", "Open account sysmon");
  }

  /** The first card's sentence stays whole: its reasons have a line of their own. */
  @Test
  void saysTheWayInWholeAndTheReasonsBelow() {
    Element card = read(SampleIncidents.rich()).selectFirst(".card-how");
    assertThat(card).isNotNull();
    assertThat(card.text())
        .contains("A guessed password: printer on kiosk1 from 198.51.100.9 ")
        .contains("Because 3 104 refused attempts from 198.51.100.9 led up to it");
  }

  @Test
  void saysAsClearlyThatNobodyGotInAndWhatCouldNotBeSeen() {
    Document page = read(SampleIncidents.attempt());
    assertThat(page.select(".verdict strong").text())
        .isEqualTo("Attempted; nothing shows that anybody got in");
    assertThat(page.select(".card-how").text())
        .contains("Nothing shows that anybody got in.", "partly");
    assertThat(page.select(".card-what").text()).contains("220\u202f415 attempts");
    assertThat(page.select("#limits table caption").eachText())
        .anyMatch(caption -> caption.startsWith("Gaps"));
    assertThat(page.select("#background").text()).contains("25 of 12\u202f480 shown");
  }

  @Test
  void saysThatNothingWasSeen() {
    Document page = read(SampleIncidents.empty());
    assertThat(page.select(".verdict strong").text())
        .isEqualTo("No intrusion seen in these records");
    assertThat(page.select(".verdict span").text())
        .contains("1\u202f236\u202f621 records in 3 files");
  }

  @ParameterizedTest
  @MethodSource("incidents")
  void everyLinkLeadsSomewhereOnThePage(Incident incident) {
    Document page = read(incident);
    List<String> lost = new ArrayList<>();
    for (Element link : page.select("a[href]")) {
      String target = link.attr("href");
      if (!target.startsWith("#") || page.getElementById(target.substring(1)) == null) {
        lost.add(target);
      }
    }
    assertThat(lost).isEmpty();
    assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("incidents")
  void loadsNothing(Incident incident) {
    Document page = read(incident);
    assertThat(page.select("[src], link, [srcset], iframe, object, embed, base, form")).isEmpty();
    assertThat(page.select("style").html())
        .doesNotContain("@import", "http:", "https:", "@font-face");
    assertThat(page.select("[style]")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("incidents")
  void allowsItsOwnStyleAndScriptAndNothingElse(Incident incident) throws Exception {
    Document page = read(incident);
    String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    assertThat(policy)
        .startsWith("default-src 'none'")
        .contains("style-src 'sha256-" + sha256(page.select("style").getFirst()) + "'")
        .contains("script-src 'sha256-" + sha256(page.select("script").getFirst()) + "'")
        .doesNotContain("unsafe");
    assertThat(page.head().children().indexOf(page.select("meta[http-equiv]").first()))
        .isLessThan(page.head().children().indexOf(page.select("style").getFirst()));
  }

  private static String sha256(Element element) throws Exception {
    byte[] text = element.data().getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text));
  }

  @ParameterizedTest
  @MethodSource("incidents")
  void canBeReadWithoutEyes(Incident incident) {
    Document page = read(incident);
    assertThat(page.select("h1")).hasSize(1);
    int before = 1;
    for (Element heading : page.select("h1, h2, h3, h4")) {
      int level = heading.tagName().charAt(1) - '0';
      assertThat(level).as(heading.text()).isLessThanOrEqualTo(before + 1);
      before = level;
    }
    assertThat(page.select("table"))
        .allSatisfy(table -> assertThat(table.select("> caption").text()).isNotBlank());
    assertThat(page.select("th")).allSatisfy(th -> assertThat(th.hasAttr("scope")).isTrue());
    assertThat(page.select("svg"))
        .allSatisfy(svg -> assertThat(svg.select("> title").text()).isNotBlank());
    assertThat(page.select("header, nav[aria-label], main, footer")).hasSize(4);
    assertThat(page.select("a.skip").attr("href")).isEqualTo("#main");
    assertThat(page.select("html").attr("lang")).isEqualTo("en");
  }

  @ParameterizedTest
  @MethodSource("incidents")
  void isTheSameTwice(Incident incident) {
    assertThat(html(incident, inputs())).isEqualTo(html(incident, inputs()));
  }

  @Test
  void differsOnlyWhereItSaysWhenItWasMade() {
    Incident incident = SampleIncidents.empty();
    String later = html(new Rewriter(text -> text).rewrite(incident), inputs());
    assertThat(later).isEqualTo(html(incident, inputs()));
    Stamp generated = incident.caseInfo().generated();
    assertThat(generated).isNotNull();
    assertThat(later.split(generated.toString(), -1)).hasSize(2);
  }

  @Test
  void quotesEachCitedRecordOnce() {
    Document page = read(SampleIncidents.rich());
    List<String> cited =
        page.select(".cites a[href^=#e-]").eachAttr("href").stream().distinct().toList();
    assertThat(page.select(".quotes > li")).hasSameSizeAs(cited);
    Element first = page.select(".quotes > li").getFirst();
    assertThat(first.text())
        .contains(
            "E1", "kiosk1", "var/log/auth.log", "line 9\u202f001", "offset 1\u202f204\u202f411");
    assertThat(first.select("pre").text()).startsWith("Feb 17 22:12:44 kiosk1 sshd[4113]");
    assertThat(page.select("#facts")).hasSize(1);
  }

  @Test
  void shortensLongRecordsAndSaysHowLongTheyAre() {
    ReportInputs inputs =
        new ReportInputs(
            SampleIncidents.excerpts("x".repeat(5000)), SampleIncidents.facts(), Redaction.NONE);
    Document page = Jsoup.parse(html(SampleIncidents.rich(), inputs));
    assertThat(page.select(".quotes pre").getFirst().text())
        .isEqualTo("x".repeat(400) + " … (5\u202f000 characters)");
  }

  @Test
  void saysWhichRecordsAreNotAtHand() {
    Document page = Jsoup.parse(html(SampleIncidents.rich(), ReportInputs.BARE));
    assertThat(page.select(".quotes > li").getFirst().text()).contains("the record is not at hand");
    assertThat(page.select(".quotes pre")).isEmpty();
  }

  @Test
  void hasTheTimelineAsDrawingAndAsTable() {
    Document page = read(SampleIncidents.rich());
    Element drawing = page.select("svg.timeline").getFirst();
    assertThat(drawing.select("text").eachText())
        .contains(
            "First access 03:12",
            "Detected 08:15",
            "Evicted 14:52",
            "Came back 01:20",
            "203.0.113.77",
            "ledger1")
        .anyMatch(text -> text.endsWith("left out"));
    assertThat(drawing.select("rect.gap, rect.tampering")).hasSize(2);
    assertThat(page.select("#timeline tr.milestone td:nth-child(2)").eachText())
        .containsExactly("First contact", "First access", "Detected", "Evicted", "Came back");
  }

  @Test
  void hasTheNumbersBesideEachChart() {
    Document page = read(SampleIncidents.rich());
    assertThat(page.select("#activity figure"))
        .hasSize(2)
        .allSatisfy(figure -> {
          assertThat(figure.select("svg.chart rect, svg.chart path")).isNotEmpty();
          assertThat(figure.select("details table tbody tr")).isNotEmpty();
        });
  }

  @Test
  void takesPasswordsOutWhereAsked() {
    ReportInputs inputs =
        new ReportInputs(
            SampleIncidents.excerpts(
                "ledger1 sudo: backup : COMMAND=/usr/bin/mysql -pS3cretTill till"),
            SampleIncidents.facts(),
            Redaction.PASSWORDS);
    String page = html(SampleIncidents.rich(), inputs);
    assertThat(page).doesNotContain("S3cretTill", "Winter2026", "Pa55").contains("-p[redacted]");
    assertThat(html(SampleIncidents.rich(), inputs())).contains("S3cretTill", "Winter2026", "Pa55");
  }
}
