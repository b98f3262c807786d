package dwell.sigma;

import dwell.event.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One record of an audit event, with its keys as they stand in the log (auditd.conf(5), the audit
 * field dictionary): what rules for auditd ask for.
 *
 * @param type as logged: {@code EXECVE}
 * @param keys of this record; texts that the kernel wrote in hex (kernel/audit.c, audit_log_n_hex)
 *     are decoded
 * @param event the first value of each key in the whole event
 */
record AuditRecord(String type, Map<String, String> keys, Map<String, String> event) {
  /** Keys whose value is hex where it is not quoted: text that somebody else chose. */
  private static final Set<String> UNTRUSTED =
      Set.of(
          "exe", "comm", "name", "cwd", "proctitle", "key", "acct", "cmd", "path", "data", "dir");

  private static final int MAX_SERIALS = 256;

  /**
   * The records of an event.
   *
   * @param text the record of the log, with the lines of several events where they stand in each
   *     other
   * @param ordinal which of these events
   * @return empty where the text is not of auditd's own log
   */
  static List<AuditRecord> read(String text, int ordinal) {
    Map<String, List<String>> serials = new LinkedHashMap<>();
    text.lines()
        .forEach(line -> {
          int id = line.indexOf(" msg=audit(");
          int end = id < 0 ? -1 : line.indexOf(')', id);
          if (end > 0 && line.contains("type=") && serials.size() < MAX_SERIALS) {
            int type = line.indexOf("type=");
            String serial = (type > 0 ? line.substring(0, type) : "") + line.substring(id, end);
            serials.computeIfAbsent(serial, s -> new ArrayList<>()).add(line);
          }
        });
    List<List<String>> events = List.copyOf(serials.values());
    if (ordinal >= events.size()) {
      return List.of();
    }
    Map<String, String> all = new HashMap<>();
    List<AuditRecord> records = new ArrayList<>();
    for (String line : events.get(ordinal)) {
      int type = line.indexOf("type=") + "type=".length();
      String name = line.substring(type, Math.max(type, line.indexOf(' ', type)));
      Map<String, String> keys = keys(line, line.indexOf(')', type) + 1, name.equals("EXECVE"));
      keys.put("type", name);
      keys.forEach(all::putIfAbsent);
      records.add(new AuditRecord(name, keys, all));
    }
    return records;
  }

  /** The one record that the columns of an event make, where its carrier was no log of auditd. */
  static AuditRecord of(EventView view) {
    Map<String, String> keys = new HashMap<>();
    String shape = view.text(Field.SHAPE);
    String type =
        shape == null || !shape.startsWith("audit/")
            ? ""
            : shape.substring("audit/".length()).toUpperCase(Locale.ROOT).replace('-', '_');
    put(keys, "type", type);
    put(keys, "exe", view.text(Field.EXECUTABLE));
    put(keys, "comm", view.text(Field.PROCESS));
    put(keys, "cwd", view.text(Field.WORKING_DIRECTORY));
    put(keys, "name", view.text(Field.FILE_PATH));
    put(keys, "pid", view.text(Field.PID));
    put(keys, "ppid", view.text(Field.PARENT_PID));
    put(keys, "uid", view.text(Field.USER_ID));
    put(keys, "euid", view.text(Field.EFFECTIVE_USER_ID));
    put(keys, "auid", view.text(Field.AUDIT_USER_ID));
    put(keys, "ses", view.text(Field.SESSION));
    put(keys, "terminal", view.text(Field.TTY));
    put(keys, "tty", view.text(Field.TTY));
    put(keys, "acct", view.text(Field.USER));
    put(keys, "addr", view.text(Field.SOURCE_IP));
    put(keys, "hostname", view.text(Field.SOURCE_DOMAIN));
    String command = view.text(Field.COMMAND_LINE);
    if (command != null && type.equals("EXECVE")) {
      String[] words = command.split(" ", -1);
      for (int i = 0; i < words.length; i++) {
        keys.put("a" + i, words[i]);
      }
    } else if (command != null) {
      keys.put(type.equals("USER_CMD") ? "cmd" : "proctitle", command);
    }
    return new AuditRecord(type, keys, keys);
  }

  /** The value of a key: of this record, else of another of its event; arguments only of this. */
  @Nullable String value(String key) {
    String own = keys.get(key);
    return own != null || argument(key) ? own : event.get(key);
  }

  private static void put(Map<String, String> keys, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      keys.put(key, value);
    }
  }

  private static boolean argument(String key) {
    return key.length() > 1 && key.charAt(0) == 'a' && Character.isDigit(key.charAt(1));
  }

  private static Map<String, String> keys(String line, int from, boolean execve) {
    Map<String, String> keys = new HashMap<>();
    int at = from;
    while (at < line.length()) {
      int equals = line.indexOf('=', at);
      if (equals < 0) {
        break;
      }
      int start = equals;
      while (start > at && line.charAt(start - 1) > ' ' && line.charAt(start - 1) != '\'') {
        start--;
      }
      String key = line.substring(start, equals);
      at = equals + 1;
      if (at < line.length() && line.charAt(at) == '\'') {
        at++;
        continue;
      }
      boolean quoted = at < line.length() && line.charAt(at) == '"';
      int end = quoted ? line.indexOf('"', at + 1) : bare(line, at);
      end = end < 0 ? line.length() : end;
      String value = line.substring(quoted ? at + 1 : at, end);
      at = quoted ? end + 1 : end;
      boolean hex = !quoted && (UNTRUSTED.contains(key) || execve && argument(key));
      put(keys, key, hex ? decoded(value) : value, execve);
    }
    return keys;
  }

  /** A long argument stands in pieces, {@code a1[0]=} {@code a1[1]=} (kernel/auditsc.c). */
  private static void put(Map<String, String> keys, String key, String value, boolean execve) {
    int bracket = execve ? key.indexOf('[') : -1;
    if (bracket > 0) {
      keys.merge(key.substring(0, bracket), value, String::concat);
    } else if (!key.isEmpty()) {
      keys.putIfAbsent(key, value);
    }
  }

  private static int bare(String line, int from) {
    int end = from;
    while (end < line.length() && line.charAt(end) > ' ' && line.charAt(end) != '\'') {
      end++;
    }
    return end;
  }

  private static String decoded(String value) {
    if (value.length() < 2 || value.length() % 2 != 0) {
      return value;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && (c < 'A' || c > 'F')) {
        return value;
      }
    }
    return new String(HexFormat.of().parseHex(value), StandardCharsets.UTF_8).replace('\0', ' ');
  }
}
