package dwell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.cli.TextSite.Style;
import dwell.incident.Incident;
import dwell.incident.PhaseName;
import dwell.incident.Verdict;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A script that was sent in and runs commands: used from here and there, found, taken away. */
final class WebShellStoriesTest {
  private static final String FIRST = "203.0.113.9";
  private static final String SECOND = "192.0.2.77";
  private static final String SHELL = "/documents/form-7.php";
  private static final String AGENT = "curl/8.5.0";

  @TempDir private Path folder;

  private static void runs(TextHost web, String time, String ip, String command) {
    String value = URLEncoder.encode(command, StandardCharsets.UTF_8);
    web.request(TextSite.at(time), ip, "GET " + SHELL + "?q=" + value, 200, 120, AGENT);
  }

  private static void intrusion(TextHost web, TextHost db) {
    web.request(TextSite.at("7 22:31:05"), FIRST, "POST /account/avatar.php", 201, 31, AGENT);
    runs(web, "7 22:31:40", FIRST, "id; uname -a");
    runs(web, "7 22:33:10", FIRST, "cat /srv/shop/settings.ini");
    runs(web, "7 22:34:00", FIRST, "tar czf /srv/www/documents/d.tgz /srv/shop");
    web.request(TextSite.at("7 22:34:20"), FIRST, "GET /documents/d.tgz", 200, 51_234, AGENT);
    runs(web, "7 22:36:00", FIRST, "(crontab -l; echo '5 * * * * /srv/www/x') | crontab -");
    // Another address, and what it wants stands in the body.
    web.request(TextSite.at("9 03:10:00"), SECOND, "POST " + SHELL, 200, 20, AGENT);
    web.request(TextSite.at("9 03:12:00"), SECOND, "POST " + SHELL, 200, 9000, AGENT);
    db.mysql(
        TextSite.at("9 03:12:01"),
        "shop",
        "10.1.0.10",
        "shop",
        "SELECT holder, iban FROM payments");
  }

  private static List<String> addresses(Incident incident) {
    return incident.actors().stream()
        .flatMap(actor -> actor.addresses().stream())
        .map(Incident.ActorAddress::ip)
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void oneActorWhateverAddressTheShellIsUsedFrom(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 12);
    TextHost web = site.host("web01", "10.1.0.10");
    intrusion(web, site.host("db01", "10.1.0.20"));
    Incident incident = site.analyze(folder);
    assertThat(incident.verdict()).isEqualTo(Verdict.COMPROMISE);
    assertThat(incident.actors()).hasSize(1);
    assertThat(addresses(incident)).containsExactly(SECOND, FIRST);
    assertThat(incident.data()).extracting(Incident.Data::table).contains("payments");
    assertThat(incident.phases())
        .filteredOn(phase -> phase.phase() == PhaseName.INITIAL_ACCESS)
        .hasSize(1);
    assertThat(incident.persistence())
        .extracting(door -> door.kind().id())
        .containsExactlyInAnyOrder("web-shell", "cron");
  }

  @ParameterizedTest
  @EnumSource
  void aFilePutWhereTheServerGivesItOut(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 12);
    TextHost web = site.host("web01", "10.1.0.10");
    intrusion(web, site.host("db01", "10.1.0.20"));
    // Others fetch what is theirs.
    web.request(
        TextSite.at("8 10:00:00"), "198.51.100.31", "GET /documents/d.pdf", 200, 900, AGENT);
    Incident incident = site.analyze(folder);
    assertThat(incident.exfiltration())
        .singleElement()
        .satisfies(out -> {
          assertThat(out.to()).isEqualTo(FIRST);
          assertThat(out.what()).isEqualTo("/srv/www/documents/d.tgz");
          assertThat(out.bytes()).isEqualTo(51_234);
        });
  }

  @ParameterizedTest
  @EnumSource
  void foundAndTakenAway(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 14);
    TextHost web = site.host("web01", "10.1.0.10");
    intrusion(web, site.host("db01", "10.1.0.20"));
    TextHost.Visit alice =
        web.login("10 14:00:00", 50, "alice", "198.51.100.20", Ordinary.ALICE)
            .sudo("ls -la /srv/www/documents");
    // She looks at it herself: that is no use of it, and hides nothing.
    web.request(alice.now(), "198.51.100.20", "GET " + SHELL, 200, 10, Ordinary.BROWSER);
    web.log(
        "var/log/syslog", alice.now().plusSeconds(10), "ops", "somebody hacked web01, web shell");
    alice.sudo("rm -f /srv/www" + SHELL).sudo("crontab -r -u www-data");
    web.request(TextSite.at("11 02:00:00"), SECOND, "POST " + SHELL, 404, 153, AGENT);
    Incident incident = site.analyze(folder);
    assertThat(addresses(incident)).containsExactly(SECOND, FIRST);
    assertThat(incident.actors()).hasSize(1);
    assertThat(incident.dwell().detected())
        .satisfies(t -> assertThat(t.instant()).isEqualTo("2025-03-10T14:00:55Z"));
    assertThat(incident.dwell().evicted())
        .satisfies(t -> assertThat(t.instant()).isEqualTo("2025-03-10T14:01:30Z"));
    assertThat(incident.persistence()).allMatch(door -> door.removed() != null);
    assertThat(incident.phases())
        .filteredOn(phase -> phase.phase() == PhaseName.RE_ENTRY)
        .hasSize(1);
  }

  /** A page with readers is a page, whatever is typed into it and whoever sends it forms. */
  @ParameterizedTest
  @EnumSource
  void aPageThatIsSentACommandOnce(Style style) throws IOException {
    TextSite site = Ordinary.site(style, 12);
    TextHost web = site.host("web01", "10.1.0.10");
    runs(web, "7 22:31:40", FIRST, "cat /etc/passwd");
    web.request(TextSite.at("8 09:00:00"), "198.51.100.31", "GET " + SHELL, 200, 900, AGENT);
    web.request(TextSite.at("8 09:01:00"), "198.51.100.32", "POST " + SHELL, 200, 900, AGENT);
    Incident incident = site.analyze(folder);
    assertThat(incident.verdict()).isNotEqualTo(Verdict.COMPROMISE);
    assertThat(incident.actors()).isEmpty();
  }
}
