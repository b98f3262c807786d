package dwell.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dwell.incident.Incident;
import dwell.incident.IncidentJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Without one of its sources a case is known less well, but nobody is accused for it: not in the
 * sample, nor in the case that {@code -Ddwell.case} names.
 */
final class MissingSourceTest {
  @TempDir private Path folder;
  private int runs;

  private TreeSet<String> accused(Path evidence) throws IOException {
    Path made = folder.resolve("case" + runs++);
    CommandRun run = CommandRun.of("analyze", evidence, "--case", made, "--quiet");
    assertThat(run.code()).as(run.err()).isLessThan(2);
    TreeSet<String> out = new TreeSet<>();
    try (InputStream in = Files.newInputStream(made.resolve("incident.json"))) {
      Incident incident = IncidentJson.read(in);
      incident
          .actors()
          .forEach(actor -> {
            actor.addresses().forEach(a -> out.add("address " + a.ip()));
            actor.accounts().forEach(a -> out.add("account " + a.name() + '@' + a.host()));
          });
      incident.data().forEach(d -> out.add("table " + d.database() + '.' + d.table()));
    }
    delete(made);
    return out;
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Sources of a host: what lies directly in its log folder, and each folder there; the homes. */
  private static List<Path> sources(Path evidence) throws IOException {
    List<Path> out = new ArrayList<>();
    try (Stream<Path> files = Files.walk(evidence)) {
      for (Path file : files.sorted().toList()) {
        Path parent = file.getParent();
        boolean log = parent != null && parent.endsWith("var/log");
        if (log && (Files.isDirectory(file) || !rotated(file)) || file.endsWith(".bash_history")) {
          out.add(file);
        }
      }
    }
    return out;
  }

  private static boolean rotated(Path file) {
    return file.getFileName().toString().matches(".*\\.\\d+(\\.gz)?");
  }

  private static boolean belongs(Path file, Path source) {
    return file.startsWith(source) || file.toString().startsWith(source + ".");
  }

  private void leaveOneOut(Path evidence) throws IOException {
    TreeSet<String> whole = accused(evidence);
    assertThat(whole).isNotEmpty();
    for (Path source : sources(evidence)) {
      Path rest = folder.resolve("rest");
      try (Stream<Path> files = Files.walk(evidence)) {
        for (Path file : files.filter(f -> !Files.isDirectory(f, NOFOLLOW_LINKS)).toList()) {
          if (!belongs(file, source)) {
            Path to = rest.resolve(evidence.relativize(file).toString());
            Files.createDirectories(to.getParent());
            Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES, NOFOLLOW_LINKS);
          }
        }
      }
      assertThat(whole).as("without " + source).containsAll(accused(rest));
      delete(rest);
    }
  }

  @Test
  void theSampleWithoutOneOfItsSourcesAccusesNobodyElse() throws IOException {
    leaveOneOut(CommandRun.sample());
  }

  @Test
  void theKnownCaseWithoutOneOfItsSourcesAccusesNobodyElse() throws IOException {
    @Nullable String given = System.getProperty("dwell.case");
    assumeTrue(given != null, "no case is given with -Ddwell.case");
    Path evidence = folder.resolve("evidence");
    unpack(Path.of(given).resolve("evidence.tar.gz"), evidence);
    leaveOneOut(evidence);
  }

  /** Links and sparse files are in it, so tar has to do it. */
  private static void unpack(Path archive, Path to) throws IOException {
    Files.createDirectories(to);
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", to.toString())
            .inheritIO()
            .start();
    assertThat(tar.onExit().join().exitValue()).isZero();
  }
}
