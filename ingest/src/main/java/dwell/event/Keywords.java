package dwell.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The form in which keywords are kept. */
public final class Keywords {
  /** A keyword longer than this many bytes is cut and closed by a hash of the whole. */
  public static final int MAX_BYTES = 256;

  private static final int HASH_BYTES = 20;
  private static final byte[] ELLIPSIS = "…#".getBytes(StandardCharsets.UTF_8);

  private Keywords() {}

  /** A keyword as it is kept: its UTF-8, cut and closed by a hash where it is too long. */
  public static byte[] kept(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (utf8.length <= MAX_BYTES) {
      return utf8;
    }
    byte[] cut = new byte[MAX_BYTES];
    return Arrays.copyOf(cut, cut(utf8, 0, utf8.length, cut));
  }

  /**
   * Cuts a keyword of more than {@link #MAX_BYTES} between two characters.
   *
   * @param cut gets the keyword
   * @return its length
   */
  static int cut(byte[] source, int from, int to, byte[] cut) {
    long hash = 0xCBF29CE484222325L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ source[i] & 0xFF) * 0x100000001B3L;
    }
    int keep = MAX_BYTES - HASH_BYTES;
    while (keep > 0 && (source[from + keep] & 0xC0) == 0x80) {
      keep--;
    }
    System.arraycopy(source, from, cut, 0, keep);
    System.arraycopy(ELLIPSIS, 0, cut, keep, ELLIPSIS.length);
    int n = keep + ELLIPSIS.length;
    for (int shift = 60; shift >= 0; shift -= 4) {
      cut[n++] = (byte) Character.forDigit((int) (hash >>> shift & 0xF), 16);
    }
    return n;
  }
}
