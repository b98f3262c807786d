package dwell.incident;

import dwell.casefile.CaseDescription;
import dwell.casefile.CaseFolder;
import dwell.casefile.Ingest;
import dwell.casefile.IngestOptions;
import dwell.casefile.OpenCase;
import dwell.evidence.EvidenceSource;
import dwell.evidence.HostOptions;
import dwell.pattern.Catalogue;
import dwell.record.RecordLimits;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * An incident whose truth is known: a folder beside the tests with the evidence of its hosts
 * ({@code evidence.tar.xz}) and what was done there ({@code truth.json}).
 */
record KnownIncident(Path folder) {
  /** Of ingest and of the report; the incident does not depend on it. */
  private static final Instant NOW = Instant.parse("2027-06-01T00:00:00Z");

  private static final Catalogue CATALOGUE = Catalogue.builtIn();
  private static final CaseDescription.Tool TOOL =
      new CaseDescription.Tool("dwell", "test", "", "", "");

  /** All of them, by name. */
  static List<KnownIncident> all() throws IOException {
    try (Stream<Path> folders = Files.list(home())) {
      return folders.filter(Files::isDirectory).sorted().map(KnownIncident::new).toList();
    }
  }

  static KnownIncident named(String name) throws IOException {
    return new KnownIncident(home().resolve(name));
  }

  private static Path home() throws IOException {
    try {
      URI home = KnownIncident.class.getResource("known").toURI();
      return Path.of(home);
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  Path evidence() {
    return folder.resolve("evidence.tar.xz");
  }

  Truth truth() throws IOException {
    return Truth.read(folder.resolve("truth.json"));
  }

  /**
   * Unpacks the evidence.
   *
   * @return {@code to}, which holds a folder for each host
   */
  Path unpack(Path to) throws IOException {
    Files.createDirectories(to);
    // Links and sparse files are in it, so tar has to do it.
    Process tar =
        new ProcessBuilder("tar", "-xJf", evidence().toString(), "-C", to.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (tar.onExit().join().exitValue() != 0) {
      throw new IOException("tar could not unpack " + evidence());
    }
    return to;
  }

  /** What dwell makes of evidence, in a case of its own at {@code made}. */
  static Incident analyze(Path made, Path... evidence) throws IOException {
    CaseFolder folder = new CaseFolder(made);
    for (Path one : evidence) {
      Ingest.run(
          folder, List.of(EvidenceSource.of(one)), options(), (path, stored, parsed, events) -> {});
    }
    return reconstruct(folder);
  }

  /** What dwell makes of a case as it stands. */
  static Incident reconstruct(CaseFolder folder) throws IOException {
    try (OpenCase openCase = folder.open()) {
      return CaseReconstruction.run(openCase, TOOL, NOW);
    }
  }

  private static IngestOptions options() {
    return new IngestOptions(
        HostOptions.NONE,
        CATALOGUE::matcher,
        Optional.empty(),
        OptionalInt.empty(),
        RecordLimits.DEFAULT,
        Runtime.getRuntime().availableProcessors(),
        Clock.fixed(NOW, ZoneOffset.UTC),
        "tests",
        () -> TOOL,
        Map.of());
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
