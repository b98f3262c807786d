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
import java.util.List;
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
        List<String> evidence = new ArrayList<>(own);
        evidence.addAll(deed.evidence());
        return new Involved(
            session,
            AccountHow.STOLEN,
            "opened by a client that the actor started",
            Confidence.LIKELY,
            deed.session(),
            List.copyOf(evidence));
      }
    }
    return session.application() ? byHand(session, from, own) : null;
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
          statement.analysis().operation() == SqlOperation.CATALOGUE || DatabaseReading.whole(statement);
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
}
