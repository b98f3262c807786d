package dwell.incident;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How evidence came to the case does not change what it says. */
class KnownIncidentOrderTest {
  /** What names records by their place, or the case by how it was made. */
  private static final Set<String> PLACES =
      Set.of("evidence", "event", "id", "parent", "case", "sources", "queries");

  @TempDir private Path folder;
  private Path evidence;

  @BeforeEach
  void unpack() throws IOException {
    evidence = KnownIncident.named("two-intruders").unpack(folder.resolve("evidence"));
  }

  private List<Path> hosts() throws IOException {
    try (Stream<Path> hosts = Files.list(evidence)) {
      return hosts.sorted().toList();
    }
  }

  private Incident analyze(String name, Path... paths) throws IOException {
    return KnownIncident.analyze(folder.resolve(name), paths);
  }

  private static ObjectNode tree(Incident incident) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    IncidentJson.write(incident, out);
    return (ObjectNode) JsonMapper.shared().readTree(out.toByteArray());
  }

  /** All but the case's own hashes, which tell the order. */
  private static String text(Incident incident) {
    ObjectNode tree = tree(incident);
    tree.remove("case");
    return tree.toPrettyString();
  }

  private static String withoutPlaces(Incident incident) {
    ObjectNode tree = tree(incident);
    strip(tree);
    return tree.toPrettyString();
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(PLACES);
    }
    node.forEach(KnownIncidentOrderTest::strip);
  }

  @Test
  void theOrderOfHostsAndASecondRun() throws IOException {
    List<Path> hosts = hosts();
    assertThat(hosts).hasSizeGreaterThan(1);
    String told = text(analyze("forward", hosts.toArray(Path[]::new)));
    assertThat(text(analyze("backward", hosts.reversed().toArray(Path[]::new)))).isEqualTo(told);
    Path[] first = {hosts.getFirst()};
    assertThat(text(analyze("forward", first))).as("the same evidence again").isEqualTo(told);
  }

  @Test
  void aFileInTwo() throws IOException {
    String whole = withoutPlaces(analyze("whole", evidence));
    int split = 0;
    for (Path host : hosts()) {
      for (String log : List.of("auth.log", "syslog")) {
        Path rotated = host.resolve("var/log").resolve(log + ".1");
        if (Files.exists(rotated)) {
          split(rotated);
          split++;
        }
      }
    }
    assertThat(split).isPositive();
    assertThat(withoutPlaces(analyze("split", evidence))).isEqualTo(whole);
  }

  /** As if the log had been rotated once more, in the middle of what {@code .1} holds. */
  private static void split(Path first) throws IOException {
    String name = first.getFileName().toString();
    String log = name.substring(0, name.length() - 1);
    for (int n = 30; n > 1; n--) {
      for (String end : List.of("", ".gz")) {
        Path older = first.resolveSibling(log + n + end);
        if (Files.exists(older)) {
          Files.move(older, first.resolveSibling(log + (n + 1) + end));
        }
      }
    }
    byte[] bytes = Files.readAllBytes(first);
    int border = new String(bytes, ISO_8859_1).indexOf('\n', bytes.length / 2) + 1;
    FileTime written = Files.getLastModifiedTime(first);
    Path second = first.resolveSibling(log + "2");
    Files.write(second, Arrays.copyOf(bytes, border));
    Files.write(first, Arrays.copyOfRange(bytes, border, bytes.length));
    Files.setLastModifiedTime(first, written);
    Files.setLastModifiedTime(second, written);
  }
}
