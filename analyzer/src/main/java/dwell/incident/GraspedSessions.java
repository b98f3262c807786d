package dwell.incident;

import dwell.correlate.AccountHistory;
import dwell.correlate.AccountKey;
import dwell.correlate.Confidence;
import dwell.correlate.Session;
import dwell.incident.Party.Grip;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions that the actor opened by what they had made, planted or read before. */
final class GraspedSessions {
  private final Scene scene;
  private final KeyFiles keyFiles;

  GraspedSessions(Scene scene, KeyFiles keyFiles) {
    this.scene = scene;
    this.keyFiles = keyFiles;
  }

  /** Why a session is the actor's by a grip of theirs; null where it is not. */
  @Nullable Involved by(Grip grip, Party party, Session session, List<String> own) {
    boolean later = grip.since() == null || !Times.start(session).isBefore(grip.since());
    String key = session.login().key();
    boolean here = session.host().equals(grip.host());
    boolean database = grip.kind() == Grip.Kind.DATABASE_ACCOUNT;
    if (!later || database == session.system().equals(AccountKey.OS)) {
      return null;
    }
    return switch (grip.kind()) {
      case ACCOUNT, DATABASE_ACCOUNT ->
          here && session.user().equals(grip.name())
              ? new Involved(
                  session,
                  AccountHow.CREATED,
                  "the actor made the account " + grip.name(),
                  Confidence.PROVEN,
                  null,
                  Involved.join(own, grip.evidence()))
              : null;
      case KEY_PLANTED ->
          key != null && key.equals(grip.fingerprint())
              ? new Involved(
                  session,
                  AccountHow.STOLEN,
                  "by a key that the actor planted",
                  Confidence.PROVEN,
                  null,
                  Involved.join(own, grip.evidence()))
              : null;
      case KEY_LIST_WRITTEN -> keyFiles.entered(grip, session, Involved.join(own, grip.evidence()));
      case KEY_READ ->
          key != null && stolen(grip, party, session)
              ? new Involved(
                  session,
                  AccountHow.STOLEN,
                  "by a key from " + grip.host() + " that the actor had read",
                  Confidence.LIKELY,
                  null,
                  Involved.join(own, grip.evidence()))
              : null;
    };
  }

  /** A key that was read is in use: from the host where it lay, by nobody else who was there. */
  private boolean stolen(Grip grip, Party party, Session session) {
    String from = session.origin().evidenceHost();
    if (!session.user().equals(grip.name()) || session.parent() != null) {
      return false;
    }
    if (grip.host().equals(from)) {
      Instant start = Times.start(session);
      boolean actor =
          party.sessions().stream()
              .anyMatch(i -> i.session().host().equals(from) && i.session().covers(start));
      boolean owner =
          scene.of(AccountKey.os(grip.host(), grip.name())).stream()
              .anyMatch(s -> !party.has(s) && s.covers(start));
      return actor && !owner;
    }
    AccountHistory history = scene.pasts().before(session.account(), Times.start(session));
    String ip = session.origin().ip();
    return ip != null && !scene.internal(ip) && !history.networks().containsKey(Networks.of(ip));
  }
}
