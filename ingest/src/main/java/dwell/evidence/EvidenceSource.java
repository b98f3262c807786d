package dwell.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One piece of evidence that the analyst brought: a folder, an archive, a single file or a stream.
 *
 * <p>It is visited, not listed, as a tar archive is a stream whose members can be read only while
 * they pass: {@link #forEach} hands out one {@link Artifact} after the other, and each may be
 * opened until the visitor returns. Folders and zip archives come sorted by name, folder by folder;
 * tar archives in the order of their stream. Paths are relative to the folder, or to the archive's
 * root, so that the folder of a host and an archive of it give the same paths and with them the
 * same event ids. An archive inside of evidence is opened too, one level deep; its members' paths
 * begin with the archive's own.
 *
 * <p>Nothing is written to evidence, and no link of it is followed. What cannot be read is a {@link
 * Fault}.
 */
public abstract sealed class EvidenceSource {
  private final String name;
  private final @Nullable Path location;

  private EvidenceSource(String name, @Nullable Path location) {
    this.name = name;
    this.location = location;
  }

  /**
   * The evidence at a path. A link that the analyst gives as evidence is followed.
   *
   * @throws IOException where there is nothing at the path, or it cannot be looked at
   */
  public static EvidenceSource of(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    String name = FileNames.text(path.toAbsolutePath().normalize());
    if (attributes.isDirectory()) {
      return new Folder(name, path);
    }
    if (!attributes.isRegularFile()) {
      return new Stream(name, () -> Files.newInputStream(path), path);
    }
    Path real = path.toRealPath();
    StoredFile file =
        FolderTree.stored(
            name,
            real,
            attributes.size(),
            attributes.lastModifiedTime().toInstant(),
            FolderTree.stat(real));
    ArchiveKind kind = NestedArchives.kind(file);
    return kind == ArchiveKind.NONE ? new SingleFile(file, path) : new Archive(file, kind, path);
  }

  /** Evidence that comes as a stream, as standard input under the name {@code -}; read once. */
  public static EvidenceSource of(String name, InputStream bytes) {
    return new Stream(name, () -> bytes, null);
  }

  /** The last name of its path, or {@code -}. */
  public String name() {
    return name;
  }

  /** Where it lies; absent for standard input. */
  public Optional<Path> location() {
    return Optional.ofNullable(location);
  }

  /**
   * Looks through the evidence for what tells of hosts: their names, zones, accounts, addresses. Of
   * a folder or a zip archive that costs a walk over the names and the reading of a few small
   * files; a compressed tar archive is decompressed once for it, and once more when it is read.
   */
  public HostSurvey survey(HostOptions options) throws IOException {
    SurveyFiles files = new SurveyFiles();
    if (surveyed()) {
      walk(new NestedArchives(files));
    }
    return HostSurvey.of(name, location, files, options);
  }

  /** Visits all that the evidence holds. */
  public void forEach(HostSurvey survey, ArtifactVisitor visitor) throws IOException {
    TreeVisitor bound =
        new TreeVisitor() {
          @Override
          public void file(StoredFile file) throws IOException {
            visitor.artifact(new BoundArtifact(survey.key(file.path()), file));
          }

          @Override
          public void link(
              String path, String target, boolean hard, @Nullable Instant modified, FileStat stat)
              throws IOException {
            visitor.link(new EvidenceLink(survey.key(path), target, hard, modified, stat));
          }

          @Override
          public void archive(ArchiveSeal seal) throws IOException {
            visitor.archive(seal);
          }

          @Override
          public void fault(Fault fault) {
            visitor.fault(fault);
          }
        };
    walk(surveyed() ? new NestedArchives(bound) : bound);
  }

  abstract void walk(TreeVisitor visitor) throws IOException;

  /** Whether there is more than one file in it. */
  boolean surveyed() {
    return true;
  }

  private static final class Folder extends EvidenceSource {
    private final Path root;

    Folder(String name, Path root) {
      super(name, root);
      this.root = root;
    }

    @Override
    void walk(TreeVisitor visitor) throws IOException {
      new FolderTree(root, visitor).walk();
    }
  }

  private static final class Archive extends EvidenceSource {
    private final StoredFile file;
    private final ArchiveKind kind;

    Archive(StoredFile file, ArchiveKind kind, Path location) {
      super(file.path(), location);
      this.file = file;
      this.kind = kind;
    }

    @Override
    void walk(TreeVisitor visitor) throws IOException {
      new ArchiveTree(file, kind, "", visitor).walk();
    }
  }

  private static final class SingleFile extends EvidenceSource {
    private final StoredFile file;

    SingleFile(StoredFile file, Path location) {
      super(file.path(), location);
      this.file = file;
    }

    @Override
    void walk(TreeVisitor visitor) throws IOException {
      visitor.file(file);
    }

    @Override
    boolean surveyed() {
      return false;
    }
  }

  private static final class Stream extends EvidenceSource {
    private final StoredFile.Opener opener;

    Stream(String name, StoredFile.Opener opener, @Nullable Path location) {
      super(name, location);
      this.opener = opener;
    }

    @Override
    void walk(TreeVisitor visitor) throws IOException {
      visitor.file(
          new StoredFile(
              name(),
              -1,
              null,
              FileStat.UNKNOWN,
              opener,
              null,
              StoredFile.Access.ONCE,
              () -> null));
    }

    @Override
    boolean surveyed() {
      return false;
    }
  }
}
