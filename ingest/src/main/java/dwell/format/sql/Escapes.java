package dwell.format.sql;

import dwell.event.TextCoding;
import dwell.record.Ascii;

/**
 * Text of any {@link TextCoding} made plain, for looking at it. Keeps its buffer: used by one
 * thread at a time.
 */
public final class Escapes {
  private byte[] buffer = new byte[1 << 10];
  private byte[] plain = buffer;
  private int from;
  private int to;

  /**
   * Holds the plain text, from {@link #from} to {@link #to}; valid until the next {@link #decode}.
   */
  public byte[] plain() {
    return plain;
  }

  public int from() {
    return from;
  }

  public int to() {
    return to;
  }

  /** Makes {@code bytes[start, end)} plain; where nothing is escaped, that is the text itself. */
  public void decode(byte[] bytes, int start, int end, TextCoding coding) {
    byte sign =
        switch (coding) {
          case RAW, LITERAL -> 0;
          case CSV -> '"';
          case JSON, BACKSLASH -> '\\';
          case TAB_CONTINUED -> '\n';
        };
    if (sign == 0 || Ascii.indexOf(bytes, start, end, sign) < 0) {
      plain = bytes;
      from = start;
      to = end;
      return;
    }
    // No escape stands for more bytes than it has.
    if (buffer.length < end - start) {
      buffer = new byte[Math.max(2 * buffer.length, end - start)];
    }
    plain = buffer;
    from = 0;
    to = 0;
    if (coding == TextCoding.CSV || coding == TextCoding.TAB_CONTINUED) {
      byte dropped = coding == TextCoding.CSV ? (byte) '"' : (byte) '\t';
      dropSecond(bytes, start, end, sign, dropped);
    } else {
      backslashes(bytes, start, end, coding);
    }
  }

  private void dropSecond(byte[] bytes, int start, int end, byte first, byte second) {
    for (int i = start; i < end; i++) {
      buffer[to++] = bytes[i];
      if (bytes[i] == first && i + 1 < end && bytes[i + 1] == second) {
        i++;
      }
    }
  }

  private void backslashes(byte[] bytes, int start, int end, TextCoding coding) {
    for (int i = start; i < end; i++) {
      byte c = bytes[i];
      if (c != '\\' || i + 1 == end) {
        buffer[to++] = c;
        continue;
      }
      byte escaped = bytes[++i];
      int code = escaped == 'u' && coding == TextCoding.JSON ? hex(bytes, i + 1, end) : -1;
      if (code >= 0) {
        i = unit(bytes, i + 5, end, code) - 1;
      } else {
        buffer[to++] = control(escaped, coding);
      }
    }
  }

  private static byte control(byte escaped, TextCoding coding) {
    boolean json = coding == TextCoding.JSON;
    return switch (escaped) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> json ? (byte) '\f' : escaped;
      case '0' -> json ? escaped : (byte) 0;
      case 'Z' -> json ? escaped : (byte) 26;
      default -> escaped;
    };
  }

  /**
   * Writes a UTF-16 unit, with the one behind it where the two are a pair; gives the place behind.
   */
  private int unit(byte[] bytes, int behind, int end, int unit) {
    if (Character.isHighSurrogate((char) unit)
        && behind + 6 <= end
        && bytes[behind] == '\\'
        && bytes[behind + 1] == 'u') {
      int low = hex(bytes, behind + 2, end);
      if (low >= 0 && Character.isLowSurrogate((char) low)) {
        int point = Character.toCodePoint((char) unit, (char) low);
        buffer[to++] = (byte) (0xF0 | point >> 18);
        buffer[to++] = (byte) (0x80 | point >> 12 & 0x3F);
        buffer[to++] = (byte) (0x80 | point >> 6 & 0x3F);
        buffer[to++] = (byte) (0x80 | point & 0x3F);
        return behind + 6;
      }
    }
    if (unit < 0x80) {
      buffer[to++] = (byte) unit;
    } else if (unit < 0x800) {
      buffer[to++] = (byte) (0xC0 | unit >> 6);
      buffer[to++] = (byte) (0x80 | unit & 0x3F);
    } else {
      int whole = Character.isSurrogate((char) unit) ? 0xFFFD : unit;
      buffer[to++] = (byte) (0xE0 | whole >> 12);
      buffer[to++] = (byte) (0x80 | whole >> 6 & 0x3F);
      buffer[to++] = (byte) (0x80 | whole & 0x3F);
    }
    return behind;
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
