package dwell.export;

import java.io.IOException;
import java.io.Writer;

/** The fewest networks that hold exactly the addresses, one a line. */
final class BlockListCidr extends BlockList {

  @Override
  public String id() {
    return "blocklist-cidr";
  }

  @Override
  public String description() {
    return "addresses to block, as networks in CIDR notation that hold no other";
  }

  @Override
  void write(Addresses addresses, Writer out) throws IOException {
    for (String network : CidrBlocks.of(addresses.all())) {
      out.write(network + "\n");
    }
  }
}
