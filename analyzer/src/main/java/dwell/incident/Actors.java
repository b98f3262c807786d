package dwell.incident;

import dwell.correlate.AccountKey;
import dwell.correlate.Command;
import dwell.correlate.Confidence;
import dwell.correlate.Session;
import dwell.correlate.SourceAttempts;
import dwell.correlate.Statement;
import dwell.event.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Actors and their sessions, as the incident tells them. */
final class Actors {
  private Actors() {}

  static Incident.Actor actor(String id, Findings findings) {
    Party party = findings.party();
    List<Incident.ActorAddress> addresses = new ArrayList<>();
    for (Party.From from : party.addresses()) {
      addresses.add(address(findings, from));
    }
    List<Incident.ActorAccount> accounts = new ArrayList<>();
    for (Party.Hold hold : party.accounts()) {
      accounts.add(account(findings, hold));
    }
    return new Incident.Actor(
        id, addresses, accounts, List.copyOf(party.keys), List.copyOf(party.userAgents));
  }

  private static Incident.ActorAddress address(Findings findings, Party.From from) {
    Stamp first = null;
    Stamp last = null;
    Set<String> evidence = new LinkedHashSet<>(from.evidence());
    long attempts = 0;
    long successes = 0;
    for (SourceAttempts source : findings.scene().attempts(from.ip())) {
      attempts += source.attempts();
      successes += source.successes();
      evidence.add(source.firstEvent());
      evidence.add(source.lastEvent());
    }
    for (ActorRecords.Contact contact : findings.records().of(from.ip())) {
      first = Times.min(first, contact.first);
      last = Times.max(last, contact.last);
      attempts += contact.web ? contact.attempts : 0;
    }
    for (Session session : findings.scene().from(from.ip())) {
      if (findings.party().has(session)) {
        first = Times.min(first, Times.stamp(session.start()));
        last = Times.max(last, Times.stamp(session.end()));
      }
    }
    return new Incident.ActorAddress(
        from.ip(),
        first,
        last,
        attempts,
        successes,
        from.why(),
        from.confidence(),
        from.against(),
        List.copyOf(evidence));
  }

  private static Incident.ActorAccount account(Findings findings, Party.Hold hold) {
    Stamp first = null;
    Stamp last = null;
    for (Involved involved : findings.party().sessions()) {
      Session session = involved.session();
      AccountKey key = hold.account();
      boolean own = session.account().equals(key);
      boolean reached =
          key.system().equals(AccountKey.OS)
              && session.host().equals(key.host())
              && session.became().contains(key.name());
      if (own) {
        first = Times.min(first, Times.stamp(session.start()));
        last = Times.max(last, Times.stamp(session.end()));
      } else if (reached) {
        for (Command command : session.commands()) {
          if (command.as().equals(key.name())) {
            first = Times.min(first, Times.stamp(command.time()));
            last = Times.max(last, Times.stamp(command.time()));
          }
        }
      }
    }
    return new Incident.ActorAccount(
        hold.account().host(),
        hold.account().system(),
        hold.account().name(),
        hold.how(),
        first,
        last,
        hold.why(),
        hold.confidence(),
        hold.against(),
        hold.evidence());
  }

  static List<Incident.ActorSession> sessions(Findings findings) {
    List<Incident.ActorSession> out = new ArrayList<>();
    for (Involved involved : findings.party().sessions()) {
      out.add(session(involved, findings.party()));
    }
    for (WebVisit visit : findings.party().visits) {
      out.add(
          new Incident.ActorSession(
              visit.id(),
              SessionKind.WEB,
              visit.host(),
              visit.account(),
              visit.ip(),
              visit.firstAccess(),
              visit.last(),
              null,
              null,
              visit.why(),
              Confidence.PROVEN,
              visit.evidence(),
              visit.commands(),
              List.of()));
    }
    return out;
  }

