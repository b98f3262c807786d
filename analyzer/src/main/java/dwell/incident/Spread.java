package dwell.incident;

import dwell.correlate.AccountHistory;
import dwell.correlate.AccountKey;
import dwell.correlate.Confidence;
import dwell.correlate.Session;
import dwell.detect.ActKind;
import dwell.detect.Sign;
import dwell.event.Action;
import dwell.incident.Party.From;
import dwell.incident.Party.Grip;
import dwell.incident.Party.Hold;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From a starting point forward in time to everything that is the same actor's: sessions that came
 * out of theirs, accounts they made, keys they planted or read, database sessions their clients
 * opened, and whatever else came from their addresses. Every step has its reason and its records;
 * what no rule reaches stays somebody else's.
 */
final class Spread {
  private final Scene scene;
  private final Changes changes;
  private final KeyFiles keyFiles;
  private final InsiderSessions insiders;
  private final List<StartingPoint> points;
  private final Set<String> suspicious = new HashSet<>();
  private final GraspedSessions grasped;
  private final TakenAccounts taken;
  private final FoundPasswords found;
  private final Entrance entrance;

  Spread(Scene scene, Changes changes, List<StartingPoint> points) {
    this.scene = scene;
    this.changes = changes;
    this.keyFiles = new KeyFiles(scene);
    this.insiders = new InsiderSessions(scene);
    this.points = points;
    this.entrance = new Entrance(scene);
    this.grasped = new GraspedSessions(scene, keyFiles);
    this.found = new FoundPasswords(scene, changes);
    this.taken = new TakenAccounts(scene, suspicious, points);
    points.stream().filter(StartingPoint::enough).forEach(p -> suspicious.add(p.session().id()));
  }

  /** The parties behind all starting points, by their first access. */
  List<Party> parties(List<WebVisit> visits) {
    List<Party> parties = new ArrayList<>();
    for (WebVisit visit : visits) {
      Party party = new Party(null, false);
      begin(party, visit);
      run(party, new ArrayDeque<>(visit.sessions()));
      merge(parties, party);
    }
    for (StartingPoint point : points) {
      if (point.enough() && parties.stream().noneMatch(p -> p.has(point.session()))) {
        boolean insider = !point.guessed() && !point.novel() && usual(point.session());
        Party party = new Party(point, insider);
        Deque<Involved> queue = new ArrayDeque<>();
        queue.add(begin(point, insider));
        run(party, queue);
        merge(parties, party);
      }
    }
    parties.sort(java.util.Comparator.comparing(Party::firstAccess, Times.ORDER));
    return parties;
  }

  private static void merge(List<Party> parties, Party found) {
    Party into = null;
    for (Party party : List.copyOf(parties)) {
      if (party.meets(found)) {
        if (into == null) {
          into = party;
          into.absorb(found);
        } else {
          into.absorb(party);
          parties.remove(party);
        }
      }
    }
    if (into == null) {
      parties.add(found);
    }
  }

  private boolean usual(Session session) {
    AccountHistory history = scene.pasts().before(session.account(), Times.start(session));
    String ip = session.origin().ip();
    return ip == null
        || scene.internal(ip)
        || Novelty.usual(ip, history)
        || (!history.any() && Networks.isPrivate(ip));
  }

  private Involved begin(StartingPoint point, boolean insider) {
    List<String> evidence = new ArrayList<>();
    List<String> why = new ArrayList<>();
    for (StartingPoint.Reason reason : point.reasons()) {
      why.add(reason.text());
      reason.evidence().stream().filter(id -> !evidence.contains(id)).forEach(evidence::add);
    }
    AccountHow how =
        insider
            ? AccountHow.INSIDER
            : point.guessed() ? AccountHow.GUESSED : entrance.how(point.session());
    Confidence confidence =
        point.score() >= StartingPoint.THRESHOLD + 2 ? Confidence.PROVEN : Confidence.LIKELY;
    return new Involved(
        point.session(), how, String.join("; ", why), confidence, null, List.copyOf(evidence));
  }

