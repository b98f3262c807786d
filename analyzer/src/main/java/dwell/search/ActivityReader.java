package dwell.search;

import dwell.casefile.EventCursor;
import dwell.casefile.EventFilter;
import dwell.casefile.OpenCase;
import dwell.correlate.Correlation;
import dwell.correlate.Session;
import dwell.correlate.SourceAttempts;
import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.IpAddress;
import dwell.search.Activity.Door;
import dwell.search.Activity.Line;
import dwell.search.Activity.Stay;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gathers an {@link Activity}: the events that name the address or account, and the sessions that
 * correlation holds to be its own, with what was done in them and in the sessions that came out of
 * them.
 */
public final class ActivityReader {
  private static final int DOOR_ACCOUNTS = 8;

  private final OpenCase openCase;
  private final Correlation correlation;
  private final EventFilter narrowed;
  private final Search.Question question;
  private final boolean each;

  /**
   * @param question which time and hosts are of interest; its text is not asked
   * @param each whether runs of attempts and requests are told one by one
   */
  public ActivityReader(
      OpenCase openCase, Correlation correlation, Search.Question question, boolean each) {
    this.openCase = openCase;
    this.correlation = correlation;
    this.question = question;
    this.each = each;
    EventFilter filter = EventFilter.ALL;
    if (question.since() != null || question.until() != null) {
      Instant since = question.since();
      Instant until = question.until();
      filter =
          new EventFilter.During(
              since == null ? Long.MIN_VALUE + 1 : EventTime.nanos(since),
              until == null ? Long.MAX_VALUE : EventTime.nanos(until));
    }
    if (!question.hosts().isEmpty()) {
      filter = filter.and(new EventFilter.AnyOf(Field.HOST, question.hosts()));
    }
    narrowed = filter;
  }

  /**
   * The activity of an address, as source or destination.
   *
   * @throws SearchException where the text is no address
   */
  public Activity ofAddress(String address) throws IOException {
    byte[] bytes = IpAddress.parse(address);
    if (bytes == null) {
      throw new SearchException("not an address: " + address);
    }
    String ip = IpAddress.text(bytes, 0);
    EventFilter named =
        EventFilter.is(Field.SOURCE_IP, ip).or(EventFilter.is(Field.DESTINATION_IP, ip));
    List<Door> doors = new ArrayList<>();
    for (SourceAttempts source : correlation.attempts().of(ip)) {
      if (wanted(source.host()) && within(source.first(), source.last())) {
        doors.add(door(source));
      }
    }
    return gather(named, stays(session -> ip.equals(session.origin().ip())), List.of(), doors);
  }

  /** The activity of all accounts of a name, as the one who acts, is become or acted upon. */
  public Activity ofUser(String name) throws IOException {
    EventFilter named =
        EventFilter.is(Field.USER, name)
            .or(EventFilter.is(Field.EFFECTIVE_USER, name))
            .or(EventFilter.is(Field.TARGET_USER, name));
    EventFilter logins =
        EventFilter.is(Field.USER, name).and(EventFilter.actions(Action.LOGIN)).and(narrowed);
    List<Line> orphans = new ArrayList<>();
    correlation.orphanCommands().stream()
        .filter(orphan -> orphan.account().name().equals(name) && wanted(orphan.account().host()))
        .forEach(orphan -> orphans.add(SessionLines.command(orphan)));
    correlation.orphanStatements().stream()
        .filter(orphan -> orphan.account().name().equals(name) && wanted(orphan.account().host()))
        .forEach(orphan -> orphans.add(SessionLines.statement(orphan)));
    return gather(
        named,
        stays(session -> session.user().equals(name) || session.became().contains(name)),
        orphans,
        new UserDoors(this::log).read(openCase.events(logins)));
  }

