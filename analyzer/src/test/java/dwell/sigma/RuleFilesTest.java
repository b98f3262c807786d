package dwell.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dwell.event.Dataset;
import dwell.event.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders of rules: what cannot be run is named, the rest runs. */
final class RuleFilesTest {
  private static final String GOOD =
      """
      title: Good
      id: good
      tags: [attack.t1110.001, attack.credential-access, cve.2021-1, attack.T1059]
      logsource: {category: webserver}
      detection:
          s: {sc-status: 200}
          condition: s
      """;

  @TempDir private Path folder = Path.of("");

  private RuleSet read() throws IOException {
    return RuleFiles.read(List.of(folder.toString()));
  }

  @Test
  void foldersAreReadInOrder() throws IOException {
    Files.createDirectories(folder.resolve("web"));
    Files.writeString(folder.resolve("web/good.yml"), GOOD);
    Files.writeString(folder.resolve("bad.yaml"), "title: [");
    Files.writeString(folder.resolve("empty.yml"), "");
    Files.writeString(folder.resolve("readme.md"), "no rule");
    Files.write(folder.resolve("latin.yml"), new byte[] {'a', ':', ' ', (byte) 0xE4});
    RuleSet set = read();
    assertThat(set.runnable())
        .singleElement()
        .satisfies(header -> {
          assertThat(header.file()).isEqualTo("web/good.yml");
          assertThat(header.techniques()).containsExactly("T1110.001", "T1059");
          assertThat(header.level()).isEqualTo("informational");
        });
    assertThat(set.refusals())
        .extracting(RuleRefusal::file)
        .containsExactly("bad.yaml", "empty.yml", "latin.yml");
    assertThat(set.refusals().getFirst().reason()).startsWith("no YAML, line");
  }

  @Test
  void aFileAloneAndAFolderThatIsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("good.yml"), GOOD);
    assertThat(RuleFiles.read(List.of(file.toString())).runnable()).hasSize(1);
    assertThatThrownBy(() -> RuleFiles.read(List.of(folder.resolve("no").toString())))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path file = Files.writeString(folder.resolve("good.txt"), GOOD);
    Files.createSymbolicLink(folder.resolve("link.yml"), file);
    assertThat(read().runnable()).isEmpty();
  }

  @Test
  void hugeFilesAreRefused() throws IOException {
    Files.write(folder.resolve("huge.yml"), new byte[RuleFiles.MAX_FILE + 1]);
    assertThat(read().refusals())
        .singleElement()
        .satisfies(refusal -> assertThat(refusal.reason()).contains("larger"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "logsource: {category: webserver} ~ logsource: {product: windows} ~ product windows",
        "logsource: {category: webserver} ~ logsource: {category: process_creation, product: macos} ~ macos",
        "logsource: {category: webserver} ~ logsource: {category: webserver, product: iis} ~ iis",
        "logsource: {category: webserver} ~ logsource: {} ~ names no category",
        "logsource: {category: webserver} ~ level: low ~ no logsource",
        "title: Good ~ description: x ~ no title",
        "title: Good ~ title: Good\\nstatus: unsupported ~ status",
        "title: Good ~ title: Good\\ntaxonomy: ecs ~ taxonomy",
        "title: Good ~ title: Good\\nlevel: severe ~ level",
        "title: Good ~ title: Good\\naction: global ~ action",
        "condition: s ~ timeframe: 5m ~ no condition",
        "s: {sc-status: 200} ~ s: {sc-status: []} ~ empty list",
        "s: {sc-status: 200} ~ s: {} ~ empty map",
        "s: {sc-status: 200} ~ s: {sc-status: {a: b}} ~ list or a map",
        "s: {sc-status: 200} ~ s: {Hashes: x} ~ no field Hashes",
      })
  void whatCannotBeRunIsNamed(String from, String to, String reason) {
    RuleSet set = RuleFiles.of(GOOD.replace(from, to.replace("\\n", "\n")), "rule.yml");
    assertThat(set.runnable()).isEmpty();
    assertThat(Rules.refused(set)).contains(reason);
  }

  @Test
  void anIdStandsOnce() {
    RuleSet set = RuleFiles.of(GOOD + "---\n" + GOOD, "rule.yml");
    assertThat(set.runnable()).hasSize(1);
    assertThat(Rules.refused(set)).contains("its id");
  }

  @Test
  void filtersTakeAway() {
    String filter =
        """
        ---
        title: Ours
        logsource: {category: webserver}
        filter:
            rules: [good]
            ours: {c-ip|cidr: 10.0.0.0/8}
            condition: not ours
        """;
    MemoryCursor cursor = new MemoryCursor();
    cursor.add(Dataset.WEB_ACCESS).with(Field.HTTP_STATUS, 200L).with(Field.SOURCE_IP, "10.0.0.1");
    assertThat(Rules.hits(RuleFiles.of(GOOD, "f.yml"), cursor)).isTrue();
    assertThat(Rules.hits(RuleFiles.of(GOOD + filter, "f.yml"), cursor)).isFalse();
    RuleSet positive = RuleFiles.of(GOOD + filter.replace("not ours", "ours"), "f.yml");
    assertThat(Rules.refused(positive)).contains("not …");
    RuleSet nobody = RuleFiles.of(GOOD + filter.replace("[good]", "[nobody]"), "f.yml");
    assertThat(Rules.refused(nobody)).contains("nobody");
  }

  @Test
  void shippedRulesRun() throws IOException {
    RuleSet set = RuleFiles.read(List.of(RuleFiles.SHIPPED_NAME));
    assertThat(set.refusals()).isEmpty();
    Set<String> titles = new HashSet<>();
    for (RuleHeader rule : set.runnable()) {
      assertThat(UUID.fromString(rule.id()).version()).as(rule.title()).isEqualTo(4);
      assertThat(rule.techniques()).as(rule.title()).isNotEmpty();
      assertThat(rule.description()).as(rule.title()).isNotEmpty();
      assertThat(titles.add(rule.title())).as(rule.title()).isTrue();
    }
  }

  @Test
  void anExpressionRunsInLinearTime() {
    // Takes a backtracking engine longer than anybody waits.
    MemoryCursor cursor = new MemoryCursor();
    cursor.add(Dataset.WEB_ACCESS).with(Field.USER_AGENT, "a".repeat(20_000) + "!");
    assertThat(Rules.hits(Rules.item("cs-user-agent|re", "'^(a+)+$'"), cursor)).isFalse();
    String wild = "'" + "*a".repeat(200) + "b'";
    assertThat(Rules.hits(Rules.item("cs-user-agent", wild), cursor)).isFalse();
    assertThat(Rules.refused(Rules.item("cs-user-agent|re", "'(x{1000}){1000}'")))
        .contains("too large");
    assertThat(Rules.refused(Rules.item("cs-user-agent|re", "'((((x{99}){99}){99}){99}'")))
        .contains("too large");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '~',
      value = {
        "abc ~ 3",
        "a{5} ~ 5",
        "a{2,7}b ~ 8",
        "(ab){10} ~ 30",
        "[]a{9}]{3} ~ 3",
        "\\{9} ~ 3",
        "x{a} ~ 4",
        "(x{1000}){1000} ~ 1001000",
        "((((x{999}){999}){999}){999}) ~ 2147483647",
      })
  void sizesOfExpressions(String text, int size) {
    assertThat(ExpressionSize.of(text)).isEqualTo(size);
  }
}
