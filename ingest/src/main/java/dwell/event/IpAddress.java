package dwell.event;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * IPv4 and IPv6 addresses as 16 bytes, IPv4 as IPv4-mapped (RFC 4291, section 2.5.5.2), and as the
 * one text of RFC 5952.
 */
public final class IpAddress {
  private IpAddress() {}

  /**
   * Reads an address: dotted IPv4 of four decimal parts without leading zeros, or IPv6 (RFC 4291,
   * section 2.2), in brackets or not, with or without a zone ({@code %eth0}), which is dropped.
   *
   * @param out gets 16 bytes; undefined where the answer is false
   * @return whether {@code bytes[from, to)} is an address
   */
  public static boolean parse(byte[] bytes, int from, int to, byte[] out) {
    if (to - from > 2 && bytes[from] == '[' && bytes[to - 1] == ']') {
      from++;
      to--;
    }
    int length = to - from;
    if (length < 2 || length > 64) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (bytes[i] == ':') {
        return parse6(bytes, from, to, out);
      }
      if (bytes[i] == '.') {
        break;
      }
    }
    for (int i = 0; i < 10; i++) {
      out[i] = 0;
    }
    out[10] = (byte) 0xFF;
    out[11] = (byte) 0xFF;
    return parse4(bytes, from, to, out, 12);
  }

  /** Reads an address, or gives null where the text is none. */
  public static byte @Nullable [] parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[16];
    return parse(bytes, 0, bytes.length, out) ? out : null;
  }

  /** Whether {@code sixteen} stands for an IPv4 address. */
  public static boolean isV4(byte[] sixteen, int at) {
    for (int i = 0; i < 10; i++) {
      if (sixteen[at + i] != 0) {
        return false;
      }
    }
    return sixteen[at + 10] == (byte) 0xFF && sixteen[at + 11] == (byte) 0xFF;
  }

  /** The text of the 16 bytes at {@code at}: dotted for IPv4, RFC 5952 for IPv6. */
  public static String text(byte[] sixteen, int at) {
    StringBuilder out = new StringBuilder(39);
    if (isV4(sixteen, at)) {
      for (int i = 12; i < 16; i++) {
        out.append(i == 12 ? "" : ".").append(sixteen[at + i] & 0xFF);
      }
      return out.toString();
    }
    int[] group = new int[8];
    for (int i = 0; i < 8; i++) {
      group[i] = (sixteen[at + 2 * i] & 0xFF) << 8 | sixteen[at + 2 * i + 1] & 0xFF;
    }
    int best = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int n = 0;
      while (i + n < 8 && group[i + n] == 0) {
        n++;
      }
      if (n > bestLength) {
        best = i;
        bestLength = n;
      }
      i += n;
    }
    for (int i = 0; i < 8; i++) {
      if (i == best) {
        out.append("::");
        i += bestLength - 1;
      } else {
        if (i > 0 && i != best + bestLength) {
          out.append(':');
        } else if (i > 0 && best < 0) {
          out.append(':');
        }
        out.append(Integer.toHexString(group[i]));
      }
    }
    return out.toString();
  }

  private static boolean parse4(byte[] bytes, int from, int to, byte[] out, int at) {
    int part = 0;
    int value = -1;
    for (int i = from; i <= to; i++) {
      int c = i < to ? bytes[i] : '.';
      if (c == '.') {
        if (value < 0 || part == 4) {
          return false;
        }
        out[at + part++] = (byte) value;
        value = -1;
      } else if (c >= '0' && c <= '9') {
        if (value == 0) {
          return false;
        }
        value = value < 0 ? c - '0' : value * 10 + c - '0';
        if (value > 255) {
          return false;
        }
      } else {
        return false;
      }
    }
    return part == 4;
  }

  private static boolean parse6(byte[] bytes, int from, int to, byte[] out) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '%') {
        to = i;
        break;
      }
    }
    int n = 0;
    int gap = -1;
    int i = from;
    if (i + 1 < to && bytes[i] == ':') {
      if (bytes[i + 1] != ':') {
        return false;
      }
      gap = 0;
      i += 2;
    }
    while (i < to) {
      int start = i;
      int value = 0;
      while (i < to && Character.digit(bytes[i], 16) >= 0) {
        value = value << 4 | Character.digit(bytes[i], 16);
        if (++i - start > 4) {
          return false;
        }
      }
      if (i < to && bytes[i] == '.') {
        if (n > 12 || !parse4(bytes, start, to, out, n)) {
          return false;
        }
        n += 4;
        i = to;
        break;
      }
      if (i == start || n > 14) {
        return false;
      }
      out[n++] = (byte) (value >> 8);
      out[n++] = (byte) value;
      if (i < to) {
        if (bytes[i] != ':') {
          return false;
        }
        i++;
        if (i < to && bytes[i] == ':') {
          if (gap >= 0) {
            return false;
          }
          gap = n;
          i++;
        } else if (i == to) {
          return false;
        }
      }
    }
    if (gap < 0) {
      return n == 16;
    }
    if (n == 16) {
      return false;
    }
    System.arraycopy(out, gap, out, 16 - (n - gap), n - gap);
    for (int k = gap; k < 16 - (n - gap); k++) {
      out[k] = 0;
    }
    return true;
  }
}
