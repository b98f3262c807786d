package dwell.correlate;

import dwell.correlate.Session.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Database accounts that people use through a host where they are logged in: by a client of which
 * no record tells, or by a forwarded port (ssh(1), {@code -L}), whose connection the host itself
 * makes.
 *
 * <p>An application connects whether or not somebody is there. An account that connects from a host
 * only while one and the same person is logged in there is that person's; once or twice may be
 * chance, unless the names are the same.
 */
final class DatabasePeople {
  /** Logins; so many are no chance. */
  private static final int OFTEN = 3;

  private static final long CLOCKS = 3_000_000_000L;

  private final ShellSessions shells;
  private final Map<Use, @Nullable String> people = new HashMap<>();

  /** An account of a database server, used from a host. */
  private record Use(String host, String system, String user, String from) {
    static @Nullable Use of(SessionDraft s) {
      boolean network = s.ip != null || s.domain != null;
      return s.kind != Kind.DATABASE || s.originHost == null || !network
          ? null
          : new Use(s.host, s.system, s.user, s.originHost);
    }
  }

  DatabasePeople(ShellSessions shells, List<SessionDraft> sessions) {
    this.shells = shells;
    Map<Use, List<SessionDraft>> uses = new HashMap<>();
    for (SessionDraft s : sessions) {
      Use use = Use.of(s);
      if (use != null) {
        uses.computeIfAbsent(use, k -> new ArrayList<>()).add(s);
      }
    }
    uses.forEach((use, all) -> people.put(use, person(use, all)));
  }

  /** Who was logged in whenever the account connected; null where nobody, or more than one was. */
  private @Nullable String person(Use use, List<SessionDraft> all) {
    Set<String> always = null;
    for (SessionDraft s : all) {
      Set<String> present = new TreeSet<>();
      open(use.from(), s).forEach(shell -> present.add(shell.user));
      if (always == null) {
        always = present;
      } else {
        always.retainAll(present);
      }
      if (always.isEmpty()) {
        return null;
      }
    }
    if (always == null) {
      return null;
    }
    if (always.contains(use.user())) {
      return use.user();
    }
    return always.size() == 1 ? often(use, all, always.iterator().next()) : null;
  }

  /**
   * The person, where these are sessions of several logins: within one that lasted long an
   * application would connect, too.
   */
  private @Nullable String often(Use use, List<SessionDraft> all, String person) {
    Set<String> logins = new HashSet<>();
    for (SessionDraft s : all) {
      for (SessionDraft shell : open(use.from(), s)) {
        if (shell.user.equals(person)) {
          logins.add(shell.id());
        }
      }
      if (logins.size() >= OFTEN) {
        return person;
      }
    }
    return null;
  }

  /** Sessions on the host whose end is known: one that may have lasted for ever proves nothing. */
  private List<SessionDraft> open(String host, SessionDraft s) {
    return shells.openAt(host, s.start.nanos(), CLOCKS).stream()
        .filter(shell -> shell.end.known() && shell != s)
        .toList();
  }

  /** The session that a database session came through; null where none is known. */
  @Nullable Link link(SessionDraft s) {
    Use use = Use.of(s);
    String person = use == null ? null : people.get(use);
    if (use == null || person == null) {
      return null;
    }
    List<SessionDraft> own =
        open(use.from(), s).stream().filter(shell -> shell.user.equals(person)).toList();
    SessionDraft shell = own.getLast();
    return new Link(
        shell.id(),
        "database-through-session",
        "From "
            + use.from()
            + " the account connects only while "
            + person
            + " is logged in there, as here.",
        own.size() == 1 ? Confidence.LIKELY : Confidence.POSSIBLE,
        "No record shows the client, or that a port was forwarded.",
        List.of(shell.id(), s.id()));
  }
}
