package dwell.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dwell.incident.Incident;
import dwell.incident.IncidentJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No rule knows a name: the sample incident under other names, three months later, is the same. */
final class RenamedIncidentTest {
  /** June and September are alike: thirty days of summer time. */
  private static final Duration LATER = Duration.ofDays(92);

  private static final Map<String, String> NAMES = names();

  @TempDir private Path folder;

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("\\bgate\\b", "edge7");
    names.put("\\bledger\\b", "vault3");
    names.put("\\bines\\b", "marit");
    names.put("\\btomas\\b", "zeno");
    names.put("\\bkiosk\\b", "lobby");
    names.put("\\bnetops\\b", "fieldsvc");
    names.put("\\bstorefront\\b", "tillapp");
    names.put("\\bharbor\\b", "quay");
    names.put("\\bmembers\\b", "patrons");
    names.put("/srv/store\\b", "/opt/till");
    names.put("\\b10\\.40\\.0\\.", "172.21.9.");
    names.put("\\b203\\.0\\.113\\.", "185.7.44.");
    names.put("\\b198\\.51\\.100\\.", "91.20.3.");
    names.put("\\b192\\.0\\.2\\.", "80.9.1.");
    return names;
  }

  private static String renamed(String text) {
    String out = text;
    for (Map.Entry<String, String> name : NAMES.entrySet()) {
      out = out.replaceAll(name.getKey(), name.getValue());
    }
    return out;
  }

  private static String later(String text) {
    String out =
        text.replaceAll("(?m)^Jun ", "Sep ")
            .replace("/Jun/2025", "/Sep/2025")
            .replace("2025-06-", "2025-09-")
            .replaceAll("(?m)^(20)?2506(\\d\\d[ \\t])", "$12509$2");
    return Pattern.compile("(?m)^#(\\d{10})$")
        .matcher(out)
        .replaceAll(m -> "#" + (Long.parseLong(m.group(1)) + LATER.toSeconds()));
  }

  private void copy(Path sample, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(sample)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(renamed(sample.relativize(file).toString()));
        Files.createDirectories(target.getParent());
        String text = Files.readString(file, ISO_8859_1);
        Files.writeString(target, later(renamed(text)), ISO_8859_1);
      }
    }
  }

  private Incident analyze(Path evidence, String name) throws IOException {
    Path made = folder.resolve(name);
    CommandRun run = CommandRun.of("analyze", evidence, "--case", made, "--quiet");
    assertThat(run.code()).as(run.err()).isZero();
    try (InputStream in = Files.newInputStream(made.resolve("incident.json"))) {
      return IncidentJson.read(in);
    }
  }

  @Test
  void otherNamesAndAnotherSeasonGiveTheSameIncident() throws IOException {
    Path other = folder.resolve("other");
    copy(CommandRun.sample(), other);
    TreeSet<String> expected = new TreeSet<>();
    Told.of(analyze(CommandRun.sample(), "first"), LATER).forEach(s -> expected.add(renamed(s)));
    assertThat(Told.of(analyze(other, "second"), Duration.ZERO)).isEqualTo(expected);
  }
}
