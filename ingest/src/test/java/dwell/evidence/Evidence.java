package dwell.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Makes evidence for tests, and visits it. */
final class Evidence {
  private Evidence() {}

  /** What a visit found. */
  static final class Found implements ArtifactVisitor {
    final TreeMap<String, String> hashes = new TreeMap<>();
    final TreeMap<String, String> ids = new TreeMap<>();
    final TreeMap<String, String> links = new TreeMap<>();
    final List<String> order = new ArrayList<>();
    final List<ArchiveSeal> archives = new ArrayList<>();
    final List<Fault> faults = new ArrayList<>();
    final TreeMap<String, Instant> times = new TreeMap<>();

    @Override
    public void artifact(Artifact artifact) {
      String path = artifact.key().path();
      order.add(path);
      ids.put(path, artifact.key().id());
      Instant modified = artifact.modified();
      if (modified != null) {
        times.put(path, modified);
      }
      try (ArtifactInput input = new ArtifactInput(artifact)) {
        ArtifactInput.Seal seal = input.seal();
        hashes.put(path, String.valueOf(seal.sha256()));
        faults.addAll(seal.faults());
      }
    }

    @Override
    public void link(EvidenceLink link) {
      links.put(link.key().path(), (link.hard() ? "hard " : "") + link.target());
    }

    @Override
    public void archive(ArchiveSeal archive) {
      archives.add(archive);
    }

    @Override
    public void fault(Fault fault) {
      faults.add(fault);
    }
  }

  static Found visit(Path path) throws IOException {
    return visit(EvidenceSource.of(path), HostOptions.NONE);
  }

  static Found visit(EvidenceSource source, HostOptions options) throws IOException {
    Found found = new Found();
    source.forEach(source.survey(options), found);
    return found;
  }

  static Path write(Path root, String path, String text) throws IOException {
    return write(root, path, text.getBytes(StandardCharsets.UTF_8));
  }

  static Path write(Path root, String path, byte[] bytes) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-02-03T04:05:06Z")));
    return file;
  }

  /** A small host: mail01, in Lisbon. */
  static Path host(Path root) throws IOException {
    write(root, "etc/hostname", "# who\nmail01.example.org\n");
    write(root, "etc/timezone", "Europe/Lisbon\n");
    write(root, "etc/passwd", "root:x:0:0::/root:/bin/sh\nerin:x:1201:1201::/home/erin:/bin/sh\n");
    write(root, "usr/lib/os-release", "NAME=x\nPRETTY_NAME=\"Example Linux 9\"\n");
    Files.createSymbolicLink(
        root.resolve("etc/localtime"), Path.of("/usr/share/zoneinfo/Europe/Lisbon"));
    Files.createSymbolicLink(root.resolve("etc/os-release"), Path.of("../usr/lib/os-release"));
    write(root, "var/log/auth.log", "Feb  3 04:05:06 mail01 sshd[7]: a\n");
    write(root, "var/log/auth.log.1", "Feb  2 04:05:06 mail01 sshd[7]: b\n");
    write(root, "var/log/zwei ü\t.log", "tab and umlaut\n");
    write(root, "home/erin/.bash_history", "ls\n");
    return root;
  }

  static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> !Files.isDirectory(path) || Files.isSymbolicLink(path))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  /** Packs a folder the way tar(1) does, in an order that is not sorted. */
  static byte[] tar(Path root, String prefix) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setAddPaxHeadersForNonAsciiNames(true);
      for (Path file : files(root)) {
        String name = prefix + root.relativize(file);
        if (Files.isSymbolicLink(file)) {
          TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
          entry.setLinkName(Files.readSymbolicLink(file).toString());
          tar.putArchiveEntry(entry);
        } else {
          TarArchiveEntry entry = new TarArchiveEntry(name);
          byte[] content = Files.readAllBytes(file);
          entry.setSize(content.length);
          entry.setModTime(Files.getLastModifiedTime(file));
          tar.putArchiveEntry(entry);
          tar.write(content);
        }
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  static byte[] zip(Path root) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      for (Path file : files(root)) {
        ZipArchiveEntry entry = new ZipArchiveEntry(root.relativize(file).toString());
        boolean link = Files.isSymbolicLink(file);
        byte[] content =
            link
                ? Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8)
                : Files.readAllBytes(file);
        if (link) {
          entry.setUnixMode(0120777);
        } else {
          entry.setLastModifiedTime(Files.getLastModifiedTime(file));
        }
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** Wraps a stream that compresses. */
  @FunctionalInterface
  interface Compressing {
    OutputStream over(OutputStream out) throws IOException;
  }

  static byte[] compressed(byte[] content, Compressing compressing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compressing.over(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
