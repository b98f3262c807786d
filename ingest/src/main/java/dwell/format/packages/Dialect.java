package dwell.format.packages;

/** How one package manager writes its lines. Stateless. */
interface Dialect {
  /**
   * Reads a line.
   *
   * @param line cleared by the caller
   * @return false where the line is none of this dialect's; then what was read means nothing
   */
  boolean read(byte[] b, int from, int to, PackageLine line);
}
