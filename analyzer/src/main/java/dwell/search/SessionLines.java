package dwell.search;

import dwell.correlate.Command;
import dwell.correlate.Correlation;
import dwell.correlate.Link;
import dwell.correlate.Moment;
import dwell.correlate.Session;
import dwell.correlate.Statement;
import dwell.event.Outcome;
import dwell.search.Activity.Line;
import dwell.search.Activity.Stay;
import dwell.search.ActivityReader.Ordered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What sessions tell, line by line. */
final class SessionLines {
  private final Correlation correlation;
  private final List<Ordered> lines = new ArrayList<>();
  private final Set<String> cited = new HashSet<>();

  SessionLines(Correlation correlation) {
    this.correlation = correlation;
  }

  List<Ordered> lines() {
    return lines;
  }

  /** Ids of the events that a line or a session rests on: they need no line of their own. */
  Set<String> cited() {
    return cited;
  }

  /** A line of no session. */
  void add(Line line) {
    cited.add(line.event());
    lines.add(Ordered.of(line));
  }

  /** A session: its login, what was done in it, its end. */
  void add(Stay stay) {
    Session session = stay.session();
    cited.addAll(session.evidence());
    if (session.kind() == Session.Kind.WEB) {
      // Its requests have lines of their own.
      return;
    }
    witnesses(session);
    Instant at = session.start().earliest();
    lines.add(new Ordered(at, login(stay)));
    for (Command command : session.commands()) {
      cited.addAll(command.evidence());
      at = later(at, command.time());
      lines.add(
          new Ordered(
              at,
              line(
                  command.time(),
                  session.host(),
                  who(command),
                  "command",
                  command.outcome(),
                  command.text(),
                  1,
                  stay,
                  command.event())));
    }
    at = session.start().earliest();
    for (Statement statement : session.statements()) {
      cited.addAll(statement.evidence());
      at = later(at, statement.time());
      lines.add(
          new Ordered(
              at,
              line(
                  statement.time(),
                  session.host(),
                  session.user(),
                  "query",
                  statement.outcome(),
                  statement.text(),
                  statement.count(),
                  stay,
                  statement.event())));
    }
    if (session.end().known()) {
      lines.add(
          new Ordered(
              session.end().instant(),
              line(
                  session.end(),
                  session.host(),
                  session.user(),
                  "session end",
                  Outcome.UNKNOWN,
                  ended(session),
                  1,
                  stay,
                  "")));
    }
  }

  /** The login has several witnesses, and so had the attempts before it; the session names one. */
  private void witnesses(Session session) {
    correlation.logins().stream()
        .filter(login -> session.evidence().contains(login.event()))
        .forEach(login -> cited.addAll(login.evidence()));
  }

  private static Line login(Stay stay) {
    Session session = stay.session();
    StringBuilder text = new StringBuilder(session.kind().id());
    Session.Origin origin = session.origin();
    String from = origin.ip() != null ? origin.ip() : origin.domain();
    if (from != null) {
      text.append(" from ").append(from);
      if (origin.evidenceHost() != null) {
        text.append(" (").append(origin.evidenceHost()).append(')');
      }
    }
    if (session.namespace() != null) {
      text.append(", database ").append(session.namespace());
    }
    if (session.login().method() != null) {
      text.append(", by ").append(session.login().method());
    }
    if (session.login().key() != null) {
      text.append(' ').append(session.login().key());
    }
    long refused = session.login().failuresFromSource();
    if (refused > 0) {
      text.append(", after ").append(refused).append(" refused from there");
    }
    Link parent = session.parent();
    if (parent != null) {
      text.append("; ").append(parent.why()).append(" (").append(parent.confidence().id());
      text.append(')');
    }
    return line(
        session.start(),
        session.host(),
        session.user(),
        "login",
        Outcome.SUCCESS,
        text.toString(),
        1,
        stay,
        session.id());
  }

  private static String ended(Session session) {
    return switch (session.endedBy()) {
      case CLOSED -> "closed";
      case DISCONNECTED -> "disconnected";
      case KILLED -> "killed from outside";
      case BOOT -> "the host went down";
      case STILL_OPEN -> "still open";
      case UNKNOWN -> "";
    };
  }

  static Line command(Correlation.OrphanCommand orphan) {
    Command command = orphan.command();
    return new Line(
        command.time(),
        null,
        orphan.account().host(),
        who(command),
        "command",
        command.outcome(),
        command.text(),
        1,
        null,
        0,
        command.event());
  }

  static Line statement(Correlation.OrphanStatement orphan) {
    Statement statement = orphan.statement();
    return new Line(
        statement.time(),
        null,
        orphan.account().host(),
        orphan.account().name(),
        "query",
        statement.outcome(),
        statement.text(),
        statement.count(),
        null,
        0,
        statement.event());
  }

  private static String who(Command command) {
    return command.as().equals(command.user())
        ? command.user()
        : command.user() + " → " + command.as();
  }

  private static Line line(
      Moment time,
      String host,
      String who,
      String what,
      Outcome outcome,
      String text,
      long count,
      Stay stay,
      String event) {
    return new Line(
        time,
        null,
        host,
        who,
        what,
        outcome,
        text,
        count,
        stay.session().id(),
        stay.depth(),
        event);
  }

  /** When to show what comes behind {@code before} and perhaps has no time of its own. */
  private static @Nullable Instant later(@Nullable Instant before, Moment moment) {
    Instant own = moment.earliest();
    if (own == null || before != null && !moment.known() && own.isBefore(before)) {
      return before;
    }
    return own;
  }
}
