package dwell.incident;

import dwell.correlate.Session;
import dwell.correlate.SourceAttempts;
import org.jspecify.annotations.Nullable;

/** How whoever opened a session came by what opened it, as far as records tell. */
final class Entrance {
  /** One who knows the password mistypes it once, and once more. */
  private static final long MORE_THAN_TYPOS = 3;

  private final Scene scene;

  Entrance(Scene scene) {
    this.scene = scene;
  }

  /**
   * Guessed where refusals from the same source came before, over more than typing mistakes or on
   * other names; stolen where a key was shown, which nobody guesses; null where a password was
   * right at once: it may be known from another theft, from a guess elsewhere, or from its owner.
   */
  @Nullable AccountHow how(Session session) {
    if (session.login().key() != null || "publickey".equals(session.login().method())) {
      return AccountHow.STOLEN;
    }
    long refused = session.login().failuresFromSource() + session.login().failuresInConnection();
    boolean others = refused > 0 && otherNames(session);
    return refused >= MORE_THAN_TYPOS || others ? AccountHow.GUESSED : null;
  }

  /** Whether the session's address was refused on other accounts before. */
  private boolean otherNames(Session session) {
    String ip = session.origin().ip();
    if (ip == null) {
      return false;
    }
    for (SourceAttempts source : scene.attempts(ip)) {
      boolean other =
          source.topAccounts().stream().anyMatch(tried -> !tried.user().equals(session.user()));
      if (source.failures() > 0 && other && source.first().isBefore(Times.start(session))) {
        return true;
      }
    }
    return false;
  }
}
