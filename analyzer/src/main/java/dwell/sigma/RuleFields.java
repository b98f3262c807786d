package dwell.sigma;

import dwell.event.EventBatch;
import dwell.event.EventJson;
import dwell.event.EventTime;
import dwell.event.Field;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the names of fields in rules mean (Sigma taxonomy appendix, Fields): the one place where
 * Sigma's names meet dwell's. Names are compared without their case. Beside Sigma's, each key of an
 * event ({@link Field}) is a name of its own in every log source.
 */
final class RuleFields {
  private static final String ANY_FAMILY = "";
  private static final Map<String, Map<String, List<Meaning>>> TABLE = new TreeMap<>();

  /**
   * What a name means.
   *
   * @param text for people: the key of the event, or how the value is made
   */
  record Meaning(String text, FieldReader reader) {}

  /**
   * A line of the table, for the documentation.
   *
   * @param family empty where it holds anywhere
   */
  record Entry(String family, String name, String meaning) {}

  /** The event's time as events write it; rules ask for its parts. */
  static final FieldReader CLOCK =
      view -> {
        long nanos = view.cursor().nanos();
        return nanos == EventBatch.ABSENT
            ? null
            : EventJson.stamp(EventTime.instant(nanos), view.cursor().digits());
      };

  private static final List<Meaning> SUDO_TARGET =
      List.of(new Meaning(Field.EFFECTIVE_USER.key(), view -> view.text(Field.EFFECTIVE_USER)));

  static {
    anywhere();
    Family[] programs = {Family.PROCESS, Family.FILE, Family.NETWORK};
    for (Family family : programs) {
      put(
          family,
          "the account that the program ran as: user.effective.name, else user.name",
          RuleFields::runner,
          "User");
    }
    processes();
    audited();
    put(Family.LOG, Field.USER, "User");
    put(Family.LOG, Field.TTY, "TTY");
    put(Family.LOG, Field.WORKING_DIRECTORY, "PWD");
    put(Family.LOG, Field.COMMAND_LINE, "COMMAND");
    put(Family.LOG, Field.EXECUTABLE, "Image", "exe");
    put(Family.FIREWALL, Field.USER, "User");
    put(Family.FIREWALL, Field.TRANSPORT, "protocol", "proto");
    put(Family.FIREWALL, "event.action", view -> view.cursor().action().id(), "action");
    WebFields.TABLE.forEach((name, meanings) ->
        meanings.forEach(meaning -> put(Family.WEB, meaning.text(), meaning.reader(), name)));
    put(Family.DATABASE, Field.DB_QUERY, "query", "statement", "sql");
    put(Family.DATABASE, Field.USER, "User", "dbuser");
    put(Family.DATABASE, Field.DB_NAMESPACE, "database", "dbname", "db_name");
    put(Family.DATABASE, Field.DB_STATUS, "error_code", "sqlstate");
    put(Family.DATABASE, Field.DB_OPERATION, "command", "operation");
  }

  private final Map<String, List<FieldSlot>> bound = new TreeMap<>();
  private final Map<FieldReader, FieldSlot> slots = new IdentityHashMap<>();
  private boolean parents;

  /**
   * The places where a field is looked for in events of a family; several where it is written in
   * several ways.
   *
   * @throws RuleException where no event has it
   */
  List<FieldSlot> slots(Family family, String name) {
    return bound.computeIfAbsent(
        family + "/" + name,
        key -> {
          List<FieldSlot> found = new ArrayList<>();
          for (Meaning meaning : meanings(family, name)) {
            found.add(
                slots.computeIfAbsent(
                    meaning.reader(), reader -> new FieldSlot(slots.size(), reader)));
            parents |= meaning.text().startsWith("the program whose");
          }
          return List.copyOf(found);
        });
  }

  /** Whether a rule asked for the program that started another. */
  boolean parents() {
    return parents;
  }

  private static List<Meaning> meanings(Family family, String name) {
    Map<String, List<Meaning>> own = TABLE.getOrDefault(family.name(), Map.of());
    // sudo(8) writes USER= for whom the command is run as; User is who acts.
    boolean target = family == Family.LOG && name.equals("USER");
    List<Meaning> meanings = target ? SUDO_TARGET : own.get(name);
    // auditd's keys are its own: only dotted names are dwell's there.
    boolean foreign = family != Family.AUDIT || name.indexOf('.') >= 0 || name.startsWith("@");
    if (meanings == null && foreign) {
      meanings = TABLE.getOrDefault(ANY_FAMILY, Map.of()).get(name);
    }
    if (meanings == null && family == Family.AUDIT && key(name)) {
      meanings = List.of(new Meaning("the key of the audit record", view -> audit(view, name)));
    }
    if (meanings == null) {
      throw new RuleException("dwell's events of " + family.title() + " have no field " + name);
    }
    return meanings;
  }

