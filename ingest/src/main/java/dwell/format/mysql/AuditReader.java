package dwell.format.mysql;

/** Reads the parts of one record. Used by one thread. */
@FunctionalInterface
interface AuditReader {
  /**
   * Sets the parts of the record {@code bytes[from, to)}.
   *
   * @return false where it is not whole
   */
  boolean read(byte[] bytes, int from, int to, AuditParts parts);
}