  private static Incident.ActorSession session(Involved involved, Party party) {
    Session session = involved.session();
    SessionKind kind =
        switch (session.kind()) {
          case SSH -> SessionKind.SSH;
          case LOCAL -> SessionKind.LOCAL;
          case DATABASE -> SessionKind.DATABASE;
          case WEB -> SessionKind.WEB;
        };
    String parent = session.parent() == null ? involved.via() : session.parent().session();
    boolean known =
        parent != null && party.sessions().stream().anyMatch(i -> i.session().id().equals(parent));
    Set<String> evidence = new LinkedHashSet<>(session.evidence());
    evidence.addAll(involved.evidence());
    return new Incident.ActorSession(
        session.id(),
        kind,
        session.host(),
        session.user().isEmpty() ? null : session.user(),
        session.origin().ip(),
        Times.stamp(session.start()),
        Times.stamp(session.end()),
        session.login().method(),
        known ? parent : null,
        involved.why(),
        involved.confidence(),
        List.copyOf(evidence),
        session.commands().stream().map(Actors::command).toList(),
        session.statements().stream().map(Actors::query).toList());
  }

  private static Incident.Command command(Command command) {
    Stamp time = Times.stamp(command.time());
    Instant before = command.time().notBefore();
    Instant after = command.time().notAfter();
    return new Incident.Command(
        time,
        time == null && command.time().order() > 0 ? command.time().order() : null,
        time == null ? Times.bound(before) : null,
        time == null ? Times.bound(after) : null,
        command.text(),
        command.as(),
        outcome(command.outcome()),
        command.event());
  }

  private static Incident.Query query(Statement statement) {
    long most = statement.rowsAtMost();
    Incident.Rows rows =
        statement.rows() < 0 && most < 0
            ? null
            : new Incident.Rows(
                statement.rows() < 0 ? null : statement.rows(), most < 0 ? null : most);
    return new Incident.Query(
        Times.stamp(statement.time()),
        statement.text(),
        statement.keyword(),
        statement.analysis().tables().stream().map(t -> t.qualified()).toList(),
        outcome(statement.outcome()),
        statement.error(),
        rows,
        statement.event());
  }

  private static String outcome(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  /** The same account names on hosts where the records do not show the actor. */
  static List<Incident.Elsewhere> elsewhere(Findings findings) {
    List<Incident.Elsewhere> out = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Party.Hold hold : findings.party().accounts()) {
      String name = hold.account().name();
      if (!hold.account().system().equals(AccountKey.OS) || !seen.add(name)) {
        continue;
      }
      List<String> hosts = new ArrayList<>();
      List<String> evidence = new ArrayList<>();
      for (AccountKey other : findings.scene().correlation().histories().accounts()) {
        boolean same = other.name().equals(name) && other.system().equals(AccountKey.OS);
        if (same && !findings.party().holds(other) && !hosts.contains(other.host())) {
          hosts.add(other.host());
          findings.scene().of(other).stream()
              .findFirst()
              .ifPresent(s -> evidence.add(s.evidence().getFirst()));
        }
      }
      if (!hosts.isEmpty() && !evidence.isEmpty()) {
        out.add(new Incident.Elsewhere(name, null, hosts, evidence));
      }
    }
    return out;
  }

  /** By start. */
  static final Comparator<Incident.ActorSession> BY_START =
      Comparator.comparing(Incident.ActorSession::start, Times.ORDER)
          .thenComparing(Incident.ActorSession::id);

  static @Nullable Stamp lastActivity(Findings findings) {
    Stamp last = null;
    for (Involved involved : findings.party().sessions()) {
      last = Times.max(last, Times.stamp(involved.session().start()));
      last = Times.max(last, Times.stamp(involved.session().end()));
    }
    for (Deed deed : findings.deeds()) {
      last = Times.max(last, deed.time());
    }
    if (!findings.party().insider) {
      for (ActorRecords.Contact contact : findings.records().all()) {
        last = Times.max(last, contact.last);
      }
    }
    return last;
  }
}
