package dwell.correlate;

import dwell.correlate.Command.Source;
import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the records of commands: sudo's, su's, audit's of sessions that are known, histories. */
final class CommandStream implements EventSource.Visitor {
  /** How far two logs may tell the same line of sudo apart. */
  private static final long SAME = 3_000_000_000L;

  /** Programs of one session that are kept; a session that ran more is a machine's. */
  private static final int MOST_EXECS = 20_000;

  private final ShellSessions sessions;
  private final Map<String, HostFacts> hosts;
  private final List<CommandDraft> sudo = new ArrayList<>();
  private final Map<CommandDraft, String> hostOf = new HashMap<>();
  private final Map<SessionDraft, List<AuditExec>> execs = new LinkedHashMap<>();
  private final Map<String, List<HistoryLine>> histories = new LinkedHashMap<>();
  private final Map<String, CommandDraft> recent = new HashMap<>();
  private final Map<CommandDraft, List<String>> logs = new HashMap<>();

  CommandStream(ShellSessions sessions, Map<String, HostFacts> hosts) {
    this.sessions = sessions;
    this.hosts = hosts;
  }

  List<CommandDraft> sudo() {
    return sudo;
  }

  String host(CommandDraft draft) {
    return hostOf.getOrDefault(draft, "");
  }

  Map<SessionDraft, List<AuditExec>> execs() {
    return execs;
  }

  /** The lines of each history file, by artifact. */
  Map<String, List<HistoryLine>> histories() {
    return histories;
  }

  @Override
  public void visit(EventRow row) {
    switch (row.dataset()) {
      case SUDO -> sudo(row);
      case SU -> su(row);
      case AUDIT -> audit(row);
      case SHELL -> history(row);
      default -> {}
    }
  }

  private void sudo(EventRow row) {
    String text = row.text(Field.COMMAND_LINE);
    String user = row.text(Field.USER);
    if (text == null || user == null) {
      return;
    }
    String as = row.text(Field.EFFECTIVE_USER);
    privileged(row, text, user, as == null ? "root" : as, Source.SUDO);
  }

  private void su(EventRow row) {
    String user = row.text(Field.USER);
    String as = row.text(Field.EFFECTIVE_USER);
    as = as == null ? row.text(Field.TARGET_USER) : as;
    boolean verdict = row.action() == Action.SWITCH_USER || row.action() == Action.LOGIN;
    if (user != null && as != null && verdict) {
      privileged(row, "su " + as, user, as, Source.SU);
    }
  }

  private void privileged(EventRow row, String text, String user, String as, Source source) {
    String key = row.host() + '\0' + user + '\0' + as + '\0' + text + '\0' + row.outcome();
    CommandDraft known = recent.get(key);
    List<String> told = known == null ? List.of() : logs.getOrDefault(known, List.of());
    boolean copy =
        known != null && row.time() - known.lastWitness <= SAME && !told.contains(row.artifact());
    if (known == null || !copy) {
      known = new CommandDraft(text, user, as, source);
      known.lastWitness = row.time();
      known.outcome = row.outcome() == Outcome.FAILURE ? Outcome.FAILURE : Outcome.UNKNOWN;
      hostOf.put(known, row.host());
      logs.put(known, new ArrayList<>(2));
      recent.put(key, known);
      sudo.add(known);
    }
    logs.getOrDefault(known, new ArrayList<>()).add(row.artifact());
    known.time.add(row);
    known.directory = known.directory == null ? row.text(Field.WORKING_DIRECTORY) : known.directory;
    known.tty = known.tty == null ? row.text(Field.TTY) : known.tty;
    known.evidence.add(row.id(), known.rank());
  }

  private void audit(EventRow row) {
    String number = row.text(Field.SESSION);
    if (row.action() != Action.COMMAND || number == null) {
      return;
    }
    SessionDraft session = sessions.ofAudit(row.host(), number, row.time());
    String text = row.text(Field.COMMAND_LINE);
    if (session == null || text == null || text.isBlank()) {
      return;
    }
    List<AuditExec> list = execs.computeIfAbsent(session, _ -> new ArrayList<>());
    if (list.size() < MOST_EXECS) {
      list.add(
          new AuditExec(
              row.number(Field.PID),
              row.number(Field.PARENT_PID),
              row.time(),
              row.digits(),
              text,
              user(row, session),
              row.text(Field.WORKING_DIRECTORY),
              row.text(Field.TTY),
              row.outcome(),
              row.id()));
    }
  }

  /**
   * Who ran the program: the uid's account. The effective uid of sudo, su and passwd is root's for
   * everybody, as they are set-uid; what they start has root's uid too.
   */
  private String user(EventRow row, SessionDraft session) {
    String name = row.text(Field.USER);
    if (name != null) {
      return name;
    }
    long uid = row.number(Field.USER_ID);
    if (uid == 0) {
      return "root";
    }
    HostFacts facts = hosts.get(row.host());
    String known = facts == null ? null : facts.users().get(uid);
    if (known != null) {
      return known;
    }
    // The login uid is the session's own account (pam_loginuid), whatever its name.
    return uid == EventBatch.ABSENT || uid == row.number(Field.AUDIT_USER_ID)
        ? session.user
        : "uid " + uid;
  }

  private void history(EventRow row) {
    String text = row.text(Field.COMMAND_LINE);
    String user = row.text(Field.USER);
    if (row.action() != Action.COMMAND || text == null || user == null || text.isBlank()) {
      return;
    }
    List<HistoryLine> lines = histories.computeIfAbsent(row.artifact(), _ -> new ArrayList<>());
    long order = row.number(Field.ORDER);
    lines.add(
        new HistoryLine(
            row.host(),
            user,
            row.artifact(),
            row.time(),
            row.digits(),
            order == EventBatch.ABSENT ? lines.size() + 1 : order,
            text.strip(),
            row.id()));
  }

  /** When the file was last written, by what is known of its host; null where unknown. */
  @Nullable Instant modified(String host, String artifact) {
    HostFacts facts = hosts.get(host);
    return facts == null ? null : facts.modified().get(artifact);
  }
}
