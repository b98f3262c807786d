package dwell.sigma;

import dwell.event.IpAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The far side of a connect(2), from the {@code saddr} of an audit SOCKADDR record: struct
 * sockaddr_in and sockaddr_in6 in hex (linux/in.h, linux/in6.h), the family in the host's byte
 * order.
 *
 * @param ip as text of RFC 5952
 */
record SocketAddress(String ip, int port) {
  /**
   * Bytes of struct sockaddr_in without its padding, and of sockaddr_in6 up to the address' end.
   */
  private static final int V4_LENGTH = 8;

  private static final int V6_LENGTH = 24;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  /** The address of the record, where it is one of a call to connect; null else. */
  static @Nullable SocketAddress of(Row row) {
    AuditRecord audit = row.audit();
    String hex = audit == null ? null : audit.keys().get("saddr");
    if (audit == null || hex == null || !"connect".equals(SystemCalls.name(audit))) {
      return null;
    }
    byte[] bytes;
    try {
      bytes = HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      return null;
    }
    return of(bytes);
  }

  private static @Nullable SocketAddress of(byte[] bytes) {
    if (bytes.length < V4_LENGTH) {
      return null;
    }
    // One of the two bytes is zero, whichever order it is.
    int family = bytes[0] | bytes[1];
    int port = (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
    byte[] sixteen = new byte[16];
    if (family == AF_INET) {
      sixteen[10] = sixteen[11] = (byte) 0xFF;
      System.arraycopy(bytes, 4, sixteen, 12, 4);
    } else if (family == AF_INET6 && bytes.length >= V6_LENGTH) {
      System.arraycopy(bytes, 8, sixteen, 0, 16);
    } else {
      return null;
    }
    return new SocketAddress(IpAddress.text(sixteen, 0), port);
  }
}
