package dwell.incident;

import dwell.correlate.AccountKey;
import dwell.correlate.Command;
import dwell.correlate.EventSource.Selection;
import dwell.correlate.Session;
import dwell.correlate.Statement;
import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.shell.ShellCommand;
import dwell.shell.ShellLexer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people did about the actor: named them, ended their sessions, locked, blocked, removed. */
final class Response {
  /** A session that ends within this time of a kill ended by it. */
  private static final Duration KILLED_WITHIN = Duration.ofSeconds(5);

  private static final Set<String> FIREWALLS =
      Set.of(
          "iptables",
          "ip6tables",
          "nft",
          "ufw",
          "firewall-cmd",
          "ipset",
          "fail2ban-client",
          "ip",
          "route",
          "csf");
  private static final Set<String> REFUSALS =
      Set.of(
          "DROP",
          "REJECT",
          "drop",
          "reject",
          "deny",
          "blackhole",
          "unreachable",
          "banip",
          "add",
          "-d",
          "prohibit");

  /** Programs that write a line for others. */
  private static final Set<String> WRITERS = Set.of("logger", "wall", "mail", "mailx", "write");

  private final Scene scene;
  private final Party party;
  private final Changes changes;
  private final Notices notices;
  private final Removals removals;
  private final List<Measure> measures = new ArrayList<>();

  /** What a measure was. */
  enum Kind {
    NAMED,
    KILLED,
    LOCKED,
    BLOCKED,
    REMOVED
  }

  /**
   * One measure.
   *
   * @param target the address, account, path or process id concerned
   * @param session in which it was taken; null where none is known
   */
  record Measure(
      Kind kind,
      Stamp time,
      String host,
      String target,
      @Nullable Session session,
      List<String> evidence) {}

  Response(Scene scene, Party party, Changes changes) {
    this.scene = scene;
    this.party = party;
    this.changes = changes;
    this.notices = new Notices(party);
    this.removals = new Removals(scene, party);
    Stamp first = party.firstAccess();
    if (first != null) {
      commands(first);
      statements(first);
      messages(first);
      logged(first);
    }
    measures.sort(Comparator.comparing(Measure::time).thenComparingInt(m -> m.kind().ordinal()));
  }

  /** All, by time. */
  List<Measure> measures() {
    return measures;
  }

  /** When people first named or acted against the actor; null where no record shows it. */
  @Nullable Measure detection() {
    return measures.isEmpty() ? null : measures.getFirst();
  }

  /** When the session of a measure began: looking is part of noticing. */
  Stamp examinationBegan(Measure measure) {
    Session session = measure.session();
    Stamp start = session == null ? null : Times.stamp(session.start());
    return start == null || start.compareTo(measure.time()) > 0 ? measure.time() : start;
  }

  /**
   * When the actor was put out: the end of the last session that people ended, else the first
   * measure that kept the actor from coming back; null where no record shows one.
   */
  @Nullable Stamp eviction() {
    Stamp last = null;
    for (Involved involved : party.sessions()) {
      Session session = involved.session();
      Stamp end = Times.stamp(session.end());
      if (end != null && endedByPeople(session, end)) {
        last = Times.max(last, end);
      }
    }
    if (last != null) {
      return last;
    }
    for (Measure measure : measures) {
      if (measure.kind() != Kind.NAMED && measure.kind() != Kind.REMOVED) {
        return measure.time();
      }
    }
    return shellsGone();
  }

  /** When the last of the web shells was taken away, where nothing else let the actor in. */
  private @Nullable Stamp shellsGone() {
    Stamp last = null;
    for (WebVisit visit : party.visits) {
      for (WebVisit.Shell shell : visit.shells()) {
        Stamp gone = null;
        for (Measure measure : measures) {
          boolean it = measure.kind() == Kind.REMOVED && measure.target().equals(shell.path());
          gone = it && gone == null ? measure.time() : gone;
        }
        if (gone == null) {
          return null;
        }
        last = Times.max(last, gone);
      }
    }
    boolean entered =
        party.sessions().stream()
            .anyMatch(i ->
                i.session().origin().ip() != null
                    && !scene.internal(String.valueOf(i.session().origin().ip())));
    return entered ? null : last;
  }

