package dwell.correlate;

import dwell.event.IpAddress;
import org.jspecify.annotations.Nullable;

/** The network that an address is usually given out with. */
final class Networks {
  private Networks() {}

  /** The /24 of an IPv4 address or the /64 of an IPv6 address in CIDR form; null for a name. */
  static @Nullable String of(String ip) {
    byte[] bytes = IpAddress.parse(ip);
    if (bytes == null) {
      return null;
    }
    if (IpAddress.isV4(bytes, 0)) {
      bytes[15] = 0;
      return IpAddress.text(bytes, 0) + "/24";
    }
    for (int i = 8; i < 16; i++) {
      bytes[i] = 0;
    }
    return IpAddress.text(bytes, 0) + "/64";
  }

  /** Whether the address never leaves its host (RFC 1122 3.2.1.3, RFC 4291 2.5.3). */
  static boolean loopback(String ip) {
    byte[] bytes = IpAddress.parse(ip);
    if (bytes == null) {
      return false;
    }
    if (IpAddress.isV4(bytes, 0)) {
      return bytes[12] == 127;
    }
    for (int i = 0; i < 15; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[15] == 1;
  }
}
