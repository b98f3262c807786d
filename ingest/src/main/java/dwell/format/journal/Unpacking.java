package dwell.format.journal;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The payload of a compressed data object (systemd's compress.c): an xz or zstd stream, or one lz4
 * block behind its unpacked size as 64 bits. At most {@link #MOST} bytes are unpacked, however many
 * there are. Reused; one a parser.
 */
final class Unpacking {
  /** Bytes of a value; what is longer is cut. journald keeps lines of 48 KiB by default. */
  static final int MOST = 1 << 18;

  /** KiB that the xz decoder may take: journald compresses with the smallest preset. */
  private static final int XZ_MEMORY = 16 << 10;

  private static final int XZ = 1;
  private static final int LZ4 = 2;

  /** The name of a field that is read ends before. */
  private static final int NAME = 64;

  private final byte[] bytes = new byte[MOST + 1];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  /** How many bytes were unpacked. */
  int length() {
    return Math.min(length, MOST);
  }

  /** Whether there are more. */
  boolean cut() {
    return length > MOST;
  }

  /**
   * Unpacks {@code source[from, to)}; only its beginning where it is of a field that is not read.
   *
   * @param flags of the object
   * @return false where the bytes are damaged; then there may be a part of it
   */
  boolean unpack(byte[] source, int from, int to, int flags) {
    length = 0;
    try (InputStream in = open(source, from, to, flags)) {
      fill(in, NAME);
      if (DataValues.field(bytes, 0, length) != null) {
        fill(in, bytes.length);
      }
      return true;
    } catch (IOException | RuntimeException e) {
      // The decoders throw several kinds for damaged bytes; each means the same here.
      return false;
    }
  }

  private static InputStream open(byte[] source, int from, int to, int flags) throws IOException {
    if (flags == LZ4) {
      int skip = Math.min(8, to - from);
      return new BlockLZ4CompressorInputStream(
          new ByteArrayInputStream(source, from + skip, to - from - skip));
    }
    InputStream packed = new ByteArrayInputStream(source, from, to - from);
    return flags == XZ
        ? new XZInputStream(packed, XZ_MEMORY)
        : new ZstdInputStreamNoFinalizer(packed);
  }

  private void fill(InputStream in, int upTo) throws IOException {
    while (length < upTo) {
      int n = in.read(bytes, length, upTo - length);
      if (n <= 0) {
        return;
      }
      length += n;
    }
  }
}
