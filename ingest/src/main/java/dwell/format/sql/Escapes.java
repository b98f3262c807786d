package dwell.format.sql;

import dwell.event.TextCoding;
import dwell.record.Ascii;

/**
 * Text in {@link TextCoding#BACKSLASH} or {@link TextCoding#JSON} made plain, for finding its
 * words. Keeps its buffer: used by one thread at a time.
 */
final class Escapes {
  private byte[] plain = new byte[1 << 10];
  private int length;

  byte[] plain() {
    return plain;
  }

  int length() {
    return length;
  }

  /** Whether the coding changes anything in {@code bytes[from, to)}. */
  static boolean in(byte[] bytes, int from, int to, TextCoding coding) {
    return (coding == TextCoding.JSON || coding == TextCoding.BACKSLASH)
        && Ascii.indexOf(bytes, from, to, (byte) '\\') >= 0;
  }

  /** Takes the escapes out of {@code bytes[from, to)}. */
  void decode(byte[] bytes, int from, int to, TextCoding coding) {
    // No escape stands for more bytes than it has.
    if (plain.length < to - from) {
      plain = new byte[Math.max(2 * plain.length, to - from)];
    }
    length = 0;
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if (c != '\\' || i + 1 == to) {
        plain[length++] = c;
        continue;
      }
      byte escaped = bytes[++i];
      int code = escaped == 'u' && coding == TextCoding.JSON ? hex(bytes, i + 1, to) : -1;
      if (code >= 0) {
        put(code);
        i += 4;
      } else {
        plain[length++] = control(escaped, coding);
      }
    }
  }

  private static byte control(byte escaped, TextCoding coding) {
    return switch (escaped) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> coding == TextCoding.JSON ? (byte) '\f' : escaped;
      case '0' -> coding == TextCoding.JSON ? escaped : (byte) 0;
      case 'Z' -> coding == TextCoding.JSON ? escaped : (byte) 26;
      default -> escaped;
    };
  }

  /** A UTF-16 unit as UTF-8; halves of a pair part words, which is as good as any word. */
  private void put(int unit) {
    if (unit < 0x80) {
      plain[length++] = (byte) unit;
    } else if (unit < 0x800) {
      plain[length++] = (byte) (0xC0 | unit >> 6);
      plain[length++] = (byte) (0x80 | unit & 0x3F);
    } else if (Character.isSurrogate((char) unit)) {
      plain[length++] = ' ';
    } else {
      plain[length++] = (byte) (0xE0 | unit >> 12);
      plain[length++] = (byte) (0x80 | unit >> 6 & 0x3F);
      plain[length++] = (byte) (0x80 | unit & 0x3F);
    }
  }

  private static int hex(byte[] bytes, int from, int to) {
    if (from + 4 > to) {
      return -1;
    }
    int code = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      code = code << 4 | digit;
    }
    return code;
  }
}
