package dwell.export;

import dwell.event.IpAddress;
import dwell.incident.Incident;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The actor's addresses for a firewall or what feeds one. Its forms differ in how they are written.
 */
abstract sealed class BlockList implements IncidentExporter
    permits BlockListPlain, BlockListCidr, BlockListNftables, BlockListIpset, BlockListFail2ban {

  /** Addresses to block, each in the text of RFC 5952, in order of their bytes. */
  record Addresses(List<String> v4, List<String> v6) {
    List<String> all() {
      List<String> all = new ArrayList<>(v4);
      all.addAll(v6);
      return all;
    }
  }

  /** Writes the addresses; there may be none. */
  abstract void write(Addresses addresses, Writer out) throws IOException;

  @Override
  public final ExportTally write(Incident incident, UnaryOperator<String> redaction, Writer out)
      throws IOException {
    ExportTally tally = new ExportTally();
    TreeMap<String, String> v4 = new TreeMap<>();
    TreeMap<String, String> v6 = new TreeMap<>();
    for (String text : incident.containment().blockAddresses()) {
      byte[] sixteen = IpAddress.parse(text);
      if (sixteen == null) {
        tally.left("that are no IP address");
        continue;
      }
      String key = java.util.HexFormat.of().formatHex(sixteen);
      (IpAddress.isV4(sixteen, 0) ? v4 : v6).put(key, IpAddress.text(sixteen, 0));
    }
    Set<String> blocked = Set.copyOf(incident.containment().blockAddresses());
    tally.left(
        incident.actors().stream()
            .flatMap(actor -> actor.addresses().stream())
            .map(Incident.ActorAddress::ip)
            .distinct()
            .filter(ip -> !blocked.contains(ip))
            .count(),
        "that others may come from too: look at what speaks against them first");
    Addresses addresses = new Addresses(List.copyOf(v4.values()), List.copyOf(v6.values()));
    write(addresses, out);
    addresses.all().forEach(address -> tally.wrote());
    out.flush();
    return tally;
  }
}
