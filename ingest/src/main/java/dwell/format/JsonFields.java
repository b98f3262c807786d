package dwell.format;

import dwell.record.Ascii;

/**
 * Steps through the members of one flat JSON object on a line (RFC 8259), keeping the place of each
 * value in the bytes. A nested object or array counts as one value. Reused; one a thread.
 *
 * <p>Jackson gives the same members (a test holds the two against each other); this one gives
 * places, so that a statement stays where it stands, and makes no objects.
 */
public final class JsonFields {
  private byte[] bytes = new byte[0];
  private int at;
  private int to;

  private int nameFrom;
  private int nameTo;
  private int valueFrom;
  private int valueTo;
  private boolean string;

  /** Whether the member's name, as it is written, is {@code name}. */
  public boolean named(byte[] name) {
    return Ascii.equals(bytes, nameFrom, nameTo, name);
  }

  /** Where the member's name begins: behind its quote. */
  public int nameFrom() {
    return nameFrom;
  }

  public int nameTo() {
    return nameTo;
  }

  /** Where the value begins: behind the quote of a string. */
  public int valueFrom() {
    return valueFrom;
  }

  public int valueTo() {
    return valueTo;
  }

  /** Whether the value is a string. */
  public boolean string() {
    return string;
  }

  /** Begins an object; false where none begins. */
  public boolean open(byte[] source, int from, int limit) {
    bytes = source;
    to = limit;
    at = blank(from);
    if (at >= to || bytes[at] != '{') {
      return false;
    }
    at++;
    return true;
  }

  /** Steps to the next member; false where the object ends or is no JSON. */
  public boolean next() {
    at = blank(at);
    if (at < to && bytes[at] == ',') {
      at = blank(at + 1);
    }
    if (at >= to || bytes[at] != '"') {
      return false;
    }
    nameFrom = at + 1;
    nameTo = quote(nameFrom);
    at = blank(Math.min(nameTo + 1, to));
    if (at >= to || bytes[at] != ':') {
      return false;
    }
    at = blank(at + 1);
    if (at >= to) {
      return false;
    }
    value();
    return true;
  }

  private void value() {
    string = bytes[at] == '"';
    if (string) {
      valueFrom = at + 1;
      valueTo = quote(valueFrom);
      at = Math.min(valueTo + 1, to);
    } else {
      valueFrom = at;
      at = bytes[at] == '{' || bytes[at] == '[' ? nested(at) : plain(at);
      valueTo = at;
    }
  }

  /**
   * Begins an array; false where none begins. Its values are stepped through by {@link #nextItem}.
   */
  public boolean openList(byte[] source, int from, int limit) {
    bytes = source;
    to = limit;
    at = blank(from);
    if (at >= to || bytes[at] != '[') {
      return false;
    }
    at++;
    return true;
  }

  /** Steps to the array's next value; false where it ends or is no JSON. */
  public boolean nextItem() {
    at = blank(at);
    if (at < to && bytes[at] == ',') {
      at = blank(at + 1);
    }
    if (at >= to || bytes[at] == ']') {
      return false;
    }
    int before = at;
    value();
    return at > before;
  }

  /** Whether the object was read to its closing brace. */
  public boolean closed() {
    int end = blank(at);
    return end < to && bytes[end] == '}';
  }

  /** The place behind the closing brace of an object that is {@link #closed}, or the limit. */
  public int end() {
    return Math.min(blank(at) + 1, to);
  }

  /** The place of the closing quote of a string that begins at {@code from}, or the limit. */
  private int quote(int from) {
    int i = from;
    while (i < to && bytes[i] != '"') {
      i += bytes[i] == '\\' ? 2 : 1;
    }
    return Math.min(i, to);
  }

  private int plain(int from) {
    int i = from;
    while (i < to && bytes[i] != ',' && bytes[i] != '}' && bytes[i] != ']' && bytes[i] > ' ') {
      i++;
    }
    return i;
  }

  private int nested(int from) {
    int depth = 0;
    int i = from;
    while (i < to) {
      byte c = bytes[i];
      if (c == '"') {
        i = quote(i + 1);
      } else if (c == '{' || c == '[') {
        depth++;
      } else if ((c == '}' || c == ']') && --depth == 0) {
        return i + 1;
      }
      i++;
    }
    return to;
  }

  private int blank(int from) {
    int i = from;
    while (i < to
        && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r' || bytes[i] == '\n')) {
      i++;
    }
    return i;
  }
}
