package dwell.export;

import java.io.IOException;
import java.io.Writer;

/** Commands of fail2ban-client(1) that ban each address in a jail, for a shell, to be reviewed. */
final class BlockListFail2ban extends BlockList {

  @Override
  public String id() {
    return "blocklist-fail2ban";
  }

  @Override
  public String description() {
    return "addresses to block, as commands for fail2ban's jail sshd";
  }

  @Override
  void write(Addresses addresses, Writer out) throws IOException {
    out.write("# A jail ends its bans after its bantime.\n");
    for (String address : addresses.all()) {
      out.write("fail2ban-client set sshd banip " + address + "\n");
    }
  }
}
