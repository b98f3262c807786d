package dwell.evidence;

import dwell.event.EventTime.Basis;
import dwell.event.IpAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what a host's own settings files tell of it. */
final class HostSettings {
  private HostSettings() {}

  /** All that is told of the host whose root stands at {@code root}. */
  static HostProfile profile(
      String root, String name, SurveyFiles files, HostOptions options, List<Fault> faults) {
    ZoneSettings.Told told = ZoneSettings.zone(root, files, faults);
    ZoneId given = options.zones().get(name);
    ZoneId zone = given != null ? given : told == null ? null : told.zone();
    String machineId = files.text(root + "etc/machine-id");
    return new HostProfile(
        name,
        root,
        zone,
        zone == null ? null : given != null ? Basis.GIVEN : Basis.HOST,
        given != null || told == null ? null : told.source(),
        new ArrayList<>(addresses(root, name, files)),
        accounts(files.text(root + "etc/passwd")),
        PostgresSettings.prefixes(root, files),
        os(root, files),
        machineId == null || machineId.isBlank() ? null : machineId.strip(),
        files.text(root + "etc/ssh/sshd_config") != null);
  }

  /** The short name in hostname(5); null where the host has none. */
  static @Nullable String hostName(String root, SurveyFiles files) {
    for (String file : new String[] {"etc/hostname", "etc/HOSTNAME"}) {
      String text = files.text(root + file);
      if (text == null) {
        continue;
      }
      for (String line : text.lines().toList()) {
        String name = line.strip();
        if (!name.isEmpty() && name.charAt(0) != '#') {
          int dot = name.indexOf('.');
          String brief = dot > 0 ? name.substring(0, dot) : name;
          return plain(brief) ? brief : null;
        }
      }
    }
    return null;
  }

  /** A host's name has letters, digits and hyphens (RFC 1123, 2.1), and underscores in practice. */
  private static boolean plain(String name) {
    return name.length() <= 63
        && name.chars()
            .allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'));
  }

  /** passwd(5): name, password, id. */
  private static Map<Long, String> accounts(@Nullable String passwd) {
    Map<Long, String> accounts = new TreeMap<>();
    if (passwd != null) {
      for (String line : passwd.lines().toList()) {
        int name = line.indexOf(':');
        int password = line.indexOf(':', name + 1);
        int id = line.indexOf(':', password + 1);
        if (name > 0 && password > 0 && id > 0) {
          try {
            accounts.putIfAbsent(
                Long.parseLong(line.substring(password + 1, id)), line.substring(0, name));
          } catch (NumberFormatException e) {
            // NIS entries ("+::::::") and broken lines name no account.
            continue;
          }
        }
      }
    }
    return accounts;
  }

  /** {@code PRETTY_NAME} of os-release(5). */
  private static @Nullable String os(String root, SurveyFiles files) {
    String text = files.text(root + "etc/os-release");
    if (text == null) {
      text = files.text(root + "usr/lib/os-release");
    }
    return text == null ? null : assigned(text, "PRETTY_NAME");
  }

