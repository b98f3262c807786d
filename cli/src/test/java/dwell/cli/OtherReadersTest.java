package dwell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample incident's reports for those who are no responders. */
final class OtherReadersTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir static Path folder;
  private static Path made = Path.of("");

  @BeforeAll
  static void analyze() throws IOException {
    made = CommandRun.analyzedSample(folder);
  }

  private static String report(String audience) throws IOException {
    return report(made, audience);
  }

  private static String report(Path of, String audience) throws IOException {
    CommandRun run = CommandRun.of("report", "--case", of, "--audience", audience);
    assertThat(run.code()).as(run.err()).isZero();
    return Files.readString(of.resolve("reports").resolve(audience + ".html"));
  }

  /** Every address, account, host and database that any record of the evidence has. */
  private static Set<String> evidenceNames(Path of) {
    Set<String> names = new TreeSet<>();
    for (String field :
        new String[] {
          "host.name", "user.name", "user.effective.name", "user.target.name", "source.ip",
          "source.domain", "destination.ip", "db.namespace", "db.collection.name", "group.name"
        }) {
      CommandRun run =
          CommandRun.of("top", field, "--case", of, "--limit", "1000000", "--output", "jsonl");
      assertThat(run.code()).as(run.err()).isZero();
      run.out().lines().map(JSON::readTree).forEach(row -> names.add(first(row)));
    }
    return names;
  }

  private static String first(JsonNode row) {
    return row.properties().stream()
        .filter(property -> !property.getKey().matches("events|count"))
        .findFirst()
        .orElseThrow()
        .getValue()
        .asString();
  }

  /** What a reader sees, and what stands in attributes; not the page's own style and script. */
  private static String shown(String html) {
    String body = html.replaceAll("(?s)<style>.*?</style>|<script>.*?</script>", "");
    // Titles and labels are shown too; classes, anchors and measures are the page's own.
    String spoken = body.replaceAll("(?s)<[^>]*?(?:title|aria-label)=\"([^\"]*)\"[^>]*>", " $1 ");
    return spoken.replaceAll("(?s)<[^>]*>", " ").replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  private static void namesNoneOfTheEvidence(Path of) throws IOException {
    Set<String> names = evidenceNames(of);
    assertThat(names).hasSizeGreaterThan(10);
    String text = shown(report(of, "external"));
    assertThat(names)
        .allSatisfy(name ->
            assertThat(
                    Pattern.compile(
                            "(?<![\\p{L}\\p{N}])"
                                + Pattern.quote(name.toLowerCase(Locale.ROOT))
                                + "(?![\\p{L}\\p{N}])")
                        .matcher(text)
                        .find())
                .as(name)
                .isFalse());
  }

  @Test
  void theExternalDraftNamesNoneOfTheEvidence() throws IOException {
    assertThat(evidenceNames(made))
        .contains("203.0.113.77", "kiosk", "gate", "ledger", "ines", "storefront");
    namesNoneOfTheEvidence(made);
    assertThat(shown(report("external")))
        .contains("14 june 2025: notice about a security incident on 12 june 2025");
  }

  @Test
  void theExternalDraftOfAKnownCaseNamesNoneOfTheEvidence() throws IOException {
    String known = System.getProperty("dwell.case");
    assumeThat(known).as("no case is given").isNotNull();
    Path evidence = Path.of(known).resolve("evidence.tar.gz");
    Path large = folder.resolve("known");
    assertThat(CommandRun.of("analyze", evidence, "--case", large, "--quiet").code()).isLessThan(2);
    namesNoneOfTheEvidence(large);
  }

  @Test
  void theInternalOverviewNamesNoAddressAndNoAccount() throws IOException {
    assertThat(shown(report("internal")))
        .contains("gate, ledger")
        .doesNotContain("203.0.113", "10.40.0", "kiosk", "netops", "storefront", "id_ed25519");
  }

  @Test
  void theEvidenceReportTellsWhatItRestsOn() throws IOException {
    String page = shown(report("legal"));
    assertThat(page).contains("203.0.113.77", "g2347imfg7ib-724f", "europe/lisbon", "ingest");
    assertThat(page).doesNotContain("not at hand");
  }

  @Test
  void reportsAreTheSameEachTime() throws IOException {
    for (String audience : new String[] {"ic", "internal", "legal", "external"}) {
      assertThat(report(audience)).isEqualTo(report(audience));
    }
  }

  @Test
  void aFinishedStatementIsChecked() throws IOException {
    Path bad = folder.resolve("bad.txt");
    Files.writeString(bad, "We take security very seriously. It came from 203.0.113.77, as Kiosk.");
    CommandRun run =
        CommandRun.of("report", "--case", made, "--audience", "external", "--check", bad);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("take security seriously", "203.0.113.77", "kiosk");
    Path good = folder.resolve("good.txt");
    Files.writeString(good, "On 12 June 2025 somebody got into our systems.");
    assertThat(CommandRun.of("report", "--case", made, "--check", good).code()).isZero();
  }

  @Test
  void anUnknownReaderIsToldAsUsage() {
    CommandRun run = CommandRun.of("report", "--case", made, "--audience", "press");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("ic, internal, legal, external");
  }
}
