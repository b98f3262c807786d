package dwell.format.mysql;

import dwell.record.Ascii;

/**
 * XML's predefined entities and character references (XML 1.0, sections 4.1 and 4.6) made plain;
 * everything else that begins with {@code &} stays as it is: no entity is ever declared or
 * expanded. Keeps its buffer: used by one thread at a time.
 */
final class Entities {
  private static final byte[][] NAMES = {
    Ascii.bytes("lt"),
    Ascii.bytes("gt"),
    Ascii.bytes("amp"),
    Ascii.bytes("quot"),
    Ascii.bytes("apos")
  };
  private static final byte[] VALUES = Ascii.bytes("<>&\"'");

  /** The longest reference that is read: {@code &#x10FFFF;}, or with leading zeros. */
  private static final int LONGEST = 12;

  private byte[] buffer = new byte[1 << 10];
  private byte[] plain = buffer;
  private int from;
  private int to;

  byte[] plain() {
    return plain;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /**
   * Makes {@code bytes[start, end)} plain; where it holds no reference, that is the text itself.
   */
  void decode(byte[] bytes, int start, int end) {
    if (Ascii.indexOf(bytes, start, end, (byte) '&') < 0) {
      plain = bytes;
      from = start;
      to = end;
      return;
    }
    // No reference stands for more bytes than it has.
    if (buffer.length < end - start) {
      buffer = new byte[Math.max(2 * buffer.length, end - start)];
    }
    plain = buffer;
    from = 0;
    to = 0;
    for (int i = start; i < end; ) {
      int behind = bytes[i] == '&' ? reference(bytes, i + 1, end) : -1;
      if (behind < 0) {
        buffer[to++] = bytes[i++];
      } else {
        i = behind;
      }
    }
  }

  /** Writes what a reference stands for; gives the place behind it, or -1 where it is none. */
  private int reference(byte[] bytes, int begin, int end) {
    int semicolon = Ascii.indexOf(bytes, begin, Math.min(end, begin + LONGEST), (byte) ';');
    if (semicolon <= begin) {
      return -1;
    }
    if (bytes[begin] == '#') {
      int point = point(bytes, begin + 1, semicolon);
      return point < 0 ? -1 : write(point, semicolon + 1);
    }
    for (int i = 0; i < NAMES.length; i++) {
      if (Ascii.equals(bytes, begin, semicolon, NAMES[i])) {
        buffer[to++] = VALUES[i];
        return semicolon + 1;
      }
    }
    return -1;
  }

  private static int point(byte[] bytes, int begin, int end) {
    boolean hex = begin < end && (bytes[begin] | 0x20) == 'x';
    int point = 0;
    int at = hex ? begin + 1 : begin;
    if (at == end) {
      return -1;
    }
    for (; at < end; at++) {
      int digit = Character.digit(bytes[at], hex ? 16 : 10);
      if (digit < 0 || point > Character.MAX_CODE_POINT) {
        return -1;
      }
      point = point * (hex ? 16 : 10) + digit;
    }
    boolean character = Character.isValidCodePoint(point) && (point & 0x1FF800) != 0xD800;
    return character ? point : -1;
  }

  private int write(int point, int behind) {
    if (point < 0x80) {
      buffer[to++] = (byte) point;
    } else if (point < 0x800) {
      buffer[to++] = (byte) (0xC0 | point >> 6);
      buffer[to++] = (byte) (0x80 | point & 0x3F);
    } else if (point < 0x10000) {
      buffer[to++] = (byte) (0xE0 | point >> 12);
      buffer[to++] = (byte) (0x80 | point >> 6 & 0x3F);
      buffer[to++] = (byte) (0x80 | point & 0x3F);
    } else {
      buffer[to++] = (byte) (0xF0 | point >> 18);
      buffer[to++] = (byte) (0x80 | point >> 12 & 0x3F);
      buffer[to++] = (byte) (0x80 | point >> 6 & 0x3F);
      buffer[to++] = (byte) (0x80 | point & 0x3F);
    }
    return behind;
  }
}
