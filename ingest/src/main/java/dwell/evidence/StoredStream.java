package dwell.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file as stored: counted, and hashed on the way. Where they cannot be read on, the
 * stream ends there and {@link #failure} says why.
 */
final class StoredStream extends InputStream {
  private final InputStream in;
  private final MessageDigest sha256;
  private final byte[] one = new byte[1];
  private long position;
  private @Nullable IOException failure;

  StoredStream(InputStream in) {
    this.in = in;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public int read() {
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int length) {
    if (failure != null) {
      return -1;
    }
    try {
      int n = in.read(bytes, from, length);
      if (n > 0) {
        sha256.update(bytes, from, n);
        position += n;
      }
      return n;
    } catch (IOException e) {
      failure = e;
      return -1;
    }
  }

  /** Reads what is left, so that the hash covers it. */
  void drain() {
    byte[] rest = new byte[1 << 16];
    int n;
    do {
      n = read(rest, 0, rest.length);
    } while (n >= 0);
  }

  /** How many bytes were read. */
  long position() {
    return position;
  }

  /** Why the bytes could not be read on; null where they could. */
  @Nullable IOException failure() {
    return failure;
  }

  /**
   * Lower-case hex over the bytes read; null where they could not be read to the end. Ends the
   * hash.
   */
  @Nullable String sha256() {
    return failure == null ? HexFormat.of().formatHex(sha256.digest()) : null;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
