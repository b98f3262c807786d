package dwell.correlate;

import dwell.shell.ShellCommand;
import dwell.shell.ShellLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command that connects to somewhere: ssh and what runs over it, or a database client.
 *
 * @param program its name
 * @param database {@code mysql} or {@code postgresql} for a database client, null for ssh
 * @param targets words that may name the host it connects to; empty for a database client that
 *     names none
 * @param user the account it names; null where it names none
 * @param asks whether it may ask for a password before it connects
 */
record ClientCommand(
    String program,
    @Nullable String database,
    List<String> targets,
    @Nullable String user,
    boolean asks) {
  private static final Set<String> SSH =
      Set.of(
          "ssh",
          "scp",
          "sftp",
          "rsync",
          "mosh",
          "autossh",
          "ssh-copy-id",
          "sshfs",
          "git",
          "ansible",
          "ansible-playbook",
          "parallel-ssh",
          "pssh",
          "dbclient",
          "slogin");

  private static final Set<String> MYSQL =
      Set.of(
          "mysql",
          "mariadb",
          "mysqldump",
          "mariadb-dump",
          "mysqladmin",
          "mariadb-admin",
          "mysqlimport",
          "mariadb-import",
          "mysqlshow",
          "mariadb-show",
          "mysqlsh",
          "mycli",
          "mydumper",
          "mysqlcheck",
          "mariadb-check",
          "mysqlslap",
          "mysqlpump",
          "mariadb-backup",
          "mariabackup",
          "xtrabackup");

  private static final Set<String> POSTGRESQL =
      Set.of(
          "psql",
          "pg_dump",
          "pg_dumpall",
          "pg_restore",
          "pgcli",
          "createdb",
          "dropdb",
          "createuser",
          "dropuser",
          "reindexdb",
          "vacuumdb",
          "pg_basebackup",
          "pg_isready");

  /** The clients that a line starts, in order. */
  static List<ClientCommand> in(String line) {
    List<ClientCommand> found = new ArrayList<>();
    for (ShellCommand command : ShellLexer.read(line)) {
      String program = command.program();
      // sshpass hands its password on to the ssh that follows it.
      if (program.equals("sshpass")) {
        int at = 1;
        while (at < command.words().size() && !SSH.contains(command.words().get(at))) {
          at++;
        }
        if (at < command.words().size()) {
          found.add(
              ssh(command.words().get(at), command.words().subList(at, command.words().size())));
        }
      } else if (SSH.contains(program)) {
        found.add(ssh(program, command.words()));
      } else if (MYSQL.contains(program)) {
        found.add(mysql(program, command));
      } else if (POSTGRESQL.contains(program)) {
        found.add(postgresql(program, command));
      }
    }
    return found;
  }

  /** ssh(1), scp(1): {@code user@host}, {@code host:path}, {@code ssh://user@host:port}. */
  private static ClientCommand ssh(String program, List<String> words) {
    List<String> targets = new ArrayList<>();
    String user = null;
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-l") && i + 1 < words.size()) {
        user = words.get(i + 1);
      }
      if (word.startsWith("-")) {
        continue;
      }
      int scheme = word.indexOf("://");
      String target = scheme < 0 ? word : word.substring(scheme + 3);
      int sign = target.indexOf('@');
      int slash = target.indexOf('/');
      if (sign > 0 && (slash < 0 || sign < slash)) {
        user = target.substring(0, sign);
        target = target.substring(sign + 1);
      }
      targets.add(host(target));
    }
    return new ClientCommand(program, null, targets, user, true);
  }

  /** Without a path or port behind a colon; IPv6 addresses without brackets. */
  private static String host(String target) {
    if (target.startsWith("[")) {
      int close = target.indexOf(']');
      return close < 0 ? target : target.substring(1, close);
    }
    int colon = target.indexOf(':');
    boolean v6 = colon >= 0 && target.indexOf(':', colon + 1) >= 0 && target.indexOf('/') < 0;
    return colon < 0 || v6 ? target : target.substring(0, colon);
  }

  /**
   * mysql(1): {@code -h}, {@code -u}, {@code -p}; the password only ever stands behind -p at once.
   */
  private static ClientCommand mysql(String program, ShellCommand command) {
    String host = first(command.option("-h"), command.option("--host"));
    String user = first(command.option("-u"), command.option("--user"));
    boolean asks = command.has("-p") || command.has("--password");
    return new ClientCommand(
        program, "mysql", host == null ? List.of() : List.of(host), user, asks);
  }

  /** psql(1): options, {@code PG…} variables, a connection URI or {@code host=… user=…}. */
  private static ClientCommand postgresql(String program, ShellCommand command) {
    String host = first(command.option("-h"), command.option("--host"));
    String user = first(command.option("-U"), command.option("--username"));
    boolean known = false;
    for (String assignment : command.assignments()) {
      int equals = assignment.indexOf('=');
      String value = assignment.substring(equals + 1);
      switch (assignment.substring(0, equals)) {
        case "PGHOST", "PGHOSTADDR" -> host = first(host, value);
        case "PGUSER" -> user = first(user, value);
        case "PGPASSWORD", "PGPASSFILE" -> known = true;
        default -> {}
      }
    }
    for (String word : command.arguments()) {
      if (word.startsWith("postgresql://") || word.startsWith("postgres://")) {
        String rest = word.substring(word.indexOf("//") + 2);
        int sign = rest.lastIndexOf('@');
        int end = rest.indexOf('/', Math.max(sign, 0));
        host = first(host, host(rest.substring(sign + 1, end < 0 ? rest.length() : end)));
        if (sign > 0) {
          int colon = rest.indexOf(':');
          known |= colon > 0 && colon < sign;
          user = first(user, rest.substring(0, colon > 0 && colon < sign ? colon : sign));
        }
      } else if (word.indexOf('=') > 0 && !word.startsWith("-")) {
        host = first(host, parameter(word, "host="));
        user = first(user, parameter(word, "user="));
        known |= parameter(word, "password=") != null;
      }
    }
    return new ClientCommand(
        program, "postgresql", host == null ? List.of() : List.of(host), user, !known);
  }

  private static @Nullable String parameter(String words, String name) {
    int at = words.startsWith(name) ? 0 : words.indexOf(" " + name) + 1;
    if (at == 0 && !words.startsWith(name)) {
      return null;
    }
    int end = words.indexOf(' ', at);
    return words.substring(at + name.length(), end < 0 ? words.length() : end);
  }

  private static @Nullable String first(@Nullable String a, @Nullable String b) {
    return a == null ? b : a;
  }
}
