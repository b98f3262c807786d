package dwell.format.audit;

import dwell.record.Ascii;
import java.util.Arrays;

/**
 * The fields of one event, by {@link Key}; the first value of each stands. A value is in quotes, or
 * in hexadecimal where it holds what quotes cannot (audit_log_untrustedstring), or plain. Reused.
 */
final class Fields {
  private static final byte ENRICHED = 0x1D;
  private static final byte[] MESSAGE = Ascii.bytes("msg='");
  private static final byte[] PARENT = Ascii.bytes("PARENT");
  private static final int MOST_ARGUMENTS_BYTES = 1 << 17;

  private static final int KEYS = Key.values().length;

  private final int[] from = new int[KEYS];
  private final int[] to = new int[KEYS];

  /** The arguments of EXECVE, joined by spaces. */
  private byte[] command = new byte[1 << 10];

  private int commandLength;
  private byte[] decoded = new byte[256];
  private int decodedLength;
  private boolean cut;

  void clear() {
    Arrays.fill(from, -1);
    commandLength = 0;
    cut = false;
  }

  boolean has(Key key) {
    return from[key.ordinal()] >= 0;
  }

  int from(Key key) {
    return from[key.ordinal()];
  }

  int to(Key key) {
    return to[key.ordinal()];
  }

  byte[] command() {
    return command;
  }

  int commandLength() {
    return commandLength;
  }

  /** Whether the arguments were more than are kept. */
  boolean cut() {
    return cut;
  }

  /** Takes the fields of one line's {@code bytes[start, end)}. */
  void read(byte[] bytes, int start, int end, boolean execve, boolean path) {
    int oldName = from[Key.NAME.ordinal()];
    int oldNameTo = to[Key.NAME.ordinal()];
    boolean hadName = has(Key.NAME) && path;
    if (path) {
      from[Key.NAME.ordinal()] = -1;
      from[Key.NAMETYPE.ordinal()] = -1;
    }
    int at = start;
    while (at < end) {
      byte c = bytes[at];
      if (c == ' ' || c == ENRICHED || c == ',' || c == '\'' || c == '(') {
        at++;
        continue;
      }
      if (Ascii.startsWith(bytes, at, end, MESSAGE)) {
        at += MESSAGE.length;
        continue;
      }
      int equals = at;
      while (equals < end && bytes[equals] != '=' && bytes[equals] != ' ') {
        equals++;
      }
      if (equals >= end || bytes[equals] == ' ') {
        at = equals;
        continue;
      }
      at = value(bytes, at, equals, end, execve);
    }
    if (path && (hadName || Ascii.equals(bytes, from(Key.NAMETYPE), to(Key.NAMETYPE), PARENT))) {
      // The first name that is no parent directory is the file that the call was about.
      from[Key.NAME.ordinal()] = hadName ? oldName : -1;
      to[Key.NAME.ordinal()] = oldNameTo;
    }
  }

  private int value(byte[] bytes, int name, int equals, int end, boolean execve) {
    int value = equals + 1;
    int next;
    int valueTo;
    if (value < end && bytes[value] == '"') {
      int quote = Ascii.indexOf(bytes, value + 1, end, (byte) '"');
      valueTo = quote < 0 ? end : quote + 1;
      next = valueTo;
    } else {
      next = value;
      while (next < end && bytes[next] != ' ' && bytes[next] != ENRICHED) {
        next++;
      }
      valueTo = next;
      while (valueTo > value && (bytes[valueTo - 1] == '\'' || bytes[valueTo - 1] == ',')) {
        valueTo--;
      }
      if (valueTo > value
          && bytes[valueTo - 1] == ')'
          && Ascii.indexOf(bytes, value, valueTo, (byte) '(') < 0) {
        valueTo--;
      }
    }
    if (execve) {
      argument(bytes, name, equals, value, valueTo);
    }
    Key key = Key.of(bytes, name, equals);
    if (key == Key.OP) {
      // The program wrote it as text of several words: it ends at the next field.
      valueTo = words(bytes, valueTo, end);
      next = valueTo;
    }
    if (key != null && !has(key)) {
      from[key.ordinal()] = value;
      to[key.ordinal()] = valueTo;
    }
    return Math.max(next, equals + 1);
  }

  private static int words(byte[] bytes, int from, int end) {
    int last = from;
    int at = from;
    while (at < end && bytes[at] == ' ') {
      int word = at + 1;
      int i = word;
      while (i < end && bytes[i] != ' ' && bytes[i] != '=') {
        i++;
      }
      if (i == word || i < end && bytes[i] == '=') {
        return last;
      }
      last = i;
      at = i;
    }
    return last;
  }

  /** {@code a0="ls"}, {@code a1=2D6C}, {@code a2[0]=…}: not {@code argc}, not {@code a2_len}. */
  private void argument(byte[] bytes, int name, int equals, int value, int valueTo) {
    if (bytes[name] != 'a' || name + 1 >= equals || !Ascii.isDigit(bytes[name + 1])) {
      return;
    }
    int digits = Ascii.skipDigits(bytes, name + 1, equals);
    boolean piece = digits < equals && bytes[digits] == '[';
    if (digits < equals && !piece) {
      return;
    }
    boolean further = piece && !(bytes[digits + 1] == '0' && bytes[digits + 2] == ']');
    decode(bytes, value, valueTo);
    if (commandLength + decodedLength + 1 > MOST_ARGUMENTS_BYTES) {
      cut = true;
      return;
    }
    if (commandLength + decodedLength + 1 > command.length) {
      command =
          Arrays.copyOf(command, Math.max(2 * command.length, commandLength + decodedLength + 1));
    }
    if (commandLength > 0 && !further) {
      command[commandLength++] = ' ';
    }
    System.arraycopy(decoded, 0, command, commandLength, decodedLength);
    commandLength += decodedLength;
  }

  /** The value of a field, without quotes and hexadecimal, up to {@link #decodedLength()}. */
  byte[] decode(byte[] bytes, int start, int end) {
    if (decoded.length < end - start) {
      decoded = new byte[Math.max(2 * decoded.length, end - start)];
    }
    if (end - start >= 2 && bytes[start] == '"') {
      int close = bytes[end - 1] == '"' ? end - 1 : end;
      decodedLength = close - start - 1;
      System.arraycopy(bytes, start + 1, decoded, 0, decodedLength);
    } else if (hexadecimal(bytes, start, end)) {
      decodedLength = (end - start) / 2;
      for (int i = 0; i < decodedLength; i++) {
        int high = Character.digit(bytes[start + 2 * i], 16);
        decoded[i] = (byte) (high << 4 | Character.digit(bytes[start + 2 * i + 1], 16));
      }
    } else {
      decodedLength = end - start;
      System.arraycopy(bytes, start, decoded, 0, decodedLength);
    }
    return decoded;
  }

  int decodedLength() {
    return decodedLength;
  }

  private static boolean hexadecimal(byte[] bytes, int start, int end) {
    if (end == start || (end - start & 1) != 0) {
      return false;
    }
    for (int i = start; i < end; i++) {
      byte c = bytes[i];
      if (!(c >= '0' && c <= '9' || c >= 'A' && c <= 'F')) {
        return false;
      }
    }
    return true;
  }
}