  private Activity gather(EventFilter named, List<Stay> stays, List<Line> orphans, List<Door> doors)
      throws IOException {
    SessionLines told = new SessionLines(correlation);
    orphans.forEach(told::add);
    for (Stay stay : stays) {
      told.add(stay);
    }
    EventLines events = new EventLines(told.cited(), each, this::log);
    Instant first = null;
    Instant last = null;
    long count = 0;
    EventCursor cursor = openCase.events(named.and(narrowed));
    while (cursor.advance()) {
      count++;
      if (cursor.nanos() != EventBatch.ABSENT) {
        last = EventTime.instant(cursor.nanos());
        first = first == null ? last : first;
      }
      events.add(cursor);
    }
    List<Ordered> lines = new ArrayList<>();
    told.lines().forEach(lines::add);
    events.lines().forEach(line -> lines.add(Ordered.of(line)));
    lines.removeIf(line -> !inWindow(line));
    // A stable sort: what has no time of its own stays behind what its session told before it.
    lines.sort(Comparator.comparing(Ordered::at, Comparator.nullsLast(Comparator.naturalOrder())));
    for (Ordered line : lines) {
      Instant at = line.line().time().instant();
      if (at != null) {
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
      }
    }
    return new Activity(
        count, first, last, doors, stays, lines.stream().map(Ordered::line).toList());
  }

  /**
   * One attempt may be told by several logs, also of one dataset: auth.log has what the journal
   * has.
   */
  private String log(EventCursor cursor) {
    return openCase.artifact(cursor.artifact()).report().chain() + '\0' + cursor.dataset().id();
  }

  /** A line and when to show it; null at the end. */
  record Ordered(@Nullable Instant at, Line line) {
    static Ordered of(Line line) {
      return new Ordered(line.time().earliest(), line);
    }
  }

  private boolean inWindow(Ordered line) {
    Instant at = line.at();
    Instant since = question.since();
    Instant until = question.until();
    Instant end = line.line().until() == null ? at : line.line().until();
    if (at == null || end == null) {
      return since == null && until == null;
    }
    return (since == null || !end.isBefore(since)) && (until == null || at.isBefore(until));
  }

  /** The sessions that are meant, each followed by those that came out of it. */
  private List<Stay> stays(java.util.function.Predicate<Session> meant) {
    List<Stay> stays = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Session session : correlation.sessions()) {
      if (meant.test(session)
          && wanted(session.host())
          && within(session.start().earliest(), session.end().latest())
          && !out(session, meant)) {
        descend(session, 0, stays, seen);
      }
    }
    return stays;
  }

  /** Whether the session's parent is meant too, so that it stands under that one. */
  private boolean out(Session session, java.util.function.Predicate<Session> meant) {
    Set<String> seen = new HashSet<>();
    Session at = session;
    while (at.parent() != null && seen.add(at.id())) {
      Session parent = correlation.session(at.parent().session());
      if (parent == null) {
        return false;
      }
      if (meant.test(parent) && wanted(parent.host())) {
        return true;
      }
      at = parent;
    }
    return false;
  }

  private void descend(Session session, int depth, List<Stay> stays, Set<String> seen) {
    if (!seen.add(session.id())) {
      return;
    }
    stays.add(new Stay(session, depth));
    for (Session child : correlation.children(session)) {
      descend(child, depth + 1, stays, seen);
    }
  }

  private boolean wanted(String host) {
    return question.hosts().isEmpty() || question.hosts().contains(host);
  }

  private boolean within(@Nullable Instant from, @Nullable Instant to) {
    Instant since = question.since();
    Instant until = question.until();
    return (since == null || to == null || !to.isBefore(since))
        && (until == null || from == null || from.isBefore(until));
  }

  private static Door door(SourceAttempts source) {
    String accounts =
        source.topAccounts().stream()
            .limit(DOOR_ACCOUNTS)
            .map(account -> account.user() + " ×" + account.attempts())
            .collect(Collectors.joining(", "));
    int more = source.accounts() - Math.min(DOOR_ACCOUNTS, source.topAccounts().size());
    return new Door(
        source.host(),
        source.system(),
        source.ip(),
        source.failures(),
        source.successes(),
        source.probes(),
        more > 0 ? accounts + ", " + more + " more" : accounts,
        source.first(),
        source.last());
  }
}
