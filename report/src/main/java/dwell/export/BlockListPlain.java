package dwell.export;

import java.io.IOException;
import java.io.Writer;

/** One address a line. */
final class BlockListPlain extends BlockList {

  @Override
  public String id() {
    return "blocklist";
  }

  @Override
  public String description() {
    return "addresses to block, one a line";
  }

  @Override
  void write(Addresses addresses, Writer out) throws IOException {
    for (String address : addresses.all()) {
      out.write(address + "\n");
    }
  }
}
