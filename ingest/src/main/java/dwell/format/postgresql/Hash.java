package dwell.format.postgresql;

/** A hash by which a text is known again. Not for hostile collisions: two texts of one session. */
final class Hash {
  private Hash() {}

  /** FNV-1a, 64 bits, of {@code bytes[from, to)}. */
  static long of(byte[] bytes, int from, int to) {
    long hash = 0xcbf29ce484222325L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (bytes[i] & 0xFF)) * 0x100000001b3L;
    }
    return hash;
  }
}
