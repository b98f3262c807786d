package dwell.incident;

import dwell.correlate.Command;
import dwell.correlate.Confidence;
import dwell.correlate.Session;
import dwell.detect.ActKind;
import dwell.incident.Party.Hold;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which later sessions of an insider's own account go on with it. The account is at its holder's
 * work too, so each has to show why: an act that speaks for an attacker and that the account never
 * did before, or a file that the insider had put together.
 */
final class InsiderSessions {
  /** Shorter names may stand in a command for something else. */
  private static final int TELLING_NAME = 5;

  private final Scene scene;

  InsiderSessions(Scene scene) {
    this.scene = scene;
  }

  /** Why a session goes on with what an insider began; null where nothing in it says so. */
  @Nullable Involved why(Party party, Session session, List<String> own) {
    Hold hold = party.hold(session.account());
    Stamp first = party.firstAccess();
    if (hold == null
        || hold.how() != AccountHow.INSIDER
        || first == null
        || session.application()
        || !Times.start(session).isAfter(first.instant())) {
      return null;
    }
    Set<ActKind> before = EnumSet.noneOf(ActKind.class);
    for (Session other : scene.of(session.account())) {
      if (Times.start(other).isBefore(first.instant())) {
        scene.deeds(other).forEach(deed -> before.add(deed.kind()));
      }
    }
    for (Deed deed : scene.deeds(session)) {
      if (!deed.failed() && Gravity.of(deed, scene) > 0 && !before.contains(deed.kind())) {
        return involved(session, Words.act(deed), own, deed.evidence());
      }
    }
    for (Command command : session.commands()) {
      for (String name : staged(party, session.host())) {
        if (command.text().contains(name)) {
          return involved(session, "it used " + name, own, command.evidence());
        }
      }
    }
    return null;
  }

  private static Involved involved(
      Session session, String what, List<String> own, List<String> evidence) {
    return new Involved(
        session,
        AccountHow.INSIDER,
        "the insider's account again: " + what,
        Confidence.LIKELY,
        null,
        Involved.join(own, evidence));
  }

  /** The names of the files that the insider put together on a host. */
  private Set<String> staged(Party party, String host) {
    Set<String> names = new TreeSet<>();
    for (Involved involved : party.sessions()) {
      for (Deed deed : scene.deeds(involved.session())) {
        String path = deed.act().path();
        boolean made =
            deed.kind() == ActKind.STAGED
                || deed.kind() == ActKind.ARCHIVED
                || deed.kind() == ActKind.HIDDEN_FILE;
        if (made && path != null && deed.host().equals(host)) {
          String name = path.substring(path.lastIndexOf('/') + 1);
          if (name.length() >= TELLING_NAME) {
            names.add(name);
          }
        }
      }
    }
    return names;
  }
}
