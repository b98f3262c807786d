package dwell.format.mysql;

import dwell.record.Ascii;

/** Lines of a slow log. */
final class SlowEntry {
  private static final byte[] USER = Ascii.bytes("# User@Host: ");
  private static final byte[] TIME = Ascii.bytes("# Time: ");

  private SlowEntry() {}

  static boolean isAttribute(byte[] bytes, int from, int to) {
    return Ascii.startsWith(bytes, from, to, USER) || Ascii.startsWith(bytes, from, to, TIME);
  }
}
