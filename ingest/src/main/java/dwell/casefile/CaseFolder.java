package dwell.casefile;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Where everything of a case stands.
 *
 * <p>The manifest is the one point at which a step of ingest takes hold: what the index and the
 * record store hold beyond what it names is as if it were not there. The order is: records, index,
 * manifest, ledger.
 *
 * @param path the folder
 */
public record CaseFolder(Path path) {
  /** {@code evidence.jsonl}: the manifest. */
  public Path evidence() {
    return path.resolve("evidence.jsonl");
  }

  /** {@code ledger.jsonl}: who ran what, when. */
  public Path ledger() {
    return path.resolve("ledger.jsonl");
  }

  /** {@code case.json}: what made the case, and with which options. */
  public Path description() {
    return path.resolve("case.json");
  }

  /** {@code facts.yaml}: what only people know. */
  public Path facts() {
    return path.resolve("facts.yaml");
  }

  /** {@code index}: the events. */
  public Path index() {
    return path.resolve("index");
  }

  /** {@code records}: the bytes of the evidence. */
  public Path records() {
    return path.resolve("records");
  }

  /** {@code incident.json}. */
  public Path incident() {
    return path.resolve("incident.json");
  }

  /** {@code reports}. */
  public Path reports() {
    return path.resolve("reports");
  }

  /** {@code report.html}: the incident commander's report. */
  public Path report() {
    return path.resolve("report.html");
  }

  /** Replaces a file of the case as a whole, or makes it; its folder too. */
  public void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFile.write(file, content);
  }

  /** The manifest as it stands, or null where nothing was ingested yet. */
  public @Nullable Manifest manifest() throws IOException {
    return Manifest.read(evidence());
  }

  /** Opens the case for reading. */
  public OpenCase open() throws IOException {
    return OpenCase.open(this);
  }

  /** Removes a folder of dwell's own with all that is in it; links are removed, never followed. */
  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