  /** Whether a measure ended that session. */
  boolean endedByPeople(Session session, Stamp end) {
    for (Measure measure : measures) {
      Duration gap = Duration.between(measure.time().instant(), end.instant());
      boolean close = gap.abs().compareTo(KILLED_WITHIN) <= 0;
      if (measure.kind() == Kind.KILLED && measure.host().equals(session.host()) && close) {
        return true;
      }
    }
    return false;
  }

  private boolean others(Session session) {
    return !party.has(session) && !session.application();
  }

  private void commands(Stamp first) {
    for (Session session : scene.sessions()) {
      if (!others(session) || session.kind() == Session.Kind.WEB) {
        continue;
      }
      for (Command command : session.commands()) {
        Stamp time = Times.stamp(command.time());
        if (time != null && time.compareTo(first) > 0) {
          for (ShellCommand shell : ShellLexer.read(command.text())) {
            read(shell, command, session, time);
          }
        }
      }
    }
  }

  private void read(ShellCommand shell, Command command, Session session, Stamp time) {
    String program = shell.program();
    String words = String.join(" ", shell.words());
    // Only what is written for others to read names an account; every other command may just use
    // it.
    boolean writes = WRITERS.contains(program);
    String named = writes ? notices.inLine(words, false) : notices.inCommand(words);
    if (named == null && writes && IntrusionWords.in(words) && party.wasOn(session.host())) {
      named = session.host();
    }
    if (named != null) {
      boolean refuses =
          FIREWALLS.contains(program) && shell.arguments().stream().anyMatch(REFUSALS::contains);
      add(refuses ? Kind.BLOCKED : Kind.NAMED, time, session, named, command.evidence());
    }
    switch (program) {
      case "kill" -> shell.operands().forEach(pid -> killed(pid, command, session, time));
      case "pkill", "killall", "skill", "loginctl" -> {
        String user = shell.option("-u");
        account(
            user == null && !shell.operands().isEmpty() ? shell.operands().getLast() : user,
            Kind.KILLED,
            command,
            session,
            time);
      }
      case "passwd" -> {
        if (shell.flag('l') || shell.flag('d') || shell.flag('e')) {
          account(last(shell), Kind.LOCKED, command, session, time);
        }
      }
      case "usermod", "chage" -> {
        if (shell.flag('L')
            || shell.flag('e')
            || shell.flag('E')
            || shell.flag('s')
            || shell.has("--lock")
            || shell.has("--expiredate")) {
          account(last(shell), Kind.LOCKED, command, session, time);
        }
      }
      case "userdel", "deluser" -> account(last(shell), Kind.LOCKED, command, session, time);
      case "rm", "mv", "shred", "sed", "truncate" ->
          shell.operands().forEach(path -> removed(path, command, session, time));
      case "crontab" -> {
        if (shell.flag('r')) {
          String user = shell.option("-u");
          removed(
              "/var/spool/cron/crontabs/" + (user == null ? command.as() : user),
              command,
              session,
              time);
        }
      }
      case "systemctl" -> {
        if (shell.has("disable") || shell.has("stop") || shell.has("mask")) {
          removed(last(shell), command, session, time);
        }
      }
      default -> {}
    }
  }

  private static @Nullable String last(ShellCommand shell) {
    return shell.operands().isEmpty() ? null : shell.operands().getLast();
  }

  private void killed(String pid, Command command, Session session, Stamp time) {
    for (Involved involved : party.sessions()) {
      Session theirs = involved.session();
      boolean named =
          String.valueOf(theirs.login().pid()).equals(pid)
              || theirs.login().childPids().stream().anyMatch(p -> String.valueOf(p).equals(pid));
      if (named
          && theirs.host().equals(session.host())
          && theirs.covers(time.instant().minusSeconds(1))) {
        add(Kind.KILLED, time, session, pid, command.evidence());
      }
    }
  }

  private void account(
      @Nullable String name, Kind kind, Command command, Session session, Stamp time) {
    // Root is held by its owners too: what they do about it says nothing.
    if (name != null && !name.equals("root") && party.holds(AccountKey.os(session.host(), name))) {
      add(kind, time, session, name, command.evidence());
    }
  }

  private void removed(@Nullable String path, Command command, Session session, Stamp time) {
    if (path != null) {
      for (String target : removals.of(path, session.host())) {
        add(Kind.REMOVED, time, session, target, command.evidence());
      }
    }
  }