  private static void begin(Party party, WebVisit visit) {
    party.visits.add(visit);
    party.userAgents.addAll(visit.userAgents());
    boolean seen = visit.sign() != Sign.SERVER_COMMANDED;
    party.add(
        new From(
            visit.ip(),
            visit.why(),
            seen ? Confidence.PROVEN : Confidence.LIKELY,
            List.of(),
            visit.evidence()));
    String account = visit.account();
    if (account != null) {
      party.add(
          new Hold(
              AccountKey.os(visit.host(), account),
              AccountHow.REACHED,
              seen
                  ? "commands ran through a web shell as the web server's account"
                  : "the web server ran commands as its own account",
              Confidence.LIKELY,
              List.of(),
              visit.evidence()));
    }
    Grasp.of(visit.deeds()).forEach(party::add);
  }

  private void run(Party party, Deque<Involved> queue) {
    follow(party, queue);
    while (!queue.isEmpty()) {
      while (!queue.isEmpty()) {
        Involved next = queue.poll();
        if (party.add(next)) {
          took(party, next, queue);
        }
      }
      follow(party, queue);
    }
  }

  /** What a session brings with it directly. */
  private void took(Party party, Involved involved, Deque<Involved> queue) {
    Session session = involved.session();
    hold(party, involved);
    String key = session.login().key();
    boolean own = party.insider || session.parent() != null;
    if (key != null && !own) {
      party.keys.add(key);
    }
    address(party, involved, queue);
    for (Session child : scene.children(session)) {
      if (!child.application() && child.parent() != null) {
        boolean holder = party.insider && child.user().equals(session.user());
        queue.add(
            new Involved(
                child,
                holder ? AccountHow.INSIDER : AccountHow.STOLEN,
                child.parent().why(),
                child.parent().confidence(),
                session.id(),
                child.parent().evidence()));
      }
    }
    Grasp.of(scene.deeds(session)).forEach(party::add);
    keyFiles.written(party, session).forEach(party::add);
    logged(party, session);
  }

  private void hold(Party party, Involved involved) {
    Session session = involved.session();
    if (!session.user().isEmpty()) {
      boolean made =
          party.grips().stream()
              .anyMatch(g ->
                  g.kind() == accountOf(session)
                      && g.host().equals(session.host())
                      && g.name().equals(session.user()));
      party.add(
          new Hold(
              session.account(),
              made ? AccountHow.CREATED : involved.how(),
              involved.why(),
              involved.confidence(),
              List.of(),
              involved.evidence()));
    }
    boolean shell =
        scene.deeds(session).stream().anyMatch(d -> d.kind() == ActKind.ROOT_SHELL && !d.failed());
    Hold server = DatabasePrograms.hold(session, scene.deeds(session));
    if (server != null && !party.insider) {
      party.add(server);
    }
    for (String name : session.became()) {
      // A right that an insider was given is not a conquest; a shell with it is.
      if (!party.insider || shell) {
        party.add(
            new Hold(
                AccountKey.os(session.host(), name),
                AccountHow.REACHED,
                "became " + name + " from " + session.user(),
                Confidence.PROVEN,
                List.of(),
                session.evidence()));
      }
    }
  }

  private void address(Party party, Involved involved, Deque<Involved> queue) {
    Session session = involved.session();
    String ip = session.origin().ip();
    // What came through an application has the application's address.
    boolean through = involved.how() == AccountHow.REACHED;
    if (ip == null || through || scene.internal(ip) || party.hasAddress(ip)) {
      return;
    }
    List<Session> others = scene.from(ip);
    boolean shared = party.insider || others.stream().anyMatch(o -> ours(o, party, session));
    List<String> against =
        shared
            ? List.of(
                "others of ours were let in from there too, or it is where the account usually comes from")
            : List.of();
    party.add(
        new From(
            ip,
            "session of " + session.user() + " on " + session.host(),
            involved.confidence(),
            against,
            session.evidence().subList(0, 1)));
    for (Session other : others) {
      boolean theirs = !shared || suspicious(other);
      if (theirs && !other.application() && other.kind() != Session.Kind.WEB) {
        queue.add(
            new Involved(
                other,
                party.insider ? AccountHow.INSIDER : entered(party, other),
                "from the same address " + ip,
                shared ? Confidence.LIKELY : Confidence.PROVEN,
                session.id(),
                other.evidence().subList(0, 1)));
      }
    }
  }

