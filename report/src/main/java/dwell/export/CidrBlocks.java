package dwell.export;

import dwell.event.IpAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Addresses as networks: the fewest that hold exactly these addresses and no other. */
final class CidrBlocks {
  /** A block of addresses; {@code bits} is the length of its prefix in its own family. */
  private record Block(boolean v4, BigInteger first, int bits) implements Comparable<Block> {
    int width() {
      return v4 ? 32 : 128;
    }

    BigInteger size() {
      return BigInteger.ONE.shiftLeft(width() - bits);
    }

    /** The block of both, or null where they are no two halves of one. */
    @Nullable Block with(Block next) {
      boolean pair =
          v4 == next.v4
              && bits == next.bits
              && bits > 0
              && first.add(size()).equals(next.first)
              && !first.testBit(width() - bits);
      return pair ? new Block(v4, first, bits - 1) : null;
    }

    @Override
    public int compareTo(Block other) {
      int family = Boolean.compare(other.v4, v4);
      return family != 0 ? family : first.compareTo(other.first);
    }

    @Override
    public String toString() {
      byte[] raw = first.toByteArray();
      byte[] sixteen = new byte[16];
      if (v4) {
        sixteen[10] = (byte) 0xFF;
        sixteen[11] = (byte) 0xFF;
      }
      int width = width() / 8;
      for (int i = 0; i < Math.min(raw.length, width); i++) {
        sixteen[15 - i] = raw[raw.length - 1 - i];
      }
      return IpAddress.text(sixteen, 0) + "/" + bits;
    }
  }

  private CidrBlocks() {}

  /** In CIDR notation, IPv4 first, in order of address. The texts must be addresses. */
  static List<String> of(List<String> addresses) {
    SortedSet<Block> blocks = new TreeSet<>();
    for (String address : addresses) {
      byte[] sixteen = IpAddress.parse(address);
      if (sixteen != null) {
        boolean v4 = IpAddress.isV4(sixteen, 0);
        BigInteger number = new BigInteger(1, sixteen);
        BigInteger own = v4 ? number.and(BigInteger.valueOf(0xFFFF_FFFFL)) : number;
        blocks.add(new Block(v4, own, v4 ? 32 : 128));
      }
    }
    List<Block> merged = new ArrayList<>();
    for (Block block : blocks) {
      merged.add(block);
      // Two halves become one, which may be half of another.
      while (merged.size() > 1) {
        Block both = merged.get(merged.size() - 2).with(merged.getLast());
        if (both == null) {
          break;
        }
        merged.removeLast();
        merged.removeLast();
        merged.add(both);
      }
    }
    return merged.stream().map(Block::toString).toList();
  }
}
