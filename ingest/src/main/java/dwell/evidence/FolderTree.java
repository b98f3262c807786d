package dwell.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks a folder, sorted by name at each level. Links are told and not followed; a folder that
 * holds itself (a bind mount) is told and left; a fifo, socket or device is told and not opened.
 */
final class FolderTree {
  /** What a kernel shows of itself: endless files, and nothing that was written down. */
  private static final Set<String> PSEUDO_FILE_SYSTEMS = Set.of("proc", "sys");

  private final Path root;
  private final TreeVisitor visitor;
  private final Map<Inode, String> seen = new HashMap<>();

  FolderTree(Path root, TreeVisitor visitor) {
    this.root = root;
    this.visitor = visitor;
  }

  private record Inode(long device, long inode) {}

  private record Named(String name, Path path) {}

  /** One folder that is being walked: what is left of it. */
  private record Level(String prefix, ArrayDeque<Named> left, @Nullable Inode inode) {}

  void walk() throws IOException {
    ArrayDeque<Level> levels = new ArrayDeque<>();
    enter("", root, inode(root), levels);
    while (!levels.isEmpty()) {
      Level level = levels.getLast();
      Named next = level.left.poll();
      if (next == null) {
        levels.removeLast();
      } else {
        visit(level.prefix + next.name, next.path, levels);
      }
    }
  }

  private void visit(String path, Path file, ArrayDeque<Level> levels) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      visitor.fault(Fault.of(path, "cannot be looked at: " + Troubles.of(e)));
      return;
    }
    if (attributes.isSymbolicLink()) {
      link(path, file, attributes);
    } else if (attributes.isDirectory()) {
      Inode inode = inode(file);
      if (inode != null && levels.stream().anyMatch(level -> inode.equals(level.inode))) {
        visitor.fault(Fault.of(path, "this folder holds itself; it was not entered again"));
      } else if (PSEUDO_FILE_SYSTEMS.contains(path) && holds(file, "self", "kernel")) {
        visitor.fault(Fault.of(path, "what the running kernel shows of itself was not read"));
      } else {
        enter(path + '/', file, inode, levels);
      }
    } else if (attributes.isRegularFile()) {
      file(path, file, attributes);
    } else {
      visitor.fault(Fault.of(path, "a fifo, socket or device was not opened"));
    }
  }

  private static boolean holds(Path folder, String... names) {
    for (String name : names) {
      if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        return true;
      }
    }
    return false;
  }

  private void enter(String prefix, Path folder, @Nullable Inode inode, ArrayDeque<Level> levels) {
    List<Named> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        names.add(new Named(FileNames.text(entry), entry));
      }
    } catch (IOException e) {
      visitor.fault(Fault.of(prefix, "this folder cannot be read: " + Troubles.of(e)));
    } catch (DirectoryIteratorException e) {
      visitor.fault(
          Fault.of(
              prefix,
              "this folder cannot be read on: "
                  + Troubles.of(e.getCause() == null ? new IOException() : e.getCause())));
    }
    names.sort(Comparator.comparing(Named::name));
    levels.addLast(new Level(prefix, new ArrayDeque<>(names), inode));
  }

  private void link(String path, Path file, BasicFileAttributes attributes) throws IOException {
    try {
      String target = Files.readSymbolicLink(file).toString();
      visitor.link(path, target, false, attributes.lastModifiedTime().toInstant(), stat(file));
    } catch (IOException e) {
      visitor.fault(Fault.of(path, "this link cannot be read: " + Troubles.of(e)));
    }
  }

  private void file(String path, Path file, BasicFileAttributes attributes) throws IOException {
    FileStat stat = stat(file);
    if (links(file) > 1) {
      String first = seen.putIfAbsent(new Inode(stat.device(), stat.inode()), path);
      if (first != null) {
        visitor.link(path, first, true, attributes.lastModifiedTime().toInstant(), stat);
        return;
      }
    }
    visitor.file(
        stored(path, file, attributes.size(), attributes.lastModifiedTime().toInstant(), stat));
  }

  /** A regular file of a file system. */
  static StoredFile stored(
      String path, Path file, long size, @Nullable Instant modified, FileStat stat) {
    return new StoredFile(
        path,
        size,
        modified,
        stat,
        () -> open(file),
        file,
        StoredFile.Access.RANDOM,
        () -> now(file));
  }

  private static InputStream open(Path file) throws IOException {
    return Channels.newInputStream(
        Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
  }

  private static Artifact.@Nullable State now(Path file) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return new Artifact.State(attributes.size(), attributes.lastModifiedTime().toInstant());
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable Inode inode(Path file) {
    FileStat stat = stat(file);
    return stat.inode() < 0 ? null : new Inode(stat.device(), stat.inode());
  }

  private static int links(Path file) {
    try {
      return Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer n
          ? n
          : 1;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return 1;
    }
  }

  /** What the file system tells; file systems without Unix attributes tell nothing. */
  static FileStat stat(Path file) {
    try {
      Map<String, Object> unix =
          Files.readAttributes(file, "unix:mode,uid,gid,dev,ino", LinkOption.NOFOLLOW_LINKS);
      return new FileStat(
          (int) number(unix.get("mode")),
          number(unix.get("uid")),
          number(unix.get("gid")),
          number(unix.get("dev")),
          number(unix.get("ino")));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return FileStat.UNKNOWN;
    }
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : -1;
  }
}