  /** The value of {@code NAME=value} or {@code NAME="value"} in a file of shell assignments. */
  static @Nullable String assigned(String text, String name) {
    for (String line : text.lines().toList()) {
      if (line.startsWith(name)
          && line.length() > name.length()
          && line.charAt(name.length()) == '=') {
        String value = line.substring(name.length() + 1).strip();
        if (value.length() >= 2
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0)) {
          value = value.substring(1, value.length() - 1);
        }
        return value.isEmpty() ? null : value;
      }
    }
    return null;
  }

  private static TreeSet<String> addresses(String root, String name, SurveyFiles files) {
    TreeSet<String> found = new TreeSet<>();
    String hosts = files.text(root + "etc/hosts");
    if (hosts != null) {
      hosts.lines().forEach(line -> ownAddress(line, name, found));
    }
    files.below(root + "etc/network/interfaces", (path, text) -> words(text, "address", found));
    files.below(root + "etc/netplan/", (path, text) -> netplan(text, found));
    files.below(
        root + "etc/sysconfig/network-scripts/ifcfg-",
        (path, text) -> assignedAddresses(text, found));
    files.below(root + "etc/systemd/network/", (path, text) -> words(text, "Address", found));
    files.below(
        root + "etc/NetworkManager/system-connections/",
        (path, text) -> {
          for (int i = 1; i <= 9; i++) {
            words(text, "address" + i, found);
          }
        });
    return found;
  }

  /**
   * The host with the addresses that other hosts of the evidence know it by, where its own settings
   * tell none: an address got by DHCP or from a hypervisor stands in no file of its own.
   */
  static HostProfile byPeers(HostProfile host, Set<String> roots, SurveyFiles files) {
    if (!host.addresses().isEmpty()) {
      return host;
    }
    TreeSet<String> found = new TreeSet<>();
    for (String root : roots) {
      String hosts = files.text(root + "etc/hosts");
      if (hosts != null) {
        hosts.lines().forEach(line -> ownAddress(line, host.name(), found));
      }
    }
    return new HostProfile(
        host.name(),
        host.root(),
        host.zone(),
        host.zoneBasis(),
        host.zoneSource(),
        List.copyOf(found),
        host.accounts(),
        host.logLinePrefixes(),
        host.os(),
        host.machineId(),
        host.sshServer());
  }

  /** hosts(5): a line that has the host's own name, alone or before a domain. */
  private static void ownAddress(String line, String name, TreeSet<String> found) {
    int comment = line.indexOf('#');
    StringTokenizer words = new StringTokenizer(comment < 0 ? line : line.substring(0, comment));
    String address = words.hasMoreTokens() ? words.nextToken() : "";
    while (words.hasMoreTokens()) {
      String alias = words.nextToken();
      if (alias.equals(name) || alias.startsWith(name + '.')) {
        add(address, found);
      }
    }
  }

  /**
   * Lines {@code key value}, {@code key=value}, as interfaces(5) and systemd.network(5) have them.
   */
  private static void words(String text, String key, TreeSet<String> found) {
    for (String line : text.lines().toList()) {
      StringTokenizer words = new StringTokenizer(line, " \t=");
      if (words.hasMoreTokens() && words.nextToken().equals(key) && words.hasMoreTokens()) {
        add(words.nextToken(), found);
      }
    }
  }

  /** {@code IPADDR=}, {@code IPADDR0=}, {@code IPV6ADDR=} of Red Hat's ifcfg files. */
  private static void assignedAddresses(String text, TreeSet<String> found) {
    for (String key : new String[] {"IPADDR", "IPADDR0", "IPADDR1", "IPADDR2", "IPV6ADDR"}) {
      String value = assigned(text, key);
      if (value != null) {
        add(value, found);
      }
    }
  }

  /**
   * The items of {@code addresses:} lists; name servers and routes have their lists inside another
   * key.
   */
  private static void netplan(String text, TreeSet<String> found) {
    boolean inNameservers = false;
    int nameserversAt = 0;
    boolean inAddresses = false;
    for (String line : text.lines().toList()) {
      String content = line.strip();
      if (content.isEmpty() || content.charAt(0) == '#') {
        continue;
      }
      int indent = line.indexOf(content.charAt(0));
      if (inNameservers && indent <= nameserversAt) {
        inNameservers = false;
      }
      if (content.startsWith("nameservers:")) {
        inNameservers = true;
        nameserversAt = indent;
      }
      boolean item = content.charAt(0) == '-';
      if (content.startsWith("addresses:")) {
        inAddresses = !inNameservers;
        items(content.substring("addresses:".length()), inAddresses, found);
      } else if (item) {
        items(content.substring(1), inAddresses, found);
      } else {
        inAddresses = false;
      }
    }
  }

  private static void items(String list, boolean wanted, TreeSet<String> found) {
    StringTokenizer items = new StringTokenizer(list, " ,[]\"'");
    while (wanted && items.hasMoreTokens()) {
      add(items.nextToken(), found);
    }
  }

  /** Keeps an address without its prefix length; not loopback, and nothing that is no address. */
  private static void add(String text, TreeSet<String> found) {
    int end = 0;
    while (end < text.length() && "/,;".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    byte[] ascii = text.substring(0, end).getBytes(StandardCharsets.UTF_8);
    byte[] address = new byte[16];
    if (IpAddress.parse(ascii, 0, ascii.length, address)) {
      String written = IpAddress.text(address, 0);
      if (!written.startsWith("127.") && !written.equals("::1") && !written.equals("0.0.0.0")) {
        found.add(written);
      }
    }
  }
}
