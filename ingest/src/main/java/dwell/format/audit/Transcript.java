package dwell.format.audit;

import dwell.event.TextCoding;
import dwell.format.JsonFields;
import dwell.format.sql.Escapes;
import dwell.record.Ascii;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes records back as the audit daemon would have, so that one reader serves all forms. Reused.
 */
final class Transcript {
  /** Keys whose values stand without quotes: numbers, addresses, words. */
  private static final byte[][] PLAIN = {
    Ascii.bytes("pid"),
    Ascii.bytes("ppid"),
    Ascii.bytes("uid"),
    Ascii.bytes("euid"),
    Ascii.bytes("auid"),
    Ascii.bytes("ses"),
    Ascii.bytes("res"),
    Ascii.bytes("result"),
    Ascii.bytes("success"),
    Ascii.bytes("addr"),
    Ascii.bytes("op")
  };

  private static final byte[] HEX = Ascii.bytes("0123456789ABCDEF");

  private byte[] text = new byte[1 << 10];
  private int length;
  private final Escapes escapes = new Escapes();
  private final JsonFields list = new JsonFields();
  private final boolean percent;

  /**
   * A transcript.
   *
   * @param percent whether the strings' own {@code %XX} stand for bytes, as laurel writes them
   */
  Transcript(boolean percent) {
    this.percent = percent;
  }

  void clear() {
    length = 0;
  }

  byte[] text() {
    return text;
  }

  int length() {
    return length;
  }

  /** Adds text as it is. */
  void add(byte[] bytes, int from, int to) {
    room(to - from);
    System.arraycopy(bytes, from, text, length, to - from);
    length += to - from;
  }

  /** Adds {@code key=value}; the value is that of a member, a string or a plain word. */
  void field(byte[] key, int keyFrom, int keyTo, byte[] bytes, JsonFields value) {
    name(key, keyFrom, keyTo);
    int from = length;
    value(bytes, value);
    if (value.string() && !plain(key, keyFrom, keyTo)) {
      quote(from);
    }
  }

  /** Adds {@code a0=… a1=…}, or, with a key, {@code key=} and all of them parted by zeros. */
  void list(byte @Nullable [] key, byte[] bytes, int from, int to) {
    if (key != null) {
      name(key, 0, key.length);
    }
    int begin = length;
    int number = 0;
    for (boolean more = list.openList(bytes, from, to); more && list.nextItem(); number++) {
      if (key == null) {
        argument(number);
        int value = length;
        value(bytes, list);
        quote(value);
      } else {
        room(1);
        if (number > 0) {
          text[length++] = 0;
        }
        value(bytes, list);
      }
    }
    if (key != null) {
      quote(begin);
    }
  }

  private void argument(int number) {
    room(16);
    text[length++] = ' ';
    text[length++] = 'a';
    int scale = 1;
    while (scale <= number / 10) {
      scale *= 10;
    }
    for (; scale > 0; scale /= 10) {
      text[length++] = (byte) ('0' + number / scale % 10);
    }
    text[length++] = '=';
  }

  private void name(byte[] key, int from, int to) {
    room(to - from + 2);
    text[length++] = ' ';
    add(key, from, to);
    room(1);
    text[length++] = '=';
  }

  private void value(byte[] bytes, JsonFields value) {
    int from = length;
    if (value.string()) {
      unescaped(bytes, value.valueFrom(), value.valueTo());
      if (percent) {
        length = percent(from);
      }
    } else {
      add(bytes, value.valueFrom(), value.valueTo());
    }
  }

  /** Adds a JSON string's text. */
  void unescaped(byte[] bytes, int from, int to) {
    escapes.decode(bytes, from, to, TextCoding.JSON);
    add(escapes.plain(), escapes.from(), escapes.to());
  }

  private int percent(int from) {
    int out = from;
    for (int i = from; i < length; i++) {
      int high = text[i] == '%' && i + 2 < length ? Character.digit(text[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(text[i + 2], 16);
      if (low < 0) {
        text[out++] = text[i];
      } else {
        text[out++] = (byte) (high << 4 | low);
        i += 2;
      }
    }
    return out;
  }

  /** Puts what was added from {@code from} in quotes, or in hexadecimal where it holds some. */
  private void quote(int from) {
    int size = length - from;
    room(2 * size + 2);
    boolean safe = true;
    for (int i = from; i < length; i++) {
      safe &= text[i] != '"' && (text[i] < 0 || text[i] >= ' ');
    }
    if (safe) {
      System.arraycopy(text, from, text, from + 1, size);
      text[from] = '"';
      text[length + 1] = '"';
      length += 2;
      return;
    }
    for (int i = size - 1; i >= 0; i--) {
      int c = text[from + i] & 0xFF;
      text[from + 2 * i + 1] = HEX[c & 15];
      text[from + 2 * i] = HEX[c >>> 4];
    }
    length = from + 2 * size;
  }

  private static boolean plain(byte[] key, int from, int to) {
    for (byte[] name : PLAIN) {
      if (Ascii.equals(key, from, to, name)) {
        return true;
      }
    }
    return false;
  }

  private void room(int bytes) {
    if (length + bytes > text.length) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, length + bytes));
    }
  }
}
