package dwell.incident;

import dwell.correlate.AccountKey;
import dwell.correlate.Session;
import dwell.detect.ActKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Accounts that sessions made which nothing spoke against: somebody was expected to come. Filled in
 * the order of the sessions.
 */
final class Newcomers {
  private record Name(String host, boolean database, String name) {}

  private final Map<Name, String> madeIn = new HashMap<>();

  /** Takes what accounts a session of ours made. */
  void madeBy(Session session, List<Deed> deeds) {
    for (Deed deed : deeds) {
      boolean database = deed.kind() == ActKind.DATABASE_ACCOUNT_CREATED;
      String name = deed.act().name();
      if (name != null && !deed.failed() && (database || deed.kind() == ActKind.ACCOUNT_CREATED)) {
        madeIn.putIfAbsent(new Name(deed.host(), database, name), session.user());
      }
    }
  }

  /** Who of ours made the account of a session; null where no record tells. */
  @Nullable String madeFor(Session session) {
    boolean database = !session.system().equals(AccountKey.OS);
    return madeIn.get(new Name(session.host(), database, session.user()));
  }
}
