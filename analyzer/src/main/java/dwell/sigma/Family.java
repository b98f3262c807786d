package dwell.sigma;

import dwell.event.Dataset;
import dwell.event.Field;
import dwell.shell.ShellCommand;
import dwell.shell.ShellLexer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Log sources that share their fields. */
enum Family {
  /** Lines of a system's text logs, and any other event. */
  LOG("logs"),
  /** Programs that were started. */
  PROCESS("started programs"),
  /** Records of the audit log. */
  AUDIT("the audit log"),
  /** Files that were made, by the audit log. */
  FILE("files made"),
  /** Connections that a program asked for, by the audit log. */
  NETWORK("connections of programs"),
  WEB("web servers"),
  DATABASE("databases"),
  FIREWALL("firewalls");

  private static final int MOST_COMMANDS = 64;

  private final String title;

  Family(String title) {
    this.title = title;
  }

  /** What people call them. */
  String title() {
    return title;
  }

  /** Whether an event is made of rows, of which one must fulfil what a map of a rule asks for. */
  boolean rowed() {
    return switch (this) {
      case PROCESS, AUDIT, FILE, NETWORK -> true;
      case LOG, WEB, DATABASE, FIREWALL -> false;
    };
  }

  /** What an event is for rules of this family; empty where it is nothing. */
  List<Row> rows(EventView view) {
    return switch (this) {
      case LOG, WEB, DATABASE, FIREWALL -> List.of(Row.WHOLE);
      case PROCESS -> processes(view);
      case AUDIT -> records(view);
      case FILE ->
          records(view).stream().filter(row -> "CREATE".equals(key(row, "nametype"))).toList();
      case NETWORK -> records(view).stream().filter(row -> SocketAddress.of(row) != null).toList();
    };
  }

  private static @Nullable String key(Row row, String key) {
    AuditRecord audit = row.audit();
    return audit == null ? null : audit.keys().get(key);
  }

  private static List<Row> records(EventView view) {
    List<AuditRecord> records = AuditRecord.read(view.record(), view.cursor().ordinal());
    if (records.isEmpty()) {
      records = List.of(AuditRecord.of(view));
    }
    List<Row> rows = new ArrayList<>(records.size());
    for (AuditRecord record : records) {
      rows.add(new Row(null, null, record));
    }
    return rows;
  }

  private static List<Row> processes(EventView view) {
    String line = view.text(Field.COMMAND_LINE);
    if (line == null) {
      return List.of();
    }
    Dataset dataset = view.cursor().dataset();
    if (dataset == Dataset.SHELL || dataset == Dataset.CRON) {
      String shell = dataset == Dataset.CRON ? "sh" : view.text(Field.PROCESS);
      return commands(line, shell == null ? "sh" : shell);
    }
    // sudo's record in the audit log names sudo itself as exe.
    String image =
        dataset == Dataset.AUDIT && "audit/execve".equals(view.text(Field.SHAPE))
            ? view.text(Field.EXECUTABLE)
            : null;
    return List.of(new Row(image == null ? path(first(line)) : image, line, null));
  }

  /**
   * A line that a shell reads: the line itself where it is more than one program, and each program.
   */
  private static List<Row> commands(String line, String shell) {
    List<ShellCommand> commands = ShellLexer.read(line);
    List<Row> rows = new ArrayList<>();
    boolean alone =
        commands.size() == 1
            && commands.getFirst().redirects().isEmpty()
            && !commands.getFirst().words().isEmpty();
    if (!alone) {
      rows.add(new Row(path(shell), line, null));
    }
    for (ShellCommand command : commands) {
      if (!command.words().isEmpty() && rows.size() < MOST_COMMANDS) {
        String text = alone ? line : String.join(" ", command.words());
        rows.add(new Row(path(command.words().getFirst()), text, null));
      }
    }
    return rows;
  }

  /** A program that is named without its folder stands in one that the record does not tell. */
  private static String path(String program) {
    return program.indexOf('/') < 0 ? '/' + program : program;
  }

  private static String first(String line) {
    int space = line.indexOf(' ');
    return space < 0 ? line : line.substring(0, space);
  }
}
