package dwell.casefile;

import dwell.event.IpAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A network of addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3); a single address is one
 * of full length.
 *
 * @param low its lowest address, 16 bytes, IPv4 as IPv4-mapped; not to be changed
 * @param prefix the fixed leading bits of the 128
 */
@SuppressWarnings("ArrayRecordComponent")
public record Network(byte[] low, int prefix) {
  private static final int V4_BITS = 96;

  /**
   * Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32} or an address; null where the text is
   * neither.
   */
  public static @Nullable Network parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return null;
    }
    boolean v4 = IpAddress.isV4(address, 0) && text.indexOf(':') < 0;
    int bits = 128;
    if (slash >= 0) {
      bits = number(text, slash + 1);
      if (bits < 0 || bits > (v4 ? 32 : 128)) {
        return null;
      }
      bits += v4 ? V4_BITS : 0;
    }
    for (int i = bits; i < 128; i++) {
      address[i >> 3] &= (byte) ~(0x80 >> (i & 7));
    }
    return new Network(address, bits);
  }

  /** Its highest address. */
  public byte[] high() {
    byte[] high = low.clone();
    for (int i = prefix; i < 128; i++) {
      high[i >> 3] |= (byte) (0x80 >> (i & 7));
    }
    return high;
  }

  /** Whether the 16 bytes are an address of this network. */
  public boolean contains(byte[] address) {
    int whole = prefix >> 3;
    if (!Arrays.equals(low, 0, whole, address, 0, whole)) {
      return false;
    }
    int rest = prefix & 7;
    return rest == 0 || (low[whole] ^ address[whole]) >> (8 - rest) == 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Network network
        && prefix == network.prefix
        && Arrays.equals(low, network.low);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(low) + prefix;
  }

  @Override
  public String toString() {
    boolean v4 = IpAddress.isV4(low, 0) && prefix >= V4_BITS;
    return IpAddress.text(low, 0) + '/' + (v4 ? prefix - V4_BITS : prefix);
  }

  private static int number(String text, int from) {
    if (from == text.length() || text.length() - from > 3) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }
}
