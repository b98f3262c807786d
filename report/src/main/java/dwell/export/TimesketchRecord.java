package dwell.export;

import dwell.event.Event;
import dwell.event.Field;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as Timesketch has it: flat, of a fixed set of attributes (each one of an index costs a
 * mapping, and there is a limit to them), under the names that its own analyzers look for.
 *
 * <p>Source: Timesketch, {@code docs/guides/user/import-from-json-csv.md} and {@code
 * timesketch/lib/utils.py}: {@code message}, {@code datetime} and {@code timestamp_desc} must be
 * there; {@code timestamp} counts microseconds.
 */
final class TimesketchRecord {
  /** Attributes taken over as they are, by their name there. */
  private static final Map<String, Field> PLAIN = new LinkedHashMap<>();

  static {
    PLAIN.put("username", Field.USER);
    PLAIN.put("ip_address", Field.SOURCE_IP);
    PLAIN.put("port", Field.SOURCE_PORT);
    PLAIN.put("source_host", Field.SOURCE_DOMAIN);
    PLAIN.put("authentication_method", Field.AUTH_METHOD);
    PLAIN.put("authentication_key", Field.AUTH_KEY);
    PLAIN.put("effective_user", Field.EFFECTIVE_USER);
    PLAIN.put("target_user", Field.TARGET_USER);
    PLAIN.put("process", Field.PROCESS);
    PLAIN.put("command", Field.COMMAND_LINE);
    PLAIN.put("session", Field.SESSION);
    PLAIN.put("reason", Field.REASON);
    PLAIN.put("http_method", Field.HTTP_METHOD);
    PLAIN.put("status_code", Field.HTTP_STATUS);
    PLAIN.put("url", Field.URL);
    PLAIN.put("user_agent", Field.USER_AGENT);
    PLAIN.put("db_system", Field.DB_SYSTEM);
    PLAIN.put("db_name", Field.DB_NAMESPACE);
    PLAIN.put("db_query", Field.DB_QUERY);
    PLAIN.put("db_tables", Field.DB_COLLECTION);
    PLAIN.put("db_rows", Field.DB_RETURNED_ROWS);
    PLAIN.put("time_error", Field.TIME_ERROR);
  }

  /** Every attribute, in order; the columns of the CSV form. */
  static final List<String> ATTRIBUTES = attributes();

  private TimesketchRecord() {}

  private static List<String> attributes() {
    List<String> all =
        new java.util.ArrayList<>(
            List.of(
                "message",
                "datetime",
                "timestamp",
                "timestamp_desc",
                "data_type",
                "tag",
                "hostname",
                "reporter",
                "pid",
                "body",
                "action",
                "outcome"));
    all.addAll(PLAIN.keySet());
    all.addAll(
        List.of("time_basis", "event_id", "evidence_file", "evidence_offset", "evidence_length"));
    return List.copyOf(all);
  }

  /** The attributes that the event has, in order; tags as a list. */
  static Map<String, Object> of(Event event, EventTags tags) {
    Map<String, Object> record = new LinkedHashMap<>();
    Instant instant = ExportText.instant(event);
    String body = ExportText.line(ExportText.body(event));
    String process = event.text(Field.PROCESS);
    Long pid = event.number(Field.PID);
    record.put("message", message(process, pid, body));
    record.put("datetime", ExportText.micros(instant) + "+00:00");
    record.put("timestamp", ExportText.epochMicros(instant));
    record.put("timestamp_desc", "Log entry time");
    record.put("data_type", "dwell:" + event.dataset().id() + ":" + event.action().id());
    put(record, "tag", tags.of(event.id()).isEmpty() ? null : tags.of(event.id()));
    put(record, "hostname", event.text(Field.HOST));
    put(record, "reporter", reporter(process));
    put(record, "pid", pid);
    record.put("body", body);
    record.put("action", event.action().id());
    record.put("outcome", event.outcome().id());
    PLAIN.forEach((name, field) -> put(record, name, value(event, field)));
    put(record, "time_basis", event.time().basis() == null ? null : event.time().basis().id());
    record.put("event_id", event.id());
    record.put("evidence_file", ExportText.line(event.place().path()));
    record.put("evidence_offset", event.place().offset());
    record.put("evidence_length", event.place().length());
    return record;
  }

  /** As plaso writes syslog: its analyzers read the process id from the beginning of the text. */
  private static String message(@Nullable String process, @Nullable Long pid, String body) {
    if (process == null) {
      return body;
    }
    return "["
        + ExportText.line(process)
        + "]"
        + (pid == null ? "" : " [" + pid + "]")
        + ": "
        + body;
  }

  /** OpenSSH 9.8 parted sshd into several programs; analyzers ask for the old name. */
  private static @Nullable String reporter(@Nullable String process) {
    return "sshd-session".equals(process) || "sshd-auth".equals(process) ? "sshd" : process;
  }

  private static @Nullable Object value(Event event, Field field) {
    return field.kind() == Field.Kind.NUMBER ? event.number(field) : ExportText.value(event, field);
  }

  private static void put(Map<String, Object> record, String name, @Nullable Object value) {
    if (value != null) {
      record.put(name, value instanceof String text ? ExportText.line(text) : value);
    }
  }
}
