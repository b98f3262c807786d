package dwell.correlate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Evidence written for a test: one folder per host, read as evidence is. */
final class CaseFixture {
  private final Path root;

  CaseFixture(Path root) {
    this.root = root;
  }

  /** A host with an address and a zone. */
  CaseFixture host(String name, String address, String zone) {
    file(name, "etc/hostname", name + "\n");
    file(name, "etc/timezone", zone + "\n");
    file(name, "etc/hosts", "127.0.0.1 localhost\n" + address + " " + name + "\n");
    return file(
        name,
        "etc/passwd",
        "root:x:0:0:root:/root:/bin/bash\nmaya:x:1000:1000::/home/maya:/bin/bash\n"
            + "omar:x:1001:1001::/home/omar:/bin/bash\n");
  }

  CaseFixture file(String host, String path, String... lines) {
    try {
      Path file = root.resolve(host).resolve(path);
      Files.createDirectories(file.getParent());
      String text = lines.length == 1 ? lines[0] : String.join("\n", lines) + "\n";
      Files.writeString(file, text.endsWith("\n") ? text : text + "\n");
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-03-12T00:00:00Z")));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file that is no text, from the folder of this package's resources. */
  CaseFixture resource(String host, String path, String name) {
    try (InputStream in = CaseFixture.class.getResourceAsStream(name)) {
      Path file = root.resolve(host).resolve(path);
      Files.createDirectories(file.getParent());
      Files.copy(Objects.requireNonNull(in), file);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Correlation correlate() {
    try {
      MemoryEvents events = MemoryEvents.read(root);
      return new Correlator().correlate(events, events.hosts());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Session> ssh(Correlation c) {
    return c.sessions().stream().filter(s -> s.kind() == Session.Kind.SSH).toList();
  }

  static List<Session> database(Correlation c) {
    return c.sessions().stream().filter(s -> s.kind() == Session.Kind.DATABASE).toList();
  }
}
