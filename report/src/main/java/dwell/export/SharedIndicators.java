package dwell.export;

import dwell.correlate.Confidence;
import dwell.event.IpAddress;
import dwell.incident.Incident;
import dwell.incident.Stamp;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What of an incident may be handed on to others: addresses that are reachable from anywhere, keys
 * and user agents of the actor, techniques. The victim's own names (accounts, hosts, paths,
 * commands) are counted and left out.
 */
final class SharedIndicators {
  private final List<Address> addresses = new ArrayList<>();
  private final SortedSet<String> keys = new TreeSet<>();
  private final SortedSet<String> userAgents = new TreeSet<>();
  private final SortedSet<String> techniques = new TreeSet<>();

  /** An address of an actor. {@code actor} is the actor's id. */
  record Address(
      String ip,
      boolean v4,
      String actor,
      @Nullable Stamp first,
      @Nullable Stamp last,
      long attempts,
      Confidence confidence) {}

  private SharedIndicators() {}

  /** Collects them, and counts what is left out. */
  static SharedIndicators of(Incident incident, ExportTally tally) {
    SharedIndicators shared = new SharedIndicators();
    long accounts = 0;
    for (Incident.Actor actor : incident.actors()) {
      for (Incident.ActorAddress address : actor.addresses()) {
        shared.add(actor, address, tally);
      }
      shared.keys.addAll(actor.keys());
      shared.userAgents.addAll(actor.userAgents());
      accounts += actor.accounts().size();
    }
    incident.phases().forEach(phase -> shared.techniques.addAll(phase.techniques()));
    incident.detections().stream()
        // What a Sigma rule finds need not be the incident's.
        .filter(found -> found.rule() == null)
        .forEach(found -> shared.techniques.addAll(found.techniques()));
    tally.left(accounts, "accounts: they are the victim's");
    tally.left(incident.sessions().size(), "sessions with what was done in them: the victim's");
    tally.left(incident.persistence().size(), "ways back: their paths and names are the victim's");
    tally.left(incident.data().size(), "tables: their names are the victim's");
    return shared;
  }

  private void add(Incident.Actor actor, Incident.ActorAddress address, ExportTally tally) {
    byte[] sixteen = IpAddress.parse(address.ip());
    if (sixteen == null) {
      tally.left("addresses that are no IP address");
    } else if (!reachable(sixteen)) {
      tally.left("addresses of private networks, which say nothing elsewhere");
    } else {
      addresses.add(
          new Address(
              IpAddress.text(sixteen, 0),
              IpAddress.isV4(sixteen, 0),
              actor.id(),
              address.first(),
              address.last(),
              address.attempts(),
              address.confidence()));
    }
  }

  /** Whether the address means the same machine wherever it is read. */
  private static boolean reachable(byte[] sixteen) {
    try {
      // Of an IPv4-mapped address this makes an IPv4 address.
      InetAddress address = InetAddress.getByAddress(sixteen);
      byte[] bytes = address.getAddress();
      boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
      // RFC 6598: 100.64.0.0/10, between a provider and its customers.
      boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 0x40;
      return !uniqueLocal
          && !shared
          && !address.isSiteLocalAddress()
          && !address.isLoopbackAddress()
          && !address.isLinkLocalAddress()
          && !address.isAnyLocalAddress()
          && !address.isMulticastAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("sixteen bytes are an address", e);
    }
  }

  List<Address> addresses() {
    return List.copyOf(addresses);
  }

  List<String> keys() {
    return List.copyOf(keys);
  }

  List<String> userAgents() {
    return List.copyOf(userAgents);
  }

  /** ATT&amp;CK ids, in order. */
  List<String> techniques() {
    return List.copyOf(techniques);
  }

  /** The tactics, by the names of phases, in which a technique was used. */
  static Set<String> tactics(Incident incident, String technique) {
    Set<String> tactics = new LinkedHashSet<>();
    for (Incident.Phase phase : incident.phases()) {
      if (phase.techniques().contains(technique)) {
        tactics.add(phase.phase().id());
      }
    }
    return tactics;
  }
}
