package dwell.evidence;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one artifact, decompressed where it is compressed, and hashed as stored in the same
 * pass.
 *
 * <p>Never throws for the evidence's sake: where a file cannot be opened, read on or decompressed,
 * what could be read is given and {@link Seal#faults} says what is missing. Used by one thread.
 */
public final class ArtifactInput implements Closeable {
  private static final int MAGIC = 16;

  private final Artifact artifact;
  private final List<Fault> faults = new ArrayList<>();
  private final StoredStream stored;
  private final Decompression bytes;
  private final Compression compression;
  private final Artifact.@Nullable State before;
  private final long packed;
  private boolean unreadable;

  /**
   * What is known of an artifact when it was read.
   *
   * @param sha256 lower-case hex over the bytes as stored; null where they could not be read to the
   *     end
   * @param size bytes as stored that were read
   * @param bytes bytes that were given, decompressed
   * @param faults in order of their being met
   */
  public record Seal(
      @Nullable String sha256,
      long size,
      long bytes,
      Compression compression,
      List<Fault> faults) {}

  /** Opens an artifact. Where that fails, it reads as empty and the seal says why. */
  public ArtifactInput(Artifact artifact) {
    this.artifact = artifact;
    before = artifact.now();
    stored = new StoredStream(open());
    PushbackInputStream peeked = new PushbackInputStream(stored, MAGIC);
    byte[] head = new byte[MAGIC];
    compression = Compression.of(head, peek(peeked, head));
    packed =
        compression == Compression.GZIP
            ? ByteBuffer.wrap(head).order(LITTLE_ENDIAN).getInt(4) & 0xFFFF_FFFFL
            : 0;
    bytes =
        new Decompression(
            compression,
            stored,
            peeked,
            (offset, at, cause) -> faults.add(new Fault(path(), offset, at, cause)));
  }

  /**
   * When the file inside of a gzip file was last modified, as gzip(1) keeps it; null where it does
   * not. It survives copies that lose the file's own time.
   */
  public @Nullable Instant packedModified() {
    return packed == 0 ? null : Instant.ofEpochSecond(packed);
  }

  private InputStream open() {
    try {
      return artifact.open();
    } catch (IOException e) {
      unreadable = true;
      faults.add(Fault.of(path(), "cannot be opened: " + Troubles.of(e)));
      return InputStream.nullInputStream();
    }
  }

  private static int peek(PushbackInputStream in, byte[] head) {
    try {
      int n = in.readNBytes(head, 0, head.length);
      in.unread(head, 0, n);
      return n;
    } catch (IOException e) {
      throw new IllegalStateException(
          "a StoredStream does not throw, and the buffer holds the head", e);
    }
  }

  /** How the artifact is compressed. */
  public Compression compression() {
    return compression;
  }

  /** How many bytes were given so far: the place in the (decompressed) file. */
  public long position() {
    return bytes.position();
  }

  /**
   * Fills {@code buffer[from, to)} as far as the artifact goes.
   *
   * @return how many bytes were read; fewer than asked for only where the artifact ends
   */
  public int fill(byte[] buffer, int from, int to) {
    int at = from;
    while (at < to) {
      int n = bytes.read(buffer, at, to - at);
      if (n < 0) {
        break;
      }
      at += n;
    }
    return at - from;
  }

  /** Reads what was not asked for, so that the hash covers all, and tells what was found. */
  public Seal seal() {
    stored.drain();
    IOException failure = stored.failure();
    if (failure != null) {
      faults.add(
          new Fault(
              path(),
              bytes.position(),
              stored.position(),
              "cannot be read on: " + Troubles.of(failure)));
    }
    if (changed()) {
      faults.add(Fault.of(path(), "changed while it was read"));
    }
    return new Seal(
        unreadable ? null : stored.sha256(),
        stored.position(),
        bytes.position(),
        compression,
        List.copyOf(faults));
  }

  private boolean changed() {
    if (before == null) {
      return false;
    }
    Artifact.State after = artifact.now();
    return !before.equals(after)
        || stored.failure() == null && !unreadable && before.size() != stored.position();
  }

  private String path() {
    return artifact.key().path();
  }

  @Override
  public void close() {
    try {
      bytes.close();
      stored.close();
    } catch (IOException ignored) {
      // Nothing was written: what was read stands, and closing has nothing to add to it.
    }
  }
}
