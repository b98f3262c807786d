package dwell.pattern;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which bytes a capture of a shape may hold. */
enum CaptureType {
  /** Anything but blanks and control characters. */
  WORD("word"),
  /** Decimal digits. */
  NUMBER("number"),
  /** An address or a host name, IPv6 zones included. */
  IP("ip"),
  /**
   * An account's name without blanks and without the punctuation that messages put around names.
   */
  USER("user"),
  /** A file's path without blanks and quotes. */
  PATH("path"),
  /** A key's fingerprint: {@code SHA256:…} or the older colon-separated hexadecimal. */
  FINGERPRINT("fingerprint"),
  /** Anything but double quotes and control characters, blanks included. */
  QUOTED("quoted"),
  /** The kernel's time since boot: digits and a dot, padded by blanks. */
  UPTIME("uptime"),
  /** Anything at all, blanks included, up to what follows it in the shape. */
  TEXT("text"),
  /** Blank-separated {@code KEY=value} in any order, read by a {@code pairs} line. */
  PAIRS("pairs");

  private final String id;
  private final boolean[] allowed = new boolean[256];
  private final long[] bits = new long[4];

  CaptureType(String id) {
    this.id = id;
  }

  static {
    for (int c = 0; c < 256; c++) {
      boolean visible = c > ' ' && c != 0x7F;
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      boolean digit = c >= '0' && c <= '9';
      WORD.allowed[c] = visible;
      NUMBER.allowed[c] = digit;
      IP.allowed[c] = letter || digit || c < 128 && ".:-_%".indexOf(c) >= 0;
      USER.allowed[c] = visible && (c >= 128 || "()'\"`;,<>[]=:".indexOf(c) < 0);
      PATH.allowed[c] = visible && "'\"".indexOf(c) < 0;
      QUOTED.allowed[c] = c >= ' ' && c != 0x7F && c != '"';
      UPTIME.allowed[c] = digit || c == '.' || c == ' ';
      FINGERPRINT.allowed[c] = letter || digit || c < 128 && ":+/=-".indexOf(c) >= 0;
    }
    Arrays.fill(TEXT.allowed, true);
    Arrays.fill(PAIRS.allowed, true);
    for (CaptureType type : values()) {
      for (int c = 0; c < 256; c++) {
        type.bits[c >>> 6] |= type.allowed[c] ? 1L << c : 0;
      }
    }
  }

  /** The word used in catalogue files. */
  String id() {
    return id;
  }

  /** Whether the capture may hold anything, so that its end is told by what follows it alone. */
  boolean open() {
    return this == TEXT || this == PAIRS;
  }

  /** For each byte whether a capture may hold it; a copy. */
  boolean[] bytes() {
    return allowed.clone();
  }

  /** A bit for each byte that a capture may hold; not to be changed. */
  long[] bits() {
    return bits;
  }

  static @Nullable CaptureType of(String id) {
    for (CaptureType type : values()) {
      if (type.id.equals(id)) {
        return type;
      }
    }
    return null;
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(CaptureType::id).toList();
  }
}
