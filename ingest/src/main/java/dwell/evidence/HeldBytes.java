package dwell.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A small file in memory, with the trouble that ended its reading, if any.
 *
 * @param failure thrown to whoever reads to the end of {@code bytes}; null where they are whole
 */
record HeldBytes(byte[] bytes, @Nullable IOException failure) {
  static final HeldBytes NONE = new HeldBytes(new byte[0], null);

  /** Reads at most {@code size} bytes. */
  static HeldBytes of(InputStream in, int size) {
    byte[] bytes = new byte[size];
    int n = 0;
    try {
      while (n < size) {
        int more = in.read(bytes, n, size - n);
        if (more < 0) {
          break;
        }
        n += more;
      }
      return new HeldBytes(n == size ? bytes : Arrays.copyOf(bytes, n), null);
    } catch (IOException e) {
      return new HeldBytes(Arrays.copyOf(bytes, n), e);
    }
  }

  InputStream open() {
    InputStream whole = new ByteArrayInputStream(bytes);
    IOException end = failure;
    if (end == null) {
      return whole;
    }
    return new SequenceInputStream(
        whole,
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException(end.getMessage(), end);
          }
        });
  }
}
