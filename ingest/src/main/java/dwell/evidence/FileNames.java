package dwell.evidence;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * File names as text. A name on a Unix file system is bytes; most are UTF-8 and stay as they are,
 * control characters included. A byte that is not part of valid UTF-8 is written {@code \xNN}; so
 * that no two names become one, a backslash that would read as such a byte is written {@code \x5c}.
 */
final class FileNames {
  private FileNames() {}

  /** The text of a name. */
  static String text(byte[] name) {
    return escaped(decode(name, 0, name.length));
  }

  /** The text of a path's own last name, by the bytes that the file system has. */
  static String text(Path path) {
    Path last = path.getFileName();
    if (last == null) {
      return "";
    }
    String name = last.toString();
    boolean ascii = true;
    for (int i = 0; i < name.length() && ascii; i++) {
      ascii = name.charAt(i) < 0x80;
    }
    if (ascii) {
      return escaped(name);
    }
    // Path.toString() replaces what the locale cannot decode; only the URI still has the bytes.
    byte[] bytes = lastSegment(path.toUri());
    return bytes == null ? escaped(name) : text(bytes);
  }

  private static byte @Nullable [] lastSegment(URI uri) {
    String raw = uri.getRawPath();
    if (raw == null) {
      return null;
    }
    int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
    int from = raw.lastIndexOf('/', end - 1) + 1;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = from; i < end; i++) {
      char c = raw.charAt(i);
      if (c == '%' && i + 2 < raw.length()) {
        bytes.write(
            Character.digit(raw.charAt(i + 1), 16) << 4 | Character.digit(raw.charAt(i + 2), 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }

  private static String decode(byte[] name, int from, int to) {
    for (int i = from; i < to; i++) {
      // No file system has such a name; a zip archive may.
      if (name[i] == 0) {
        return salvaged(name, from, to);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(name, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      return salvaged(name, from, to);
    }
  }

  private static String salvaged(byte[] name, int from, int to) {
    StringBuilder text = new StringBuilder(to - from + 8);
    int i = from;
    while (i < to) {
      int length = sequence(name, i, to);
      if (length == 0) {
        text.append('\u0000').append(hex(name[i]));
        i++;
      } else {
        text.append(new String(name, i, length, StandardCharsets.UTF_8));
        i += length;
      }
    }
    return text.toString();
  }

  /** How many bytes the UTF-8 sequence at {@code i} has; 0 where there is none. */
  private static int sequence(byte[] name, int i, int to) {
    int lead = name[i] & 0xFF;
    int length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead == 0 || i + length > to) {
      return 0;
    }
    try {
      var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name, i, length));
      return length;
    } catch (CharacterCodingException e) {
      return 0;
    }
  }

  /** A NUL, which no name can hold, marks a byte on its way to its written form. */
  private static String escaped(String name) {
    if (name.indexOf('\\') < 0 && name.indexOf('\u0000') < 0) {
      return name;
    }
    StringBuilder text = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\u0000') {
        text.append("\\x");
      } else if (c == '\\' && readsAsByte(name, i)) {
        text.append("\\x5c");
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static boolean readsAsByte(String name, int backslash) {
    if (backslash + 3 >= name.length() || name.charAt(backslash + 1) != 'x') {
      return false;
    }
    int high = Character.digit(name.charAt(backslash + 2), 16);
    int low = Character.digit(name.charAt(backslash + 3), 16);
    return low >= 0 && (high >= 8 || high == 5 && low == 0xC || high == 0 && low == 0);
  }

  private static String hex(byte b) {
    return "" + Character.forDigit(b >> 4 & 0xF, 16) + Character.forDigit(b & 0xF, 16);
  }
}
