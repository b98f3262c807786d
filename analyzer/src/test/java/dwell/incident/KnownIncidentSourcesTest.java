package dwell.incident;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With one of its sources gone, less is known of an incident; nothing false is said instead. */
class KnownIncidentSourcesTest {
  /** What a collection may lack: by the path within a host. */
  private static final Map<String, Pattern> SOURCES =
      new TreeMap<>(
          Map.of(
              "text logs of logins", Pattern.compile("var/log/(auth|secure).*"),
              "journals", Pattern.compile("var/log/journal.*"),
              "login databases", Pattern.compile("var/log/([wb]tmp|lastlog).*"),
              "audit logs", Pattern.compile("var/log/audit/.*"),
              "database logs", Pattern.compile("var/log/(mysql|postgresql)/.*"),
              "web logs", Pattern.compile("var/log/nginx/.*"),
              "histories", Pattern.compile(".*/\\.\\w+_history")));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"emptied-logs", "open-databases", "quiet-week"})
  void lessIsKnown(String name) throws IOException {
    KnownIncident known = KnownIncident.named(name);
    Truth truth = known.truth();
    Path evidence = known.unpack(folder.resolve("evidence"));
    Map<String, Integer> whole =
        falsehoods(truth, KnownIncident.analyze(folder.resolve("whole"), evidence));
    for (Map.Entry<String, Pattern> source : SOURCES.entrySet()) {
      Path rest = folder.resolve(source.getKey()).resolve("evidence");
      if (copyWithout(source.getValue(), evidence, rest)) {
        Incident incident = KnownIncident.analyze(rest.resolveSibling("case"), rest);
        delete(rest);
        assertThat(falsehoods(truth, incident))
            .as(name + " without " + source.getKey() + "\n" + Score.of(truth, incident))
            .allSatisfy(
                (row, wrong) -> assertThat(wrong).as(row).isLessThanOrEqualTo(whole.get(row)));
      }
    }
  }

  /** By question. Times may be told later or not at all: they are not held against it. */
  private static Map<String, Integer> falsehoods(Truth truth, Incident incident) {
    Map<String, Integer> wrong = new TreeMap<>();
    for (ScoreRow row : Score.of(truth, incident)) {
      switch (row.name()) {
        case "verdict", "first access", "detection", "eviction", "phases" -> {}
        default -> wrong.put(row.name(), row.wrong());
      }
    }
    return wrong;
  }

  /** Before the folder as a whole goes: nothing there may follow the links. */
  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Whether there was such a source. */
  private static boolean copyWithout(Pattern source, Path evidence, Path to) throws IOException {
    boolean had = false;
    try (Stream<Path> files = Files.walk(evidence)) {
      for (Path file : files.filter(f -> !Files.isDirectory(f, NOFOLLOW_LINKS)).toList()) {
        Path inside = evidence.relativize(file);
        if (source.matcher(inside.subpath(1, inside.getNameCount()).toString()).matches()) {
          had = true;
          continue;
        }
        Path copy = to.resolve(inside);
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, NOFOLLOW_LINKS);
      }
    }
    return had;
  }
}
