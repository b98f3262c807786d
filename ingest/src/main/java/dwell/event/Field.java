package dwell.event;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an event beside its time, place, dataset, action, outcome and flags. Elastic Common
 * Schema names where ECS has one, OpenTelemetry's {@code db.*} for databases, {@code dwell.*} for
 * the rest.
 */
public enum Field {
  /** Why it failed, where the record says. */
  REASON("event.reason", Kind.KEYWORD),
  /** The record's own text without its envelope. */
  MESSAGE("message", Kind.TEXT),
  /** The host that wrote the record. */
  HOST("host.name", Kind.KEYWORD),
  /** Who acts, or tries to. */
  USER("user.name", Kind.KEYWORD),
  /** The numeric id of {@link #USER}, as the record has it. */
  USER_ID("user.id", Kind.NUMBER),
  /** Whom they become. */
  EFFECTIVE_USER("user.effective.name", Kind.KEYWORD),
  /** The numeric id of {@link #EFFECTIVE_USER}. */
  EFFECTIVE_USER_ID("user.effective.id", Kind.NUMBER),
  /** The account acted upon. */
  TARGET_USER("user.target.name", Kind.KEYWORD),
  /** The group acted upon. */
  GROUP("group.name", Kind.KEYWORD),
  /** The kernel's login uid ({@code auid}): who logged in, whoever they became since. */
  AUDIT_USER_ID("dwell.auid", Kind.NUMBER),
  SOURCE_IP("source.ip", Kind.ADDRESS),
  SOURCE_PORT("source.port", Kind.NUMBER),
  /** A host name of the far side; never an address. */
  SOURCE_DOMAIN("source.domain", Kind.KEYWORD),
  DESTINATION_IP("destination.ip", Kind.ADDRESS),
  DESTINATION_PORT("destination.port", Kind.NUMBER),
  TRANSPORT("network.transport", Kind.KEYWORD),
  /** The program as logged. */
  PROCESS("process.name", Kind.KEYWORD),
  PID("process.pid", Kind.NUMBER),
  PARENT_PID("process.parent.pid", Kind.NUMBER),
  EXECUTABLE("process.executable", Kind.KEYWORD),
  COMMAND_LINE("process.command_line", Kind.TEXT),
  WORKING_DIRECTORY("process.working_directory", Kind.KEYWORD),
  /** The terminal, as logged: {@code pts/0}, {@code ssh}, {@code tty1}. */
  TTY("dwell.tty", Kind.KEYWORD),
  FILE_PATH("file.path", Kind.KEYWORD),
  AUTH_METHOD("dwell.auth.method", Kind.KEYWORD),
  /** The key's fingerprint. */
  AUTH_KEY("dwell.auth.key", Kind.KEYWORD),
  /** The session's id in its own log. */
  SESSION("dwell.session", Kind.KEYWORD),
  DB_SYSTEM("db.system.name", Kind.KEYWORD),
  DB_NAMESPACE("db.namespace", Kind.KEYWORD),
  /** The statement, exact, every line of it. */
  DB_QUERY("db.query.text", Kind.TEXT),
  DB_OPERATION("db.operation.name", Kind.KEYWORD),
  /** Tables; several are joined by {@link #LIST_SEPARATOR} inside dwell, a list outside. */
  DB_COLLECTION("db.collection.name", Kind.LIST),
  DB_RETURNED_ROWS("db.response.returned_rows", Kind.NUMBER),
  /** Error number or SQLSTATE. */
  DB_STATUS("db.response.status_code", Kind.KEYWORD),
  DB_ROWS_EXAMINED("dwell.db.rows_examined", Kind.NUMBER),
  /** Nanoseconds. */
  DURATION("event.duration", Kind.NUMBER),
  /** When it began, where that is not when it was written: nanoseconds since the epoch. */
  START("event.start", Kind.INSTANT),
  HTTP_METHOD("http.request.method", Kind.KEYWORD),
  HTTP_STATUS("http.response.status_code", Kind.NUMBER),
  HTTP_BYTES("http.response.body.bytes", Kind.NUMBER),
  URL("url.original", Kind.TEXT),
  HTTP_REFERRER("http.request.referrer", Kind.TEXT),
  USER_AGENT("user_agent.original", Kind.KEYWORD),
  /** The stamp as written. */
  TIME_ORIGINAL("dwell.time.original", Kind.TEXT),
  /** Seconds by which the instant may be off. */
  TIME_ERROR("dwell.time.error", Kind.NUMBER),
  /** Place in order where a record has no time of its own, from 1. */
  ORDER("dwell.order", Kind.NUMBER),
  /** The catalogue shape or record kind that understood the record; absent: none did. */
  SHAPE("dwell.shape", Kind.KEYWORD),
  /**
   * The mined template of a record that no parser knew: its fixed words, {@code <*>} for the rest.
   */
  TEMPLATE("dwell.template", Kind.KEYWORD),
  /** How many occurrences the record stands for, where more than one. */
  REPEAT("dwell.repeat", Kind.NUMBER);

  /** How a field's values are held and searched. */
  public enum Kind {
    /** A short string, compared whole; a dictionary column. Cut at {@link Keywords#MAX_BYTES}. */
    KEYWORD,
    /** Several short strings. */
    LIST,
    /** A signed 64-bit number. */
    NUMBER,
    /** Nanoseconds since 1970-01-01T00:00:00Z. */
    INSTANT,
    /** An IPv4 or IPv6 address, 16 bytes, IPv4 as IPv4-mapped. */
    ADDRESS,
    /** Text of any length: a slice of the record's own bytes, or a value of its own. */
    TEXT
  }

  /** Joins the values of a {@link Kind#LIST} field inside dwell. */
  public static final char LIST_SEPARATOR = '\u001f';

  private static final Map<String, Field> BY_KEY = new HashMap<>();

  static {
    for (Field field : values()) {
      BY_KEY.put(field.key, field);
    }
  }

  private final String key;
  private final Kind kind;

  Field(String key, Kind kind) {
    this.key = key;
    this.kind = kind;
  }

  /** The dotted key, as in an event's JSON form and in queries. */
  public String key() {
    return key;
  }

  public Kind kind() {
    return kind;
  }

  /** The field of that key, or null where there is none. */
  public static @Nullable Field of(String key) {
    return BY_KEY.get(key);
  }
}
