package dwell.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Sets for nftables, in a table of their own, for {@code nft -f FILE}. They are named by no rule
 * yet: loading them blocks nothing. Source: nft(8), "Sets".
 */
final class BlockListNftables extends BlockList {

  @Override
  public String id() {
    return "blocklist-nftables";
  }

  @Override
  public String description() {
    return "addresses to block, as sets of nftables for nft -f";
  }

  @Override
  void write(Addresses addresses, Writer out) throws IOException {
    out.write(
        "# Sets alone; a rule that uses them: ip saddr @dwell4 drop, ip6 saddr @dwell6 drop\n");
    out.write("table inet dwell {\n");
    set("dwell4", "ipv4_addr", addresses.v4(), out);
    set("dwell6", "ipv6_addr", addresses.v6(), out);
    out.write("}\n");
  }

  private static void set(String name, String type, List<String> elements, Writer out)
      throws IOException {
    out.write("  set " + name + " {\n    type " + type + "\n");
    // An empty list of elements is no valid syntax.
    if (!elements.isEmpty()) {
      out.write("    elements = {\n      ");
      out.write(String.join(",\n      ", elements));
      out.write("\n    }\n");
    }
    out.write("  }\n");
  }
}
