package dwell.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Line feeds in byte arrays, eight bytes at a time. The trick: {@code x ^ 0x0A…} has a zero byte
 * where a line feed is, and {@code (x - 0x01…) & ~x & 0x80…} marks the lowest zero byte (Mycroft,
 * 1987). Bits above the lowest mark may be false, so counting uses the exact form.
 */
public final class Lines {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FEEDS = 0x0A0A0A0A0A0A0A0AL;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long LOWS = 0x7F7F7F7F7F7F7F7FL;

  private Lines() {}

  /** The place just behind the next line feed in {@code bytes[from, to)}, or {@code to}. */
  public static int end(byte[] bytes, int from, int to) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long x = (long) LONGS.get(bytes, i) ^ FEEDS;
      long mark = (x - ONES) & ~x & HIGHS;
      if (mark != 0) {
        return i + (Long.numberOfTrailingZeros(mark) >>> 3) + 1;
      }
    }
    for (; i < to; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return to;
  }

  /** The place just behind the last line feed in {@code bytes[from, to)}, or {@code from}. */
  public static int lastEnd(byte[] bytes, int from, int to) {
    for (int i = to; i > from; i--) {
      if (bytes[i - 1] == '\n') {
        return i;
      }
    }
    return from;
  }

  /** The number of line feeds in {@code bytes[from, to)}. */
  public static int count(byte[] bytes, int from, int to) {
    int n = 0;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long x = (long) LONGS.get(bytes, i) ^ FEEDS;
      n += Long.bitCount(~((x & LOWS) + LOWS | x | LOWS));
    }
    for (; i < to; i++) {
      if (bytes[i] == '\n') {
        n++;
      }
    }
    return n;
  }

  /** Where the line {@code bytes[from, end)} ends without its line feed and carriage return. */
  public static int trim(byte[] bytes, int from, int end) {
    int to = end;
    if (to > from && bytes[to - 1] == '\n') {
      to--;
      if (to > from && bytes[to - 1] == '\r') {
        to--;
      }
    }
    return to;
  }
}
