package dwell.detect;

import dwell.shell.ShellCommand;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Database clients and dump programs: mysql(1), mysqldump(1), psql(1), pg_dump(1), mongodump. */
final class DatabaseClientActs {
  private static final Set<String> CLIENTS =
      Set.of("mysql", "mariadb", "psql", "mongo", "mongosh", "redis-cli");
  private static final Set<String> DUMPS =
      Set.of(
          "mysqldump",
          "mariadb-dump",
          "pg_dump",
          "pg_dumpall",
          "mongodump",
          "mysqlpump",
          "mydumper");

  private DatabaseClientActs() {}

  static void read(ShellCommand command, List<Act> acts) {
    String program = command.program();
    if (DUMPS.contains(program)) {
      acts.add(new Act(ActKind.DATABASE_DUMPED, null, user(command), command.option("-h")));
      String file = command.option("-f");
      if (file == null) {
        file = command.option("-r");
      }
      if (file != null) {
        acts.add(Act.path(ActKind.STAGED, file));
      }
    } else if (CLIENTS.contains(program)) {
      acts.add(new Act(ActKind.DATABASE_CLIENT, null, user(command), command.option("-h")));
    }
  }

  static boolean dumps(ShellCommand command) {
    return DUMPS.contains(command.program());
  }

  /** Whether a client is given a statement that prints data, not a setting or a state. */
  static boolean reads(ShellCommand command) {
    return CLIENTS.contains(command.program())
        && command.arguments().stream()
            .map(word -> word.toLowerCase(Locale.ROOT))
            .anyMatch(word ->
                word.contains("select ") && word.contains(" from ") || word.contains("copy "));
  }

  private static @org.jspecify.annotations.Nullable String user(ShellCommand command) {
    boolean postgres = command.program().startsWith("p");
    String user = command.option(postgres ? "-U" : "-u");
    return user != null ? user : command.option(postgres ? "--username" : "--user");
  }
}
