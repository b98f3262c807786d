package dwell.incident;

import dwell.correlate.Confidence;
import dwell.correlate.SourceAttempts;
import dwell.incident.Party.From;
import dwell.incident.Party.Grip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that never got in and still are the actor's: those that guess beside theirs from one
 * network, and those that know a name which only the actor can know. Whoever tries what everybody
 * tries from everywhere stays background.
 */
final class Campaign {
  /** A name that at most one address in twenty tries is on nobody's common list. */
  private static final int ONE_IN = 20;

  /** This many rare names in common are no chance. */
  private static final int RARE_NAMES = 3;

  /** Trying names: a person has an account or two and mistypes a third. */
  private static final int NAMES_OF_A_GUESSER = 4;

  private final Scene scene;
  private final Map<String, Integer> popularity = new HashMap<>();
  private int addresses;

  Campaign(Scene scene) {
    this.scene = scene;
    for (String ip : scene.attemptingAddresses()) {
      addresses++;
      scene.tried(ip).forEach(name -> popularity.merge(name, 1, Integer::sum));
    }
  }

  /** Adds to the party what belongs to its campaign. */
  void join(Party party) {
    if (party.insider) {
      return;
    }
    TreeSet<String> names = new TreeSet<>();
    List<String> networks = new ArrayList<>();
    for (From from : party.addresses()) {
      if (from.against().isEmpty()) {
        names.addAll(scene.tried(from.ip()));
        networks.add(Networks.of(from.ip()));
      }
    }
    TreeSet<String> held = new TreeSet<>();
    party.accounts().forEach(hold -> held.add(hold.account().name()));
    TreeSet<String> made = new TreeSet<>();
    for (Grip grip : party.grips()) {
      if (grip.kind() == Grip.Kind.ACCOUNT) {
        made.add(grip.name());
      }
    }
    for (String ip : scene.attemptingAddresses()) {
      if (!party.hasAddress(ip)
          && !scene.internal(ip)
          && !Networks.isPrivate(ip)
          && scene.from(ip).stream().allMatch(party::has)) {
        From from = why(ip, party, names, held, made, networks);
        if (from != null) {
          party.add(from);
        }
      }
    }
  }

  /**
   * Accounts of ours that were let in from the network of an address, the actor's sessions aside.
   */
  private Set<String> neighbours(String ip, Party party) {
    Set<String> users = new HashSet<>();
    scene.fromNetwork(Networks.of(ip)).stream()
        .filter(session -> !party.has(session))
        .forEach(session -> users.add(session.user()));
    return users;
  }

  private @Nullable From why(
      String ip,
      Party party,
      Set<String> names,
      Set<String> held,
      Set<String> made,
      List<String> networks) {
    SortedSet<String> tried = scene.tried(ip);
    List<String> evidence = contacts(ip);
    for (String name : tried) {
      if (made.contains(name) && popularity.getOrDefault(name, 0) * ONE_IN <= addresses + ONE_IN) {
        return new From(
            ip,
            "tried the account " + name + ", which the actor had made",
            Confidence.LIKELY,
            List.of(),
            evidence);
      }
    }
    TreeSet<String> shared = new TreeSet<>(tried);
    TreeSet<String> known = new TreeSet<>(held);
    Set<String> neighbours = neighbours(ip, party);
    if (neighbours.isEmpty()) {
      known.addAll(names);
    } else {
      // People of ours come from there too: only what the actor took from others tells them apart.
      known.removeAll(neighbours);
      known.remove("root");
    }
    shared.retainAll(known);
    if (!neighbours.isEmpty() && together(ip, party)) {
      shared.addAll(tried);
      shared.retainAll(names);
    }
    if (networks.contains(Networks.of(ip)) && !shared.isEmpty()) {
      return new From(
          ip,
          "from the actor's network "
              + Networks.of(ip)
              + ", on "
              + shared.size()
              + " of the same account names",
          Confidence.LIKELY,
          List.of("a network may have several tenants"),
          evidence);
    }
    long rare =
        shared.stream()
            .filter(name -> popularity.getOrDefault(name, 0) * ONE_IN <= addresses)
            .count();
    boolean account = tried.stream().anyMatch(name -> held.contains(name) && !name.equals("root"));
    if (rare >= RARE_NAMES && account) {
      return new From(
          ip,
          "tried " + rare + " account names that hardly anybody else tries but the actor did",
          Confidence.POSSIBLE,
          List.of("lists of names are passed around"),
          evidence);
    }
    return null;
  }

  /**
   * Whether an address guessed on many names, most of them the actor's, while the actor's own did:
   * people who have their accounts here try no such names, whoever else comes from there.
   */
  private boolean together(String ip, Party party) {
    SortedSet<String> tried = scene.tried(ip);
    for (From from : party.addresses()) {
      TreeSet<String> shared = new TreeSet<>(scene.tried(from.ip()));
      shared.retainAll(tried);
      boolean same = shared.size() >= NAMES_OF_A_GUESSER && 2 * shared.size() > tried.size();
      if (same && Networks.of(from.ip()).equals(Networks.of(ip))) {
        for (SourceAttempts a : scene.attempts(from.ip())) {
          for (SourceAttempts b : scene.attempts(ip)) {
            if (!a.first().isAfter(b.last()) && !b.first().isAfter(a.last())) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private List<String> contacts(String ip) {
    TreeSet<String> out = new TreeSet<>();
    for (SourceAttempts source : scene.attempts(ip)) {
      out.add(source.firstEvent());
      out.add(source.lastEvent());
    }
    return List.copyOf(out);
  }
}
