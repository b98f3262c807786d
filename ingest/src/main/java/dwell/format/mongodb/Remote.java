package dwell.format.mongodb;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.record.Ascii;

/**
 * The far side of a connection as the server writes it: {@code 192.0.2.7:51538}, {@code
 * [2001:db8::7]:51538}, by old versions without brackets or without port; for a socket of the file
 * system {@code anonymous unix socket} or a path, which is no address (SockAddr and HostAndPort in
 * src/mongo/util/net).
 */
final class Remote {
  private Remote() {}

  /**
   * Sets address and port of the batch's row.
   *
   * @return false, and nothing set, where the text is no address
   */
  static boolean put(EventBatch batch, byte[] bytes, int from, int to) {
    int end = addressEnd(bytes, from, to);
    if (!batch.address(Field.SOURCE_IP, bytes, from, end)) {
      return false;
    }
    long port = port(bytes, end, to);
    if (port > 0) {
      batch.number(Field.SOURCE_PORT, port);
    }
    return true;
  }

  /** Where the address ends: before the colon of its port, or {@code to}. */
  static int addressEnd(byte[] bytes, int from, int to) {
    int colon = to - 1;
    while (colon > from && Ascii.isDigit(bytes[colon])) {
      colon--;
    }
    boolean port = colon > from && bytes[colon] == ':' && colon + 1 < to;
    return port && bytes[colon - 1] != ':' ? colon : to;
  }

  /** The port behind an address that ends at {@code end}, or 0. */
  static long port(byte[] bytes, int end, int to) {
    long port = end < to ? Ascii.number(bytes, end + 1, to) : 0;
    return port > 0 && port < 1 << 16 ? port : 0;
  }
}
