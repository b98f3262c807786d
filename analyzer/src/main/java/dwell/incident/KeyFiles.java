package dwell.incident;

import dwell.correlate.AccountHistory;
import dwell.correlate.AccountKey;
import dwell.correlate.Confidence;
import dwell.correlate.Session;
import dwell.incident.Party.Grip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys that nobody saw being planted: a shell's own echo leaves no record where the history is gone
 * and the audit trail knows programs alone. What is left is the time at which a list of keys was
 * written (sshd(8), AUTHORIZED_KEYS FILE FORMAT), and the first use of a key that nobody used
 * before.
 */
final class KeyFiles {
  private static final List<String> LISTS =
      List.of("/.ssh/authorized_keys", "/.ssh/authorized_keys2");

  /** So many days of use tell where an account is used from. */
  private static final int DAYS_OF_USE = 2;

  private final Scene scene;
  private final List<KeyList> lists = new ArrayList<>();

  private record KeyList(String host, String owner, Instant written) {}

  KeyFiles(Scene scene) {
    this.scene = scene;
    scene
        .input()
        .modified()
        .forEach((file, written) -> {
          int colon = file.indexOf(':');
          String owner = owner(file.substring(colon + 1));
          if (owner != null) {
            lists.add(new KeyList(file.substring(0, colon), owner, written));
          }
        });
  }

  /** Lists of keys that were written while that session of the actor's alone could write them. */
  List<Grip> written(Party party, Session session) {
    List<Grip> out = new ArrayList<>();
    // A session whose end no record tells covers whatever came after it.
    if (session.kind() == Session.Kind.DATABASE || session.end().latest() == null) {
      return out;
    }
    for (KeyList list : lists) {
      boolean known =
          party.grips().stream()
              .anyMatch(g ->
                  g.kind() == Grip.Kind.KEY_PLANTED
                      && g.host().equals(list.host())
                      && g.name().equals(list.owner()));
      boolean theirs =
          list.host().equals(session.host())
              && session.covers(list.written())
              && mayWrite(session, list.owner());
      if (theirs && !known && alone(party, list)) {
        out.add(
            new Grip(
                Grip.Kind.KEY_LIST_WRITTEN,
                list.host(),
                list.owner(),
                null,
                list.written(),
                session.evidence().subList(0, 1)));
      }
    }
    return out;
  }

  /**
   * The actor's grip on an account that only hosts inside used until then, or on root where nobody
   * ever logged in as root, and that somebody outside now enters by a key never used before, after
   * the actor was root there: who could put it there? Null where that is not so.
   */
  @Nullable Grip unseen(Party party, Session session) {
    String ip = session.origin().ip();
    String key = session.login().key();
    Instant root = rootSince(party, session.host());
    if (key == null || ip == null || !outside(ip) || root == null) {
      return null;
    }
    Instant start = Times.start(session);
    Set<Long> days = new HashSet<>();
    for (Session other : scene.of(session.account())) {
      String from = other.origin().ip();
      if (!Times.start(other).isBefore(start)) {
        continue;
      }
      if ((from != null && outside(from)) || key.equals(other.login().key())) {
        return null;
      }
      if (other.login().key() != null) {
        days.add(Math.floorDiv(Times.start(other).getEpochSecond(), 86_400L));
      }
    }
    // Root is entered by those who became root, unless nobody ever came to it directly.
    boolean never = session.user().equals("root") && days.isEmpty() && stranger(party, ip, root);
    return (days.size() >= DAYS_OF_USE || never) && !start.isBefore(root)
        ? new Grip(
            Grip.Kind.KEY_LIST_WRITTEN,
            session.host(),
            session.user(),
            null,
            null,
            session.evidence().subList(0, 1))
        : null;
  }

  /** Whether nobody but the actor was let in from an address's network before a moment. */
  private boolean stranger(Party party, String ip, Instant before) {
    return scene.fromNetwork(Networks.of(ip)).stream()
        .noneMatch(s -> Times.start(s).isBefore(before) && !party.has(s));
  }

  /** A session by the key that such a grip let in; null where it is somebody else's. */
  @Nullable Involved entered(Grip grip, Session session, List<String> evidence) {
    String key = session.login().key();
    String ip = session.origin().ip();
    boolean there = session.host().equals(grip.host()) && session.user().equals(grip.name());
    if (key == null || ip == null || !outside(ip) || !there) {
      return null;
    }
    Instant since = grip.since() == null ? Times.start(session) : grip.since();
    AccountHistory history = scene.pasts().before(session.account(), since);
    boolean fresh = !history.keys().containsKey(key);
    boolean elsewhere = !history.networks().containsKey(Networks.of(ip));
    return fresh && elsewhere
        ? new Involved(
            session,
            AccountHow.STOLEN,
            grip.since() == null
                ? "by a key never used before, into an account that nobody had used from outside,"
                    + " where the actor had been root"
                : "by a key first used after the account's list of keys was written in a session of"
                    + " the actor's",
            Confidence.LIKELY,
            null,
            evidence)
        : null;
  }

  /** The list of keys of an account, as far as the evidence holds one; null where it does not. */
  static @Nullable String path(CaseInput input, String host, String account) {
    return input.sizes().keySet().stream()
        .filter(file -> file.startsWith(host + ':'))
        .map(file -> file.substring(host.length() + 1))
        .filter(path -> account.equals(owner(path)))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Whose list of keys a path is, by the home it lies in; null where it is none. */
  private static @Nullable String owner(String path) {
    for (String list : LISTS) {
      if (path.endsWith(list)) {
        String home = path.substring(0, path.length() - list.length());
        return home.isEmpty() ? null : home.substring(home.lastIndexOf('/') + 1);
      }
    }
    return null;
  }

  private boolean outside(String ip) {
    return !scene.internal(ip) && !Networks.isPrivate(ip);
  }

  private static boolean root(Session session) {
    return session.user().equals("root") || session.became().contains("root");
  }

  private static boolean mayWrite(Session session, String owner) {
    return root(session) || session.user().equals(owner) || session.became().contains(owner);
  }

  /** Whether nobody else who could have written that list was logged in. */
  private boolean alone(Party party, KeyList list) {
    return scene.sessions().stream()
        .filter(s -> s.system().equals(AccountKey.OS) && s.host().equals(list.host()))
        .filter(s -> s.covers(list.written()) && !party.has(s))
        .noneMatch(s -> mayWrite(s, list.owner()));
  }

  /** Since when the actor had root's rights on a host; null where never. */
  private static @Nullable Instant rootSince(Party party, String host) {
    return party.sessions().stream()
        .map(Involved::session)
        .filter(s -> s.host().equals(host) && s.system().equals(AccountKey.OS) && root(s))
        .map(Times::start)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
