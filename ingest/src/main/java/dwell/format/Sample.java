package dwell.format;

/**
 * The beginning of a file, by which its format is recognised.
 *
 * @param bytes the first bytes, at most {@link #SIZE}
 * @param whole whether that is the whole file
 * @param path the file's path; for settings found beside it, never to recognise a format by its
 *     name
 */
public record Sample(byte[] bytes, boolean whole, String path) {
  /** How many bytes are looked at. */
  public static final int SIZE = 64 << 10;
}
