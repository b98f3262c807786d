package dwell.format.mysql;

import dwell.record.Ascii;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The commands of the client protocol as the general log names them ({@code command_name} in
 * sql/sql_parse.cc of MariaDB, {@code Command_names} of MySQL).
 */
enum Command {
  CONNECT("Connect"),
  QUERY("Query"),
  PREPARE("Prepare"),
  EXECUTE("Execute"),
  BULK_EXECUTE("Bulk_execute"),
  INIT_DB("Init DB"),
  QUIT("Quit"),
  CHANGE_USER("Change user"),
  SHUTDOWN("Shutdown"),
  FIELD_LIST("Field List"),
  CREATE_DB("Create DB"),
  DROP_DB("Drop DB"),
  KILL("Kill"),
  BINLOG_DUMP("Binlog Dump"),
  BINLOG_DUMP_GTID("Binlog Dump GTID"),
  CLOSE_STATEMENT("Close stmt"),
  RESET_STATEMENT("Reset stmt"),
  /** Any of {@link #OTHERS}. */
  OTHER("");

  private static final byte[][] OTHERS = {
    Ascii.bytes("Sleep"),
    Ascii.bytes("Refresh"),
    Ascii.bytes("Statistics"),
    Ascii.bytes("Processlist"),
    Ascii.bytes("Debug"),
    Ascii.bytes("Ping"),
    Ascii.bytes("Time"),
    Ascii.bytes("Delayed insert"),
    Ascii.bytes("Table Dump"),
    Ascii.bytes("Connect Out"),
    Ascii.bytes("Register Slave"),
    Ascii.bytes("Register Replica"),
    Ascii.bytes("Long Data"),
    Ascii.bytes("Set option"),
    Ascii.bytes("Fetch"),
    Ascii.bytes("Daemon"),
    Ascii.bytes("Reset Connection"),
    Ascii.bytes("Reset connection"),
    Ascii.bytes("clone"),
    Ascii.bytes("Error")
  };

  private static final Command[] NAMED = values();

  private final byte[] name;

  Command(String name) {
    this.name = Ascii.bytes(name);
  }

  /** Where the name of a command ends that begins at {@code bytes[from]}. */
  static int end(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to
        && bytes[i] != '\t'
        && !(bytes[i] == ' ' && (i + 1 == to || bytes[i + 1] == ' '))) {
      i++;
    }
    return i;
  }

  /** The command in a record kind. */
  String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The command that is named at {@code bytes[from]}, or null where none is. */
  static @Nullable Command at(byte[] bytes, int from, int to) {
    for (Command command : NAMED) {
      if (command != OTHER && named(bytes, from, to, command.name)) {
        return command;
      }
    }
    for (byte[] other : OTHERS) {
      if (named(bytes, from, to, other)) {
        return OTHER;
      }
    }
    return null;
  }

  private static boolean named(byte[] bytes, int from, int to, byte[] name) {
    return Ascii.startsWith(bytes, from, to, name) && end(bytes, from, to) == from + name.length;
  }
}