  /**
   * Whether somebody else of ours came from the address of a session before: another account, which
   * the actor does not hold, and which nothing speaks against.
   */
  private boolean ours(Session other, Party party, Session session) {
    return other.kind() != Session.Kind.WEB
        && !other.user().equals(session.user())
        && Times.start(other).isBefore(Times.start(session))
        && !suspicious(other)
        && !party.has(other)
        && !party.holds(other.account());
  }

  private static Grip.Kind accountOf(Session session) {
    return session.system().equals(AccountKey.OS) ? Grip.Kind.ACCOUNT : Grip.Kind.DATABASE_ACCOUNT;
  }

  /** How an account was entered: as it was before, where the actor had it. */
  private @Nullable AccountHow entered(Party party, Session session) {
    Party.Hold hold = party.hold(session.account());
    return hold == null || hold.how() == AccountHow.REACHED ? entrance.how(session) : hold.how();
  }

  private boolean suspicious(Session session) {
    return suspicious.contains(session.id());
  }

  /** Accounts that were made while the actor alone could have made them. */
  private void logged(Party party, Session session) {
    for (Changes.Change change : changes.all()) {
      if (change.action() != Action.ACCOUNT_CREATE
          || change.target() == null
          || !change.host().equals(session.host())
          || !session.covers(change.time().instant())) {
        continue;
      }
      boolean root = session.became().contains("root") || session.user().equals("root");
      if (root && alone(party, session.host(), change.time().instant())) {
        party.add(
            new Grip(
                Grip.Kind.ACCOUNT,
                change.host(),
                change.target(),
                null,
                change.time().instant(),
                List.copyOf(change.evidence())));
      }
    }
  }

  /** Whether no session of others with root's rights was open on the host. */
  private boolean alone(Party party, String host, Instant time) {
    return scene.sessions().stream()
        .filter(s -> s.host().equals(host) && s.covers(time) && !party.has(s))
        .noneMatch(s -> s.became().contains("root") || s.user().equals("root"));
  }

  /** Sessions elsewhere that what the actor has leads to. */
  private void follow(Party party, Deque<Involved> queue) {
    DatabaseClients clients = new DatabaseClients(scene, party);
    for (Session session : scene.sessions()) {
      if (!party.has(session) && session.kind() != Session.Kind.WEB) {
        Involved involved = session.application() ? null : follows(party, session);
        involved = involved == null ? clients.why(session) : involved;
        if (involved != null) {
          queue.add(involved);
        }
      }
    }
  }

  private @Nullable Involved follows(Party party, Session session) {
    String ip = session.origin().ip();
    List<String> own = session.evidence().subList(0, 1);
    if (ip != null
        && party.hasAddress(ip)
        && !party.insider
        && party.addresses().stream().anyMatch(a -> a.ip().equals(ip) && a.against().isEmpty())) {
      return new Involved(
          session,
          entered(party, session),
          "from the same address " + ip,
          Confidence.PROVEN,
          null,
          own);
    }
    for (Grip grip : party.grips()) {
      Involved involved = grasped.by(grip, party, session, own);
      if (involved != null) {
        return involved;
      }
    }
    Grip unseen = party.insider ? null : keyFiles.unseen(party, session);
    if (unseen != null) {
      party.add(unseen);
      return keyFiles.entered(unseen, session, own);
    }
    if (party.insider) {
      return insiders.why(party, session, own);
    }
    Involved again = taken.again(party, session, own);
    return again == null ? found.entered(party, session, own) : again;
  }
}
