package dwell.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class EvidenceSourceTest {
  @TempDir Path temp;

  /** Packs a folder in some way. */
  record Packing(String name, Packer packer) {
    @Override
    public String toString() {
      return name;
    }
  }

  @FunctionalInterface
  interface Packer {
    byte[] pack(Path root) throws IOException;
  }

  static Stream<Packing> packings() {
    return Stream.of(
        new Packing("tar", root -> Evidence.tar(root, "./")),
        new Packing("tar of absolute names", root -> Evidence.tar(root, "/")),
        new Packing(
            "tar.gz", root -> Evidence.compressed(Evidence.tar(root, ""), GZIPOutputStream::new)),
        new Packing(
            "tar.bz2",
            root -> Evidence.compressed(Evidence.tar(root, ""), BZip2CompressorOutputStream::new)),
        new Packing(
            "tar.xz",
            root ->
                Evidence.compressed(
                    Evidence.tar(root, ""), out -> new XZOutputStream(out, new LZMA2Options(1)))),
        new Packing(
            "tar.zst", root -> Evidence.compressed(Evidence.tar(root, ""), ZstdOutputStream::new)),
        new Packing("zip", Evidence::zip));
  }

  @ParameterizedTest
  @MethodSource("packings")
  void anArchiveGivesTheIdsAndHashesOfTheFolder(Packing packing) throws IOException {
    Path folder = Evidence.host(temp.resolve("x"));
    // Told by content: the name says nothing.
    Path archive = Files.write(temp.resolve("blob"), packing.packer.pack(folder));

    Evidence.Found unpacked = Evidence.visit(folder);
    Evidence.Found packed = Evidence.visit(archive);

    assertThat(unpacked.hashes).hasSize(8);
    assertThat(packed.hashes).isEqualTo(unpacked.hashes);
    assertThat(packed.ids).isEqualTo(unpacked.ids);
    assertThat(packed.links).isEqualTo(unpacked.links);
    assertThat(packed.times).isEqualTo(unpacked.times);
    assertThat(packed.faults).isEmpty();
    assertThat(packed.archives)
        .singleElement()
        .satisfies(seal -> {
          assertThat(seal.path()).isEqualTo("blob");
          assertThat(seal.size()).isEqualTo(Files.size(archive));
          assertThat(seal.sha256()).isEqualTo(Hashes.sha256(Files.readAllBytes(archive)));
        });
  }

  @Test
  void aFolderIsVisitedInOrderOfNames() throws IOException {
    Path root = Evidence.host(temp.resolve("x"));
    assertThat(Evidence.visit(root).order)
        .containsExactly(
            "etc/hostname",
            "etc/passwd",
            "etc/timezone",
            "home/erin/.bash_history",
            "usr/lib/os-release",
            "var/log/auth.log",
            "var/log/auth.log.1",
            "var/log/zwei ü\t.log");
  }

  @Test
  void linksAreToldAndNotFollowed() throws IOException {
    Path outside = Evidence.write(temp, "outside.log", "not evidence\n");
    Path root = temp.resolve("root");
    Evidence.write(root, "a/b.log", "b\n");
    Files.createSymbolicLink(root.resolve("a/loop"), Path.of(".."));
    Files.createSymbolicLink(root.resolve("a/out.log"), outside);
    Files.createSymbolicLink(root.resolve("a/gone"), Path.of("nowhere"));
    Files.createLink(root.resolve("a/c.log"), root.resolve("a/b.log"));

    Evidence.Found found = Evidence.visit(root);

    assertThat(found.order).containsExactly("a/b.log");
    assertThat(found.links)
        .containsOnlyKeys("a/c.log", "a/gone", "a/loop", "a/out.log")
        .containsEntry("a/loop", "..")
        .containsEntry("a/c.log", "hard a/b.log");
    assertThat(found.faults).isEmpty();
  }

  @Test
  void namesThatAreNotUtf8StayDistinct() throws IOException {
    Path root = Files.createDirectory(temp.resolve("root"));
    String uri = root.toUri().toString();
    Files.writeString(Path.of(URI.create(uri + "%FF.log")), "one\n");
    Files.writeString(Path.of(URI.create(uri + "%FE.log")), "two\n");
    Files.writeString(root.resolve("\\xff.log"), "three\n");
    Files.writeString(root.resolve("unit\\x2d1.log"), "four\n");
    Files.writeString(root.resolve("new\nline\u001b[31m.log"), "five\n");

    Evidence.Found found = Evidence.visit(root);

    assertThat(found.order)
        .containsExactlyInAnyOrder(
            "\\xff.log", "\\xfe.log", "\\x5cxff.log", "unit\\x2d1.log", "new\nline\u001b[31m.log");
    assertThat(found.hashes.values()).doesNotHaveDuplicates();
    assertThat(found.faults).isEmpty();
  }

  @Test
  void aFifoIsToldAndNotOpened() throws Exception {
    Path root = Files.createDirectory(temp.resolve("root"));
    Evidence.write(root, "a.log", "a\n");
    assumeTrue(run("mkfifo", root.resolve("pipe").toString()));

    Evidence.Found found = Evidence.visit(root);

    assertThat(found.order).containsExactly("a.log");
    assertThat(found.faults)
        .extracting(Fault::path, Fault::cause)
        .containsExactly(tuple("pipe", "a fifo, socket or device was not opened"));
  }

  @Test
  void whatMayNotBeReadIsToldAndTheRestRead() throws IOException {
    Path root = temp.resolve("root");
    Path closed = Evidence.write(root, "a.log", "a\n");
    Evidence.write(root, "b.log", "b\n");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(closed), "the superuser may read everything");

    Evidence.Found found = Evidence.visit(root);

    assertThat(found.hashes).containsEntry("a.log", "null").containsKey("b.log");
    assertThat(found.faults)
        .extracting(Fault::path, Fault::cause)
        .containsExactly(tuple("a.log", "cannot be opened: permission denied"));
  }

  @Test
  void archivesInsideOfEvidenceAreOpenedWhereAnInvestigatorPutsThem() throws IOException {
    Path host = Evidence.host(temp.resolve("host"));
    byte[] zip = Evidence.zip(host);
    byte[] tar = Evidence.compressed(Evidence.tar(host, "./"), GZIPOutputStream::new);
    Path root = temp.resolve("root");
    Evidence.write(root, "one.zip", zip);
    Evidence.write(root, "two.bin", tar);
    Evidence.write(root, "img/usr/share/doc/three.zip", zip);
    Evidence.write(root, "img/home/erin/four.tar.gz", tar);
    Path packed = Files.write(temp.resolve("all.tar"), Evidence.tar(root, ""));

    for (Path evidence : new Path[] {root, packed}) {
      Evidence.Found found = Evidence.visit(evidence);
      assertThat(found.hashes)
          .containsKeys(
              "one.zip/var/log/auth.log",
              "two.bin/var/log/auth.log",
              "img/usr/share/doc/three.zip",
              "img/home/erin/four.tar.gz")
          .hasSize(18);
      assertThat(found.archives)
          .extracting(ArchiveSeal::path, ArchiveSeal::sha256)
          .contains(tuple("one.zip", Hashes.sha256(zip)), tuple("two.bin", Hashes.sha256(tar)));
      assertThat(found.faults).isEmpty();
    }
  }

  @Test
  void tarMembersThatClimbOrComeTwiceAreReadUnderNamesOfTheirOwn() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      member(tar, "../../etc/cron.d/x", "climbs");
      member(tar, "a.log", "first");
      member(tar, "a.log", "second");
      TarArchiveEntry hard = new TarArchiveEntry("b.log", TarConstants.LF_LINK);
      hard.setLinkName("./a.log");
      tar.putArchiveEntry(hard);
      tar.closeArchiveEntry();
      TarArchiveEntry fifo = new TarArchiveEntry("pipe", TarConstants.LF_FIFO);
      tar.putArchiveEntry(fifo);
      tar.closeArchiveEntry();
    }
    Evidence.Found found = Evidence.visit(Files.write(temp.resolve("x"), bytes.toByteArray()));

    assertThat(found.hashes)
        .containsEntry("a.log", Hashes.sha256("first"))
        .containsEntry("a.log#2", Hashes.sha256("second"))
        .containsEntry("\\x2e\\x2e/\\x2e\\x2e/etc/cron.d/x", Hashes.sha256("climbs"))
        .hasSize(3);
    assertThat(found.links).containsEntry("b.log", "hard a.log");
    assertThat(found.faults)
        .extracting(Fault::path)
        .containsExactly("\\x2e\\x2e/\\x2e\\x2e/etc/cron.d/x", "pipe");
  }

  @Test
  void zipMembersThatClimbAreReadUnderNamesOfTheirOwn() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      zip.putArchiveEntry(new ZipArchiveEntry("a/../../b.log"));
      zip.write("climbs".getBytes(StandardCharsets.UTF_8));
      zip.closeArchiveEntry();
    }
    Evidence.Found found = Evidence.visit(Files.write(temp.resolve("x"), bytes.toByteArray()));
    assertThat(found.hashes)
        .containsExactly(Map.entry("a/\\x2e\\x2e/\\x2e\\x2e/b.log", Hashes.sha256("climbs")));
    assertThat(found.faults).hasSize(1);
  }

  @Test
  void behindADamagedHeaderTheNextMemberIsRead() throws IOException {
    byte[] tar = threeMembers();
    Arrays.fill(tar, 1024, 1024 + 300, (byte) 0x55);

    Evidence.Found found = Evidence.visit(Files.write(temp.resolve("x"), tar));

    assertThat(found.hashes)
        .containsEntry("a.log", Hashes.sha256("one"))
        .containsEntry("c.log", Hashes.sha256("three"))
        .hasSize(2);
    assertThat(found.faults)
        .extracting(Fault::path, Fault::offset)
        .containsExactly(tuple("x", 1024L));
  }

  @Test
  void ofACutTarWhatIsThereIsRead() throws IOException {
    byte[] cut = Arrays.copyOf(threeMembers(), 2048 + 512 + 2);

    Evidence.Found found = Evidence.visit(Files.write(temp.resolve("x"), cut));

    assertThat(found.order).containsExactly("a.log", "b.log", "c.log");
    assertThat(found.hashes)
        .containsEntry("b.log", Hashes.sha256("two"))
        .containsEntry("c.log", "null");
    assertThat(found.faults).extracting(Fault::path).contains("c.log", "x");
  }

  @Test
  void aMemberOfATarMayBeOpenedAgain() throws IOException {
    Path root = temp.resolve("root");
    byte[] large = new byte[17 << 20];
    Arrays.fill(large, (byte) 'x');
    Evidence.write(root, "large", large);
    Evidence.write(root, "small", "s\n");
    Path tar = Files.write(temp.resolve("x"), Evidence.tar(root, ""));
    EvidenceSource source = EvidenceSource.of(tar);
    source.forEach(
        source.survey(HostOptions.NONE),
        new ArtifactVisitor() {
          @Override
          public void artifact(Artifact artifact) throws IOException {
            byte[] first;
            try (var in = artifact.open()) {
              first = in.readAllBytes();
            }
            try (var in = artifact.open()) {
              assertThat(in.readAllBytes()).isEqualTo(first);
            }
            assertThat(first.length).isEqualTo(artifact.size());
          }

          @Override
          public void fault(Fault fault) {
            throw new AssertionError(fault);
          }
        });
  }

  @Test
  void whatTheVisitorThrowsReachesTheCaller() throws IOException {
    Path root = temp.resolve("root");
    Evidence.write(root, "a.log", "a\n");
    EvidenceSource source =
        EvidenceSource.of(Files.write(temp.resolve("x"), Evidence.tar(root, "")));
    IOException full = new IOException("no space left on device");
    ArtifactVisitor visitor =
        new ArtifactVisitor() {
          @Override
          public void artifact(Artifact artifact) throws IOException {
            throw full;
          }

          @Override
          public void fault(Fault fault) {}
        };
    HostSurvey survey = source.survey(HostOptions.NONE);
    assertThatThrownBy(() -> source.forEach(survey, visitor)).isSameAs(full);
  }

  @Test
  void standardInputIsOneArtifactWithoutATime() throws IOException {
    EvidenceSource source =
        EvidenceSource.of("-", new ByteArrayInputStream("x\n".getBytes(StandardCharsets.UTF_8)));
    Evidence.Found found = Evidence.visit(source, HostOptions.NONE);
    assertThat(found.hashes).containsExactly(Map.entry("-", Hashes.sha256("x\n")));
    assertThat(found.times).isEmpty();
  }

  private static byte[] threeMembers() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      member(tar, "a.log", "one");
      member(tar, "b.log", "two");
      member(tar, "c.log", "three");
    }
    return bytes.toByteArray();
  }

  private static void member(TarArchiveOutputStream tar, String name, String text)
      throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
