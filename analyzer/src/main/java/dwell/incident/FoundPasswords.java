package dwell.incident;

import dwell.correlate.AccountKey;
import dwell.correlate.Confidence;
import dwell.correlate.EventSource.Selection;
import dwell.correlate.Session;
import dwell.detect.ActKind;
import dwell.event.Action;
import dwell.event.EventTime;
import dwell.event.Field;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Accounts that somebody unknown opens by a password that lay within the actor's reach: no record
 * tells what stood in a file that was read, but who comes for the first time from where nobody ever
 * came, to an account that nobody ever used from outside, with the password right at once, had it
 * from somewhere.
 */
final class FoundPasswords {
  private final Scene scene;
  private final Changes changes;

  FoundPasswords(Scene scene, Changes changes) {
    this.scene = scene;
    this.changes = changes;
  }

  /**
   * Why a session is the actor's: they had read a file with passwords on that host, and either the
   * same address tried an account that they hold before, or the file is named after the account;
   * both where people of ours come from the address's network. Null where that is not so.
   */
  @Nullable Involved entered(Party party, Session session, List<String> own) {
    String ip = session.origin().ip();
    if (party.insider || ip == null || !byPassword(session) || !outside(ip)) {
      return null;
    }
    Deed read = read(party, session);
    if (read == null || known(party, session, ip)) {
      return null;
    }
    String held = triedBefore(party, session, ip);
    boolean named = named(read, session.user());
    boolean near = neighbours(party, session, ip);
    if (near ? held == null || !named : held == null && !named) {
      return null;
    }
    String why =
        "the account's first use from outside, by a password right at once, from "
            + (near ? "an address" : "a network")
            + " that nobody came from before; the actor had read "
            + read.act().path()
            + " there"
            + (held == null ? "" : ", and the same address had tried " + held);
    return new Involved(
        session,
        AccountHow.STOLEN,
        why,
        held != null && !near ? Confidence.LIKELY : Confidence.POSSIBLE,
        null,
        Involved.join(own, read.evidence()));
  }

  private static boolean byPassword(Session session) {
    String method = session.login().method();
    return session.kind() == Session.Kind.SSH
        && session.login().key() == null
        && method != null
        && !method.equals("publickey")
        && session.login().failuresInConnection() == 0;
  }

  private boolean outside(String ip) {
    return !scene.internal(ip) && !Networks.isPrivate(ip);
  }

  /** The last file with passwords that the actor read on the session's host before it. */
  private @Nullable Deed read(Party party, Session session) {
    Deed last = null;
    for (Involved involved : party.sessions()) {
      for (Deed deed : scene.deeds(involved.session())) {
        last = within(deed, session) && better(deed, last, session.user()) ? deed : last;
      }
    }
    for (WebVisit visit : party.visits) {
      for (Deed deed : visit.deeds()) {
        last = within(deed, session) && better(deed, last, session.user()) ? deed : last;
      }
    }
    return last;
  }

  private static boolean within(Deed deed, Session session) {
    boolean passwords =
        deed.kind() == ActKind.STORED_PASSWORD_READ || deed.kind() == ActKind.PASSWORD_FILE_READ;
    Instant time = deed.earliest();
    return passwords
        && !deed.failed()
        && deed.act().path() != null
        && deed.host().equals(session.host())
        && time != null
        && time.isBefore(Times.start(session));
  }

  private static boolean better(Deed deed, @Nullable Deed than, String user) {
    return than == null || named(deed, user) || !named(than, user);
  }

  /** Whether a part of the file's path is the account's name. */
  private static boolean named(Deed read, String user) {
    String path = String.valueOf(read.act().path()).toLowerCase(Locale.ROOT);
    return Arrays.asList(path.split("[^a-z0-9]+", -1)).contains(user.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether the account was ever used from outside under that name, or made by somebody within the
   * records, or whether others of ours came from the address.
   */
  private boolean known(Party party, Session session, String ip) {
    Instant start = Times.start(session);
    for (Session other : scene.pasts().sessions(session.account())) {
      String from = other.origin().ip();
      if (Times.start(other).isBefore(start) && from != null && outside(from)) {
        return true;
      }
    }
    boolean made =
        changes.all().stream()
            .anyMatch(c ->
                c.action() == Action.ACCOUNT_CREATE
                    && c.host().equals(session.host())
                    && session.user().equals(c.target()));
    return made || scene.knownGood(session) != null || others(party, session, scene.from(ip));
  }

  /** Whether others of ours came from the address's network. */
  private boolean neighbours(Party party, Session session, String ip) {
    return others(party, session, scene.fromNetwork(Networks.of(ip)));
  }

  private static boolean others(Party party, Session session, List<Session> sessions) {
    Instant start = Times.start(session);
    return sessions.stream().anyMatch(s -> Times.start(s).isBefore(start) && !party.has(s));
  }

  /**
   * An account in the actor's hands, root aside, that the address tried before, and besides which
   * it tried the session's own alone: guessers try many. Null where there is none.
   *
   * <p>Read from the records: who shows a key that is not known gives up without a refusal that is
   * logged.
   */
  private @Nullable String triedBefore(Party party, Session session, String ip) {
    TreeSet<String> held = new TreeSet<>();
    TreeSet<String> others = new TreeSet<>();
    long until = EventTime.nanos(Times.start(session));
    Set<Action> attempts = Set.of(Action.LOGIN, Action.LOGIN_ATTEMPT);
    scene
        .input()
        .events()
        .timed(
            new Selection(Set.of(), attempts, Long.MIN_VALUE, until, null, null, ip),
            row -> {
              String name = row.text(Field.USER);
              if (name != null && !name.equals(session.user())) {
                boolean theirs = party.holds(AccountKey.os(row.host(), name));
                (theirs && !name.equals("root") ? held : others).add(name);
              }
            });
    return others.isEmpty() && !held.isEmpty() ? held.first() : null;
  }
}
