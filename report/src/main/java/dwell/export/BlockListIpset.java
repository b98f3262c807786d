package dwell.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Sets for {@code ipset restore -exist}; no rule of iptables uses them yet. Source: ipset(8). */
final class BlockListIpset extends BlockList {

  @Override
  public String id() {
    return "blocklist-ipset";
  }

  @Override
  public String description() {
    return "addresses to block, for ipset restore -exist";
  }

  @Override
  void write(Addresses addresses, Writer out) throws IOException {
    set("dwell4", "inet", addresses.v4(), out);
    set("dwell6", "inet6", addresses.v6(), out);
  }

  private static void set(String name, String family, List<String> elements, Writer out)
      throws IOException {
    out.write("create " + name + " hash:ip family " + family + "\n");
    for (String element : elements) {
      out.write("add " + name + " " + element + "\n");
    }
  }
}