  /** Whether audit records may have such a key. */
  private static boolean key(String name) {
    return !name.isEmpty()
        && name.length() <= 64
        && name.chars()
            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "_-[]".indexOf(c) >= 0));
  }

  /** The table: what each name means in each family of log sources. */
  static List<Entry> table() {
    List<Entry> table = new ArrayList<>();
    TABLE.forEach((family, names) ->
        names.forEach((name, meanings) -> {
          if (!family.isEmpty() || Field.of(name) == null) {
            List<String> texts = meanings.stream().map(Meaning::text).toList();
            table.add(new Entry(family, name, String.join("; or ", texts)));
          }
        }));
    table.add(new Entry(Family.LOG.name(), "USER", SUDO_TARGET.getFirst().text()));
    return table;
  }

  private static void anywhere() {
    for (Field field : Field.values()) {
      put(null, field, field.key());
    }
    put(null, "event.action", view -> view.cursor().action().id(), "event.action");
    put(null, "event.outcome", view -> view.cursor().outcome().id(), "event.outcome");
    put(null, "event.dataset", view -> view.cursor().dataset().id(), "event.dataset");
    put(null, "the event's time, UTC", CLOCK, "@timestamp", "UtcTime", "timestamp");
    put(null, Field.HOST, "hostname", "host", "ComputerName", "Computer", "s-computername");
    put(null, Field.USER, "username", "user_name");
    put(null, Field.TARGET_USER, "TargetUserName");
    put(null, Field.PROCESS, "program", "process_name");
    put(null, Field.PID, "ProcessId", "pid");
    put(null, Field.PARENT_PID, "ParentProcessId", "ppid");
    put(null, Field.COMMAND_LINE, "CommandLine");
    put(null, Field.WORKING_DIRECTORY, "CurrentDirectory");
    put(null, Field.SESSION, "LogonId");
    put(null, Field.SOURCE_IP, "src_ip", "SourceIp", "source_ip", "c-ip", "client_ip");
    put(null, Field.SOURCE_PORT, "src_port", "SourcePort");
    put(null, Field.DESTINATION_IP, "dst_ip", "DestinationIp");
    put(null, Field.DESTINATION_PORT, "dst_port", "DestinationPort");
  }

  private static void processes() {
    put(
        Family.PROCESS,
        "the program: exe of the audit log, else the command's first word (`/NAME` where that has "
            + "no folder)",
        view -> view.row().image(),
        "Image");
    put(Family.PROCESS, "the command as called", view -> view.row().commandLine(), "CommandLine");
    put(
        Family.PROCESS,
        "the program whose process id is process.parent.pid, by an exec before it in the audit log",
        view -> {
          ProcessParents.Program parent = view.parents().parent(view);
          return parent == null ? null : parent.image();
        },
        "ParentImage");
    put(
        Family.PROCESS,
        "the program whose process id is process.parent.pid, as called",
        view -> {
          ProcessParents.Program parent = view.parents().parent(view);
          return parent == null ? null : parent.commandLine();
        },
        "ParentCommandLine");
  }

  private static void audited() {
    put(Family.AUDIT, "the key syscall", view -> audit(view, "syscall"), "syscall");
    for (String name : List.of("syscall", "SYSCALL")) {
      put(
          Family.AUDIT,
          "its name, by the enriched log or the number",
          view -> {
            AuditRecord audit = view.row().audit();
            return audit == null ? null : SystemCalls.name(audit);
          },
          name);
    }
    put(Family.FILE, "name of the PATH record, under cwd", RuleFields::file, "TargetFilename");
    for (Family family : List.of(Family.FILE, Family.NETWORK)) {
      put(family, Field.EXECUTABLE, "Image");
    }
    put(
        Family.NETWORK,
        "saddr of the SOCKADDR record",
        view -> {
          SocketAddress far = SocketAddress.of(view.row());
          return far == null ? null : far.ip();
        },
        "DestinationIp",
        "dst_ip");
    put(
        Family.NETWORK,
        "saddr of the SOCKADDR record",
        view -> {
          SocketAddress far = SocketAddress.of(view.row());
          return far == null ? null : Integer.toString(far.port());
        },
        "DestinationPort",
        "dst_port");
    put(Family.NETWORK, "true: it is who asked for the connection", view -> "true", "Initiated");
  }

  private static @Nullable String runner(EventView view) {
    String as = view.text(Field.EFFECTIVE_USER);
    return as != null ? as : view.text(Field.USER);
  }

  private static @Nullable String audit(EventView view, String key) {
    AuditRecord audit = view.row().audit();
    return audit == null ? null : audit.value(key);
  }

  private static @Nullable String file(EventView view) {
    String name = audit(view, "name");
    String folder = audit(view, "cwd");
    return name == null || name.startsWith("/") || folder == null
        ? name
        : folder + (folder.endsWith("/") ? "" : "/") + name;
  }

  private static void put(@Nullable Family family, Field field, String... names) {
    put(family, field.key(), view -> view.text(field), names);
  }

  private static void put(
      @Nullable Family family, String text, FieldReader reader, String... names) {
    Map<String, List<Meaning>> own =
        TABLE.computeIfAbsent(
            family == null ? ANY_FAMILY : family.name(),
            key -> new TreeMap<>(key.equals("AUDIT") ? null : String.CASE_INSENSITIVE_ORDER));
    for (String name : names) {
      own.computeIfAbsent(name, key -> new ArrayList<>()).add(new Meaning(text, reader));
    }
  }
}
