package dwell.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Looking at text in byte arrays without making strings of it. All bounds are half open. */
public final class Ascii {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Ascii() {}

  /** The bytes of a text that is known at compile time. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether {@code bytes[from, to)} begins with {@code prefix}. */
  public static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
    if (to - from < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code bytes[from, to)} ends with {@code suffix}. */
  public static boolean endsWith(byte[] bytes, int from, int to, byte[] suffix) {
    return to - from >= suffix.length && startsWith(bytes, to - suffix.length, to, suffix);
  }

  /** Whether {@code bytes[from, to)} is {@code text}. */
  public static boolean equals(byte[] bytes, int from, int to, byte[] text) {
    return to - from == text.length && startsWith(bytes, from, to, text);
  }

  /**
   * Whether the {@code length} bytes at {@code at} are the first ones of {@code text}; both arrays
   * have as many. Faster for short texts than {@link java.util.Arrays#equals}, which calls out.
   */
  public static boolean equals(byte[] bytes, int at, byte[] text, int length) {
    if (length < 8) {
      return shortEquals(bytes, at, text, length);
    }
    for (int i = 0; i + 8 < length; i += 8) {
      if ((long) LONGS.get(bytes, at + i) != (long) LONGS.get(text, i)) {
        return false;
      }
    }
    // The last eight bytes, some of which may have been compared.
    return (long) LONGS.get(bytes, at + length - 8) == (long) LONGS.get(text, length - 8);
  }

  private static boolean shortEquals(byte[] bytes, int at, byte[] text, int length) {
    if (length >= 4) {
      return (int) INTS.get(bytes, at) == (int) INTS.get(text, 0)
          && (int) INTS.get(bytes, at + length - 4) == (int) INTS.get(text, length - 4);
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** The place of {@code wanted} in {@code bytes[from, to)}, or -1. */
  public static int indexOf(byte[] bytes, int from, int to, byte wanted) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** The place of the first {@code wanted} in {@code bytes[from, to)}, or -1. */
  public static int indexOf(byte[] bytes, int from, int to, byte[] wanted) {
    byte first = wanted[0];
    for (int i = from, last = to - wanted.length; i <= last; i++) {
      if (bytes[i] == first && startsWith(bytes, i, to, wanted)) {
        return i;
      }
    }
    return -1;
  }

  /** The place of the last {@code wanted} in {@code bytes[from, to)}, or -1. */
  public static int lastIndexOf(byte[] bytes, int from, int to, byte[] wanted) {
    for (int i = to - wanted.length; i >= from; i--) {
      if (bytes[i] == wanted[0] && startsWith(bytes, i, to, wanted)) {
        return i;
      }
    }
    return -1;
  }

  public static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  public static boolean isLetter(byte c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  /** The place of the first byte of {@code bytes[from, to)} that is no digit, or {@code to}. */
  public static int skipDigits(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && isDigit(bytes[i])) {
      i++;
    }
    return i;
  }

  /**
   * The place of the first byte of {@code bytes[from, to)} that is no space or tab, or {@code to}.
   */
  public static int skipBlanks(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && (bytes[i] == ' ' || bytes[i] == '\t')) {
      i++;
    }
    return i;
  }

  /**
   * The decimal number that {@code bytes[from, to)} is, a minus in front allowed; {@link
   * Long#MIN_VALUE} where it is none or does not fit.
   */
  public static long number(byte[] bytes, int from, int to) {
    boolean minus = from < to && bytes[from] == '-';
    int i = minus ? from + 1 : from;
    if (i >= to || to - i > 18) {
      return Long.MIN_VALUE;
    }
    long value = 0;
    for (; i < to; i++) {
      if (!isDigit(bytes[i])) {
        return Long.MIN_VALUE;
      }
      value = value * 10 + (bytes[i] - '0');
    }
    return minus ? -value : value;
  }

  /**
   * A decimal number with or without a fraction, in units of 10<sup>-scale</sup>; digits beyond
   * that are dropped. {@link Long#MIN_VALUE} where it is none or does not fit.
   */
  public static long decimal(byte[] bytes, int from, int to, int scale) {
    int dot = indexOf(bytes, from, to, (byte) '.');
    long value = number(bytes, from, dot < 0 ? to : dot);
    if (value == Long.MIN_VALUE || value > 1_000_000_000L || value < 0) {
      return Long.MIN_VALUE;
    }
    int at = dot < 0 ? to : dot + 1;
    for (int i = 0; i < scale; i++) {
      int digit = 0;
      if (at < to) {
        if (!isDigit(bytes[at])) {
          return Long.MIN_VALUE;
        }
        digit = bytes[at++] - '0';
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
