package dwell.incident;

import dwell.correlate.AccountHistory;
import dwell.correlate.Confidence;
import dwell.correlate.Session;
import dwell.correlate.SqlOperation;
import dwell.correlate.Statement;
import dwell.detect.ActKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Database sessions that a party's clients opened and that correlation found no command for. */
final class DatabaseClients {
  /** A client connects within this time of being started: name lookups included. */
  private static final Duration STARTS = Duration.ofSeconds(6);

  private final Scene scene;
  private final Party party;
  private final List<Deed> clients = new ArrayList<>();

  DatabaseClients(Scene scene, Party party) {
    this.scene = scene;
    this.party = party;
    // What ran in a shell was held against the sessions before; what a web shell ran was not.
    for (WebVisit visit : party.visits) {
      for (Deed deed : visit.deeds()) {
        boolean client =
            deed.kind() == ActKind.DATABASE_CLIENT || deed.kind() == ActKind.DATABASE_DUMPED;
        if (client && deed.time() != null) {
          clients.add(deed);
        }
      }
    }
  }

  /** Why a database session is the party's; null where nothing says so. */
  @Nullable Involved why(Session session) {
    if (session.kind() != Session.Kind.DATABASE || session.parent() != null) {
      return null;
    }
    String host = session.origin().evidenceHost();
    String from = host == null ? session.host() : host;
    List<String> own = session.evidence().subList(0, 1);
    for (Deed deed : clients) {
      Stamp time = deed.time();
      if (time == null || !deed.host().equals(from)) {
        continue;
      }
      Duration gap = Duration.between(time.instant(), Times.start(session));
      boolean close = gap.compareTo(Duration.ofSeconds(-1)) >= 0 && gap.compareTo(STARTS) <= 0;
      String name = deed.act().name();
      if (close && (name == null || name.equals(session.user()))) {
        return new Involved(
            session,
            AccountHow.STOLEN,
            "opened by a client that the actor started",
            Confidence.LIKELY,
            deed.session(),
            Involved.join(own, deed.evidence()));
      }
    }
    if (!session.application()) {
      return null;
    }
    Involved involved = byHand(session, from, own);
    return involved == null ? throughShell(session, from, own) : involved;
  }

  /**
   * An application's account used by hand, on a host where the actor was: statements that the
   * application never sent before, among them a look at which tables there are or a table read
   * whole.
   */
  private @Nullable Involved byHand(Session session, String from, List<String> own) {
    Instant start = Times.start(session);
    Involved there = null;
    for (Involved involved : party.sessions()) {
      boolean shell = involved.session().kind() != Session.Kind.DATABASE;
      if (shell && involved.session().host().equals(from) && involved.session().covers(start)) {
        there = involved;
      }
    }
    if (there == null) {
      return null;
    }
    AccountHistory history = scene.correlation().histories().before(session.account(), start);
    boolean strange = false;
    for (Statement statement : session.statements()) {
      boolean looks =
          statement.analysis().operation() == SqlOperation.CATALOGUE
              || WholeReads.unbounded(statement);
      strange |= looks && !history.fingerprints().containsKey(statement.analysis().fingerprint());
    }
    if (!strange || history.fingerprints().isEmpty()) {
      return null;
    }
    return new Involved(
        session,
        AccountHow.STOLEN,
        "the application's account, used from "
            + from
            + " while the actor was there, for statements that the application never sent before",
        Confidence.LIKELY,
        there.session().id(),
        own);
  }

  /**
   * The application's account used as soon as a web shell was called, for statements that it sends
   * at no other time: what a shell is told in a request's body no log shows.
   */
  private @Nullable Involved throughShell(Session session, String from, List<String> own) {
    WebVisit visit = called(from, Times.start(session));
    if (visit == null || session.statements().isEmpty()) {
      return null;
    }
    Set<String> forms = new HashSet<>();
    boolean data = false;
    for (Statement statement : session.statements()) {
      forms.add(statement.analysis().fingerprint());
      data |= !statement.analysis().tables().isEmpty();
    }
    boolean otherTimes = false;
    for (Session other : scene.of(session.account())) {
      otherTimes |= called(from, Times.start(other)) == null;
      boolean same =
          other.statements().stream().anyMatch(s -> forms.contains(s.analysis().fingerprint()));
      if (same && called(from, Times.start(other)) == null) {
        return null;
      }
    }
    return !data || !otherTimes
        ? null
        : new Involved(
            session,
            AccountHow.STOLEN,
            "the application's account, used from "
                + from
                + " as the web shell was called, for statements that it sends at no other time",
            Confidence.LIKELY,
            null,
            Involved.join(own, visit.evidence().subList(0, 1)));
  }

  /** The visit whose web shell on a host was called just before a moment; null where none was. */
  private @Nullable WebVisit called(String host, Instant time) {
    for (WebVisit visit : party.visits) {
      for (Instant use : visit.host().equals(host) ? visit.uses() : List.<Instant>of()) {
        Duration gap = Duration.between(use, time);
        if (gap.compareTo(Duration.ofSeconds(-1)) >= 0 && gap.compareTo(STARTS) <= 0) {
          return visit;
        }
      }
    }
    return null;
  }
}
