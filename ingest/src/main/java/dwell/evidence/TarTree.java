package dwell.evidence;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Walks the members of a tar archive in the order of the stream. Behind a damaged header it goes on
 * with the next one that is whole.
 */
final class TarTree {
  /** Members up to so many bytes are kept in memory while the stream stands at them. */
  private static final int HELD = 16 << 20;

  private final String archive;
  private final MemberNames names;
  private final Tar tar;
  private final StoredFile.Opener again;
  private final TreeVisitor visitor;
  private int passed;

  /** Number of the member that was opened as it passed by. */
  private int heldOf;

  private HeldBytes held = HeldBytes.NONE;

  /**
   * @param archive path of the archive, for faults
   * @param prefix what the members' paths begin with: empty or ending in {@code /}
   * @param bytes the archive, decompressed
   * @param again opens the archive once more, decompressed
   */
  TarTree(
      String archive,
      String prefix,
      InputStream bytes,
      StoredFile.Opener again,
      TreeVisitor visitor) {
    this.archive = archive;
    this.names = new MemberNames(prefix);
    this.tar = new Tar(bytes);
    this.again = again;
    this.visitor = visitor;
  }

  void walk() throws IOException {
    TarArchiveEntry entry = next();
    while (entry != null) {
      visit(entry);
      entry = next();
    }
    if (!tar.ended) {
      visitor.fault(
          Fault.at(
              archive, tar.getBytesRead(), "the archive ends without its end mark: it was cut"));
    }
  }

  private @Nullable TarArchiveEntry next() {
    try {
      tar.extended = false;
      TarArchiveEntry entry = tar.getNextEntry();
      passed++;
      tellSkipped();
      return entry;
    } catch (IOException | RuntimeException e) {
      // The reader throws both for what a header holds.
      tellSkipped();
      tar.ended = true;
      visitor.fault(
          Fault.at(
              archive,
              tar.getBytesRead(),
              "the archive is cut or damaged here; the members behind cannot be read"));
      return null;
    }
  }

  private void tellSkipped() {
    if (tar.skippedAt >= 0) {
      visitor.fault(
          Fault.at(
              archive,
              tar.skippedAt,
              "the archive is damaged here; what stands before the next whole member was not read"));
      tar.skippedAt = -1;
    }
  }

  private void visit(TarArchiveEntry entry) throws IOException {
    String name = tar.name(entry.getName(), tar.headerName);
    String path = names.path(name);
    if (path.isEmpty() || entry.isDirectory() || entry.isGlobalPaxHeader()) {
      return;
    }
    path = names.distinct(path);
    if (MemberNames.climbs(name)) {
      visitor.fault(
          Fault.of(
              path, "this member's name climbs out of the archive; it was read under this one"));
    }
    FileStat stat =
        new FileStat(entry.getMode(), entry.getLongUserId(), entry.getLongGroupId(), -1, -1);
    var modified = entry.getLastModifiedTime().toInstant();
    if (entry.isSymbolicLink()) {
      visitor.link(path, tar.name(entry.getLinkName(), tar.headerLink), false, modified, stat);
    } else if (entry.isLink()) {
      String target = names.path(tar.name(entry.getLinkName(), tar.headerLink));
      visitor.link(path, target, true, modified, stat);
    } else if (entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice()) {
      visitor.fault(Fault.of(path, "a fifo, socket or device was not opened"));
    } else if (!tar.canReadEntryData(entry)) {
      visitor.fault(Fault.of(path, "this member is stored in a way that cannot be read"));
    } else {
      visitor.file(
          new StoredFile(
              path,
              entry.getRealSize(),
              modified,
              stat,
              opener(passed, entry.getRealSize()),
              null,
              StoredFile.Access.PASSING,
              () -> null));
    }
  }

  /**
   * Opens a member. A small one is put into memory when it is first opened, and may be opened again
   * while the stream stands at it; otherwise the archive is walked again.
   */
  private StoredFile.Opener opener(int number, long size) {
    boolean small = size <= HELD;
    return () -> {
      if (number == passed && small) {
        if (heldOf != number) {
          held = HeldBytes.of(tar, (int) size);
          heldOf = number;
        }
        return held.open();
      }
      if (number == passed && heldOf != number) {
        heldOf = number;
        return member();
      }
      return walkedTo(number);
    };
  }

  private InputStream walkedTo(int number) throws IOException {
    Tar walked = new Tar(again.open());
    try {
      for (int i = 0; i < number; i++) {
        if (walked.getNextEntry() == null) {
          throw new IOException("the archive does not hold the member any more");
        }
      }
      return walked;
    } catch (IOException | RuntimeException e) {
      walked.close();
      throw e;
    }
  }

  /** The bytes of the current member; closing them leaves the archive open. */
  private InputStream member() {
    return new FilterInputStream(tar) {
      @Override
      public void close() {}
    };
  }

  /** Sees each header before the library does. */
  private static final class Tar extends TarArchiveInputStream {
    private static final int TYPE = 156;
    private static final int OLD_SPARSE_EXTENDED = 482;
    private static final int SPARSE_EXTENDED = 504;

    private boolean ended;
    private boolean sparseFollows;

    /** Whether a pax header was read since the last member. */
    private boolean extended;

    private long skippedAt = -1;
    private String headerName = "";
    private String headerLink = "";

    /** ISO 8859-1 keeps the bytes of names; they are decoded by {@link FileNames}. */
    Tar(InputStream bytes) {
      super(new FullReads(bytes), StandardCharsets.ISO_8859_1.name());
    }

    @Override
    protected byte[] readRecord() throws IOException {
      byte[] header = super.readRecord();
      if (header == null || ended) {
        return header;
      }
      if (sparseFollows) {
        sparseFollows = header[SPARSE_EXTENDED] == 1;
        return header;
      }
      while (header != null && !isEOFRecord(header) && !TarHeader.whole(header)) {
        if (skippedAt < 0) {
          skippedAt = getBytesRead() - header.length;
        }
        header = super.readRecord();
      }
      if (header == null) {
        return header;
      }
      if (isEOFRecord(header)) {
        ended = true;
        return header;
      }
      sparseFollows = header[TYPE] == 'S' && header[OLD_SPARSE_EXTENDED] == 1;
      extended |= header[TYPE] == 'x' || header[TYPE] == 'X';
      String name = text(header, 0, 100);
      String folders = header[257] == 'u' && header[262] == 0 ? text(header, 345, 155) : "";
      headerName = folders.isEmpty() ? name : folders + '/' + name;
      headerLink = text(header, 157, 100);
      return header;
    }

    private static String text(byte[] header, int from, int length) {
      int to = from;
      while (to < from + length && header[to] != 0) {
        to++;
      }
      return new String(header, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /**
     * A name as text. The library gives names of headers and GNU long names as their bytes, but
     * those of pax headers decoded from UTF-8.
     */
    String name(String given, String inHeader) {
      if (extended && !given.equals(inHeader) && !given.equals(inHeader + '/')) {
        return given;
      }
      return FileNames.text(given.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /**
   * Gives as many bytes as are asked for, until the end: of a sparse member, the library takes a
   * read of fewer for the end of a run of data (commons-compress 1.28.0, {@code readSparse}).
   */
  private static final class FullReads extends FilterInputStream {
    FullReads(InputStream bytes) {
      super(bytes);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int n = in.readNBytes(bytes, from, length);
      return n == 0 && length > 0 ? -1 : n;
    }
  }
}
