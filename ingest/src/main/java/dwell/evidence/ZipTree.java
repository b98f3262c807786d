package dwell.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.compress.archivers.zip.X000A_NTFS;
import org.apache.commons.compress.archivers.zip.X5455_ExtendedTimestamp;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipLong;
import org.jspecify.annotations.Nullable;

/**
 * Walks the members of a zip archive in the order in which {@link FolderTree} would walk them
 * unpacked.
 */
final class ZipTree {
  private final String archive;
  private final MemberNames names;
  private final Path file;
  private final TreeVisitor visitor;

  ZipTree(String archive, String prefix, Path file, TreeVisitor visitor) {
    this.archive = archive;
    this.names = new MemberNames(prefix);
    this.file = file;
    this.visitor = visitor;
  }

  private record Member(String name, String path, ZipArchiveEntry entry) {}

  void walk() throws IOException {
    try (ZipFile zip = open()) {
      if (zip == null) {
        return;
      }
      for (Member member : members(zip)) {
        visit(zip, member);
      }
    }
  }

  private @Nullable ZipFile open() {
    try {
      return ZipFile.builder().setPath(file).setCharset(StandardCharsets.UTF_8).get();
    } catch (IOException | RuntimeException e) {
      // The reader throws both for what the file holds.
      visitor.fault(
          Fault.of(
              archive, "the zip archive's directory is cut or damaged; no member can be read"));
      return null;
    }
  }

  private List<Member> members(ZipFile zip) {
    List<Member> members = new ArrayList<>();
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      byte[] raw = entry.getRawName();
      String name = raw == null ? entry.getName() : FileNames.text(raw);
      if (!name.endsWith("/") && !entry.isDirectory()) {
        members.add(new Member(name, names.path(name), entry));
      }
    }
    // Folder by folder: the parting slash sorts before everything.
    members.sort(Comparator.comparing(member -> member.path.replace('/', '\u0000')));
    return members;
  }

  private void visit(ZipFile zip, Member member) throws IOException {
    ZipArchiveEntry entry = member.entry;
    String path = names.distinct(member.path);
    if (MemberNames.climbs(member.name)) {
      visitor.fault(
          Fault.of(
              path, "this member's name climbs out of the archive; it was read under this one"));
    }
    int mode = entry.getUnixMode();
    FileStat stat = new FileStat(mode == 0 ? -1 : mode, -1, -1, -1, -1);
    if (!zip.canReadEntryData(entry)) {
      visitor.fault(
          Fault.of(path, "this member is encrypted, or compressed in a way that cannot be read"));
    } else if (entry.isUnixSymlink()) {
      link(zip, path, entry, stat);
    } else {
      visitor.file(
          new StoredFile(
              path,
              entry.getSize(),
              modified(entry),
              stat,
              () -> zip.getInputStream(entry),
              null,
              StoredFile.Access.RANDOM,
              () -> null));
    }
  }

  private void link(ZipFile zip, String path, ZipArchiveEntry entry, FileStat stat)
      throws IOException {
    String target;
    try (var bytes = zip.getInputStream(entry)) {
      target = FileNames.text(bytes.readNBytes(4096));
    } catch (IOException | RuntimeException e) {
      visitor.fault(Fault.of(path, "this link cannot be read: the archive is damaged here"));
      return;
    }
    visitor.link(path, target, false, modified(entry), stat);
  }

  /**
   * The member's time: where the archive has no UTC time (Info-ZIP's "UT" or the NTFS field), the
   * DOS time of the packing machine's own zone, read as UTC and so off by up to 14 hours.
   */
  private static @Nullable Instant modified(ZipArchiveEntry entry) {
    if (entry.getExtraField(X5455_ExtendedTimestamp.HEADER_ID)
        instanceof X5455_ExtendedTimestamp unix) {
      ZipLong time = unix.isBit0_modifyTimePresent() ? unix.getModifyTime() : null;
      if (time != null) {
        return Instant.ofEpochSecond(time.getIntValue());
      }
    }
    if (entry.getExtraField(X000A_NTFS.HEADER_ID) instanceof X000A_NTFS ntfs
        && ntfs.getModifyFileTime() != null) {
      return ntfs.getModifyFileTime().toInstant();
    }
    var local = entry.getTimeLocal();
    return local == null ? null : local.toInstant(ZoneOffset.UTC);
  }
}
