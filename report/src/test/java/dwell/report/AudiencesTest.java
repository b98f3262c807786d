package dwell.report;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.incident.Incident;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for the report of every kind of reader, and what for each of them. */
final class AudiencesTest {
  private static final List<LedgerEntry> LEDGER =
      List.of(
          new LedgerEntry(
              1,
              Instant.parse("2026-03-12T09:00:00Z"),
              "ana",
              "ingest",
              "{\"events\":7}",
              "0".repeat(64)));

  private static String html(Audience audience, Incident incident) {
    StringWriter out = new StringWriter();
    try {
      Report.write(
          audience,
          incident,
          new ReportInputs(
              SampleIncidents.excerpts(
                  IcReportTest.RECORD + String.join(" ", HostileTextTest.ATTACKS)),
              SampleIncidents.facts(),
              Redaction.NONE,
              LEDGER),
          out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static Document read(Audience audience, Incident incident) {
    return Jsoup.parse(html(audience, incident));
  }

  private static Incident hostile() {
    int[] number = {0};
    List<String> attacks = HostileTextTest.ATTACKS;
    return new Rewriter(text -> attacks.get(number[0]++ % attacks.size()) + number[0] + text)
        .rewrite(SampleIncidents.rich());
  }

  @ParameterizedTest
  @EnumSource
  void twoRunsGiveTheSameBytes(Audience audience) {
    assertThat(html(audience, SampleIncidents.rich()))
        .isEqualTo(html(audience, SampleIncidents.rich()));
  }

  @ParameterizedTest
  @EnumSource
  void evidenceStaysText(Audience audience) {
    Document own = read(audience, SampleIncidents.rich());
    Document page = read(audience, hostile());
    assertThat(HostileTextTest.markup(page)).isSubsetOf(HostileTextTest.markup(own));
    assertThat(page.select("script")).hasSize(1);
    assertThat(page.select("style")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void everythingIsThereAndEveryLinkLeadsSomewhere(Audience audience) {
    for (Incident incident :
        List.of(SampleIncidents.rich(), SampleIncidents.attempt(), SampleIncidents.empty())) {
      Document page = read(audience, incident);
      TreeSet<String> ids = new TreeSet<>();
      for (Element element : page.select("[id]")) {
        assertThat(ids.add(element.id())).as("twice: " + element.id()).isTrue();
      }
      for (Element link : page.select("a[href]")) {
        assertThat(link.attr("href")).startsWith("#");
        assertThat(ids).contains(link.attr("href").substring(1));
      }
      assertThat(page.select("[style], [onclick], link, img, iframe")).isEmpty();
      assertThat(page.select("table")).allMatch(table -> table.selectFirst("caption") != null);
      assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
          .startsWith("default-src 'none'");
    }
  }

  @Test
  void theInternalOverviewHasNoAccountAddressOrCommand() {
    Incident incident = SampleIncidents.rich();
    EvidenceNames names = EvidenceNames.of(incident);
    String text = read(Audience.INTERNAL, incident).text();
    assertThat(names.in(text))
        .allMatch(name -> Set.of("host", "codename", "table").contains(names.kinds().get(name)));
    incident
        .sessions()
        .forEach(session ->
            session.commands().forEach(command -> assertThat(text).doesNotContain(command.text())));
    assertThat(text).contains("Timeline in outline", "What is affected", "What is being done");
  }

  @Test
  void theInternalOverviewWaitsWhereSomebodyInsideMayBeBehindIt() {
    Incident rich = SampleIncidents.rich();
    assertThat(read(Audience.INTERNAL, rich).select(".hold")).isEmpty();
    Incident unknown = with(rich, dwell.incident.Origin.UNKNOWN);
    assertThat(read(Audience.INTERNAL, unknown).select(".hold").text()).contains("not known yet");
    assertThat(read(Audience.EXTERNAL, unknown).select("#release").text())
        .contains("not sure that nobody inside was behind it");
  }

  private static Incident with(Incident i, dwell.incident.Origin origin) {
    return new Incident(
        i.schema(),
        i.caseInfo(),
        i.verdict(),
        origin,
        i.hosts(),
        i.answers(),
        i.vector(),
        i.phases(),
        i.dwell(),
        i.actors(),
        i.background(),
        i.sessions(),
        i.data(),
        i.exfiltration(),
        i.persistence(),
        i.exposedSecrets(),
        i.elsewhere(),
        i.network(),
        i.reentry(),
        i.gaps(),
        i.tampering(),
        i.detections(),
        i.activity(),
        i.containment());
  }

  @Test
  void theEvidenceReportHasExhibitsWithHashesAndTheLedger() {
    Document page = read(Audience.LEGAL, SampleIncidents.rich());
    assertThat(page.select("#exhibits li")).isNotEmpty();
    assertThat(page.select("#exhibits li").getFirst().text())
        .contains("ab".repeat(32), "the host's own setting", "var/log/auth.log");
    assertThat(page.select("#ledger").text()).contains("ingest", "ana", "0".repeat(64));
    assertThat(page.select("#sources").text()).contains("SHA-256");
    for (Incident.Actor actor : SampleIncidents.rich().actors()) {
      actor
          .addresses()
          .forEach(
              address -> assertThat(page.select("#third-parties").text()).contains(address.ip()));
    }
  }

  @Test
  void theDraftNamesNothingOfTheEvidence() {
    for (Incident incident :
        List.of(SampleIncidents.rich(), hostile(), SampleIncidents.attempt())) {
      Document page = read(Audience.EXTERNAL, incident);
      EvidenceNames names = EvidenceNames.of(incident);
      // A table may be called as what is in it, which is told: cards, customers.
      assertThat(names.in(page.text())).allMatch(name -> "table".equals(names.kinds().get(name)));
    }
  }

  @Test
  void theDraftIsDatedTellsTimesAndDataAndWhatWasLeftOut() {
    Document page = read(Audience.EXTERNAL, SampleIncidents.rich());
    assertThat(page.select(".notice-title").text()).matches("\\d+ \\w+ \\d{4}: notice about .*");
    assertThat(page.select(".notice").text())
        .contains("18 February 2026 at 03:12 UTC", "records", "our responsibility");
    assertThat(page.select("#left-out tbody tr")).hasSizeGreaterThan(5);
    assertThat(page.select(".notice mark")).isNotEmpty();
    assertThat(EmptyPhrases.in(page.text())).isEmpty();
  }

  @Test
  void phrasesThatSayNothingAreFound() {
    assertThat(EmptyPhrases.in("At Acme, we take  security VERY\nseriously."))
        .containsExactly("take security seriously");
    assertThat(EmptyPhrases.in("Out of an abundance of caution; a highly-sophisticated attack."))
        .containsExactly(
            "out of an abundance of caution", "sophisticated attack", "highly sophisticated");
    assertThat(EmptyPhrases.in("We took seriously what the security people said.")).isEmpty();
  }

  @Test
  void namesAreFoundAsWordsOfTheirOwn() {
    Incident incident = SampleIncidents.rich();
    String ip = incident.actors().getFirst().addresses().getFirst().ip();
    assertThat(EvidenceNames.of(incident).in("They came from " + ip + ".")).contains(ip);
    assertThat(EvidenceNames.of(incident).in("1" + ip + "0")).doesNotContain(ip);
  }
}
