package dwell.benchmarks.logs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who appears in the logs: hosts, their users, and those who try to get in. */
final class Population {
  private static final int ATTACKERS = 6000;
  private static final int CLIENTS = 900;
  private static final int GUESSES = 4000;
  private static final int KEYS = 400;

  private static final List<String> ROLES =
      List.of("web", "db", "app", "gate", "mail", "build", "vpn", "store");
  private static final List<String> FIRST =
      List.of(
          "anna", "boris", "clara", "dmitri", "elena", "felix", "greta", "hugo", "ines", "jakob",
          "karin", "leo", "mira", "nils", "olga", "pavel", "rosa", "stefan", "tilda", "ulf");
  private static final List<String> LAST =
      List.of(
          "adler", "brandt", "costa", "dahl", "ekman", "fischer", "gruber", "haas", "ivanov",
          "jensen", "keller", "lang");
  private static final List<String> SERVICES =
      List.of("deploy", "ubuntu", "ansible", "backup", "root", "jenkins", "git", "postgres");
  private static final List<String> GUESSED =
      List.of(
          "admin",
          "test",
          "user",
          "oracle",
          "ubuntu",
          "guest",
          "postgres",
          "ftpuser",
          "git",
          "pi",
          "mysql",
          "hadoop",
          "support",
          "nagios",
          "tomcat",
          "jenkins",
          "ubnt",
          "steam",
          "elastic",
          "zabbix",
          "dev",
          "administrator",
          "www-data",
          "vagrant",
          "ansible",
          "odoo");

  final List<String> hosts;
  final Ranked users;
  final Ranked guesses;
  final Ranked attackers;
  final Ranked clients;
  private final List<String> keys = new ArrayList<>();
  private final int[] pids;
  private final int[] sessions;

  Population(Dice dice, int hostCount) {
    hosts = hosts(hostCount);
    users = new Ranked(users(), 0.9);
    guesses = new Ranked(guesses(dice), 0.95);
    attackers = new Ranked(addresses(dice, ATTACKERS, 1), 1.05);
    clients = new Ranked(addresses(dice, CLIENTS, 3), 0.9);
    List<String> kinds = List.of("ED25519", "RSA", "ECDSA");
    for (int i = 0; i < KEYS; i++) {
      keys.add(kinds.get(i % kinds.size()) + " SHA256:" + dice.base64(43));
    }
    pids = new int[hostCount];
    sessions = new int[hostCount];
    for (int i = 0; i < hostCount; i++) {
      pids[i] = dice.between(1000, 31000);
      sessions[i] = dice.below(5000);
    }
  }

  /** The key of a user: always the same one. */
  String key(String user) {
    return keys.get(Math.floorMod(user.hashCode(), KEYS));
  }

  /** The number of a user of the host. */
  static int uid(String user) {
    return user.equals("root") ? 0 : 1000 + Math.floorMod(user.hashCode(), 500);
  }

  /** The number of a new process of a host. */
  int pid(int host, Dice dice) {
    int next = pids[host] + dice.between(1, 6);
    pids[host] = next > 4_194_000 ? 400 : next;
    return pids[host];
  }

  /** The number of a new session of a host. */
  int session(int host) {
    return ++sessions[host];
  }

  private static List<String> hosts(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(ROLES.get(i % ROLES.size()) + (1 + i / ROLES.size()));
    }
    return names;
  }

  private static List<String> users() {
    Set<String> names = new LinkedHashSet<>(SERVICES);
    for (String first : FIRST) {
      names.add(first);
      LAST.forEach(last -> names.add(first.charAt(0) + last));
      LAST.forEach(last -> names.add(first + '.' + last));
    }
    return List.copyOf(names);
  }

  private static List<String> guesses(Dice dice) {
    Set<String> names = new LinkedHashSet<>(GUESSED);
    while (names.size() < GUESSES) {
      String stem = dice.of(dice.oneIn(2) ? FIRST : GUESSED);
      names.add(stem + dice.below(2000));
    }
    return List.copyOf(names);
  }

  /** Addresses, of which one in so many is public and the others are of a network of one's own. */
  private static List<String> addresses(Dice dice, int count, int publicOneIn) {
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String tail = "." + dice.below(256) + '.' + dice.between(1, 255);
      addresses.add(
          dice.oneIn(publicOneIn)
              ? publicNet(dice) + '.' + dice.below(256) + tail
              : "10." + dice.below(32) + tail);
    }
    return addresses;
  }

  /** A first byte that is neither private nor loopback nor multicast. */
  private static int publicNet(Dice dice) {
    int net = dice.between(11, 223);
    return net == 127 || net == 172 || net == 192 || net == 169 ? net + 1 : net;
  }
}
