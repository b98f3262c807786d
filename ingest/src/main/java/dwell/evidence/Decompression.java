package dwell.evidence;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/**
 * Decompresses a file on the fly: all members of gzip and bzip2, all streams of xz, all frames of
 * zstd. Gives what can be read of a damaged file and ends there; never throws for what the bytes
 * hold.
 */
final class Decompression extends InputStream {
  /**
   * What a hostile .xz header may make the decoder allocate, in KiB. {@code xz -9} needs 64 MiB.
   */
  private static final int XZ_MEMORY = 256 << 10;

  private final StoredStream stored;
  private final Compression compression;
  private final Damages damages;
  private final byte[] one = new byte[1];
  private @Nullable InputStream in;
  private long position;
  private boolean ended;

  /** Told of damages. */
  @FunctionalInterface
  interface Damages {
    /**
     * @param offset place in the decompressed file
     * @param storedOffset place in the file as stored: exact for gzip, else at or somewhat behind
     *     the damage
     */
    void damage(long offset, long storedOffset, String cause);
  }

  /**
   * @param stored where the bytes come from, asked only how far they were read
   * @param bytes the whole file, read from {@code stored}
   */
  Decompression(Compression compression, StoredStream stored, InputStream bytes, Damages damages) {
    this.compression = compression;
    this.stored = stored;
    this.damages = damages;
    try {
      in =
          switch (compression) {
            case NONE -> bytes;
            case GZIP -> new GzipStream(bytes, (at, cause) -> damages.damage(position, at, cause));
            case BZIP2 -> new BZip2CompressorInputStream(buffered(bytes), true);
            case XZ -> new XZInputStream(buffered(bytes), XZ_MEMORY);
            case ZSTD -> new ZstdInputStream(bytes).setContinuous(false);
          };
    } catch (IOException | RuntimeException e) {
      end(e);
    }
  }

  /** These two decoders read byte by byte. */
  private static InputStream buffered(InputStream bytes) {
    return new BufferedInputStream(bytes, 64 << 10);
  }

  @Override
  public int read() {
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int length) {
    InputStream decoder = in;
    if (ended || decoder == null) {
      return -1;
    }
    try {
      int n =
          compression == Compression.BZIP2
              ? oneByOne(decoder, bytes, from, length)
              : decoder.read(bytes, from, length);
      if (n < 0) {
        ended = true;
      } else {
        position += n;
      }
      return n;
    } catch (IOException | RuntimeException e) {
      // The decoders throw both for what the bytes hold.
      end(e);
      return -1;
    }
  }

  /**
   * This decoder loses what it has read when it meets a damage; reading by bytes costs it nothing
   * more.
   */
  private int oneByOne(InputStream decoder, byte[] bytes, int from, int length) throws IOException {
    int n = 0;
    try {
      while (n < length) {
        int b = decoder.read();
        if (b < 0) {
          break;
        }
        bytes[from + n++] = (byte) b;
      }
    } catch (IOException | RuntimeException e) {
      position += n;
      end(e);
      position -= n;
    }
    return n == 0 && length > 0 ? -1 : n;
  }

  private void end(Exception e) {
    ended = true;
    if (stored.failure() == null) {
      damages.damage(
          position,
          stored.position(),
          e instanceof MemoryLimitException
              ? "the compressed file asks for more memory than is given to it"
              : "the " + compression.id() + " data is cut or damaged; what follows cannot be read");
    }
  }

  /** How many decompressed bytes were read. */
  long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
    }
  }
}
