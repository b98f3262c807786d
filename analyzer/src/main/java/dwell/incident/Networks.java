package dwell.incident;

import dwell.event.IpAddress;
import java.util.Arrays;

/** Addresses and the networks they are handed out in. */
final class Networks {
  private Networks() {}

  /**
   * The /24 of an IPv4 address or the /64 of an IPv6 address, in CIDR form; the text itself where
   * it is no address.
   */
  static String of(String ip) {
    byte[] bytes = IpAddress.parse(ip);
    if (bytes == null) {
      return ip;
    }
    boolean v4 = IpAddress.isV4(bytes, 0);
    Arrays.fill(bytes, v4 ? 15 : 8, 16, (byte) 0);
    return IpAddress.text(bytes, 0) + (v4 ? "/24" : "/64");
  }

  /** Whether an address lies in a network of CIDR form, or is the one address named. */
  static boolean contains(String network, String ip) {
    int slash = network.indexOf('/');
    byte[] address = IpAddress.parse(ip);
    byte[] base = IpAddress.parse(slash < 0 ? network : network.substring(0, slash));
    if (address == null || base == null) {
      return false;
    }
    int bits = 128;
    if (slash >= 0) {
      try {
        bits = Integer.parseInt(network, slash + 1, network.length(), 10);
      } catch (NumberFormatException e) {
        return false;
      }
      bits += IpAddress.isV4(base, 0) ? 96 : 0;
    }
    for (int bit = 0; bit < bits && bit < 128; bit++) {
      int mask = 0x80 >> (bit & 7);
      if ((address[bit >> 3] & mask) != (base[bit >> 3] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** Loopback, or no address at all: the host itself. */
  static boolean isLoopback(String ip) {
    return ip.startsWith("127.") || ip.equals("::1");
  }

  /**
   * Whether an address can be reached only from inside (RFC 1918, RFC 4193, RFC 3927, RFC 6598).
   */
  static boolean isPrivate(String ip) {
    return contains("10.0.0.0/8", ip)
        || contains("172.16.0.0/12", ip)
        || contains("192.168.0.0/16", ip)
        || contains("169.254.0.0/16", ip)
        || contains("100.64.0.0/10", ip)
        || contains("fc00::/7", ip)
        || contains("fe80::/10", ip)
        || isLoopback(ip);
  }
}
