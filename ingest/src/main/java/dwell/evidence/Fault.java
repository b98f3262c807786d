package dwell.evidence;

/**
 * Something of the evidence that could not be read as what it should be. Told once; the rest is
 * still read.
 *
 * @param path the artifact's path within the evidence root; text from the evidence, to be escaped
 *     when shown
 * @param offset place in the (decompressed) file; -1 where the fault is of the file as a whole
 * @param storedOffset place in the file as stored, where it is compressed; -1 where not known or
 *     the same
 * @param cause one sentence, in plain words, without text from the evidence
 */
public record Fault(String path, long offset, long storedOffset, String cause) {
  /** A fault of a file as a whole. */
  public static Fault of(String path, String cause) {
    return new Fault(path, -1, -1, cause);
  }

  /** A fault at a place of the (decompressed) file. */
  public static Fault at(String path, long offset, String cause) {
    return new Fault(path, offset, -1, cause);
  }
}