  private void statements(Stamp first) {
    for (Session session : scene.sessions()) {
      if (!others(session)) {
        continue;
      }
      for (Statement statement : session.statements()) {
        Stamp time = Times.stamp(statement.time());
        if (time == null || time.compareTo(first) <= 0 || statement.outcome() == Outcome.FAILURE) {
          continue;
        }
        String keyword = statement.keyword();
        for (String name : statement.analysis().accounts()) {
          boolean theirs =
              party.accounts().stream()
                  .anyMatch(h ->
                      !h.account().system().equals(AccountKey.OS)
                          && sameAccount(name, h.account().name()));
          if (theirs && !keyword.equals("CREATE") && !keyword.equals("GRANT")) {
            add(Kind.LOCKED, time, session, name, statement.evidence());
          }
        }
        if (keyword.equals("KILL")) {
          for (Involved involved : party.sessions()) {
            Session theirs = involved.session();
            boolean open =
                theirs.kind() == Session.Kind.DATABASE
                    && theirs.host().equals(session.host())
                    && theirs.covers(time.instant());
            if (open
                && theirs.nativeIds().stream()
                    .anyMatch(id ->
                        statement.text().endsWith(id) || statement.text().contains(" " + id))) {
              add(Kind.KILLED, time, session, theirs.user(), statement.evidence());
            }
          }
        }
      }
    }
  }

  private static boolean sameAccount(String written, String name) {
    int at = written.indexOf('@');
    String bare =
        (at < 0 ? written : written.substring(0, at))
            .replace("'", "")
            .replace("`", "")
            .replace("\"", "");
    return bare.equals(name);
  }

  /**
   * Lines that name an address or account of the actor's, or speak of an intrusion on a host where
   * the actor was, while somebody else is logged in, by a program that wrote nothing before the
   * actor came: what people write with logger(1), under a tag of their own.
   */
  private void messages(Stamp first) {
    Set<String> daemons = new HashSet<>();
    scene
        .input()
        .events()
        .timed(
            Selection.of(Set.of(Dataset.SYSLOG), Set.of(Action.MESSAGE, Action.INFO)),
            row -> {
              String program = row.host() + ' ' + row.text(Field.PROCESS);
              if (row.time() <= first.nanos()) {
                daemons.add(program);
                return;
              }
              String text = row.text(Field.MESSAGE);
              boolean daemon = daemons.contains(program);
              String named = text == null ? null : notices.inLine(text, daemon);
              // logger(1) gives no process id unless told to; daemons give theirs.
              boolean person = !daemon && row.number(Field.PID) == EventBatch.ABSENT;
              if (named == null
                  && text != null
                  && person
                  && IntrusionWords.in(text)
                  && party.wasOn(row.host())) {
                named = row.host();
              }
              if (named == null) {
                return;
              }
              Instant time = EventTime.instant(row.time());
              Session writer = attended(row.host(), time);
              if (writer != null) {
                add(Kind.NAMED, new Stamp(time, row.digits()), writer, named, List.of(row.id()));
              }
            });
  }

  private @Nullable Session attended(String host, Instant time) {
    for (Session session : scene.sessions()) {
      boolean open = session.kind() == Session.Kind.SSH || session.kind() == Session.Kind.LOCAL;
      if (open && others(session) && session.host().equals(host) && session.covers(time)) {
        return session;
      }
    }
    return null;
  }

  /** What shadow's own tools logged of the actor's accounts while others were logged in. */
  private void logged(Stamp first) {
    for (Changes.Change change : changes.all()) {
      String target = change.target();
      boolean locks =
          change.action() == Action.ACCOUNT_DELETE
              || change.action() == Action.ACCOUNT_CHANGE
              || change.action() == Action.PASSWORD_CHANGE;
      if (!locks
          || target == null
          || target.equals("root")
          || change.time().compareTo(first) <= 0
          || !party.holds(AccountKey.os(change.host(), target))) {
        continue;
      }
      boolean theirs =
          party.sessions().stream()
              .anyMatch(i ->
                  i.session().host().equals(change.host())
                      && i.session().covers(change.time().instant()));
      Session by = attended(change.host(), change.time().instant());
      if (by != null && !theirs) {
        add(Kind.LOCKED, change.time(), by, target, change.evidence());
      }
    }
  }

  private void add(Kind kind, Stamp time, Session session, String target, List<String> evidence) {
    measures.add(new Measure(kind, time, session.host(), target, session, List.copyOf(evidence)));
  }
}
