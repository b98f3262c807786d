package dwell.benchmarks.logs;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** The bytes of a log on their way to a stream. All text is ASCII. */
final class LogOutput {
  private final OutputStream stream;
  private final byte[] buffer = new byte[1 << 16];
  private int filled;
  private long before;
  private long records;

  LogOutput(OutputStream stream) {
    this.stream = stream;
  }

  LogOutput text(String text) {
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
    return this;
  }

  LogOutput put(int value) {
    if (filled == buffer.length) {
      flush();
    }
    buffer[filled++] = (byte) value;
    return this;
  }

  LogOutput number(long value) {
    return text(Long.toString(value));
  }

  /** A number of at least {@code width} characters, filled up on the left. */
  LogOutput padded(long value, int width, char filler) {
    String digits = Long.toString(value);
    for (int i = digits.length(); i < width; i++) {
      put(filler);
    }
    return text(digits);
  }

  /** Ends a record. */
  void end() {
    records++;
  }

  /** Ends a record that is a line. */
  void endLine() {
    put('\n').end();
  }

  long written() {
    return before + filled;
  }

  long records() {
    return records;
  }

  /** Hands all bytes to the stream. */
  void flush() {
    try {
      stream.write(buffer, 0, filled);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    before += filled;
    filled = 0;
  }
}
