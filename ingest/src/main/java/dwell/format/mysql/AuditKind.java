package dwell.format.mysql;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.record.Ascii;
import java.util.Locale;

/** What a record of the audit log plugins tells of. */
enum AuditKind {
  CONNECT(Action.LOGIN),
  CHANGE_USER(Action.LOGIN),
  /** Before the server has decided. */
  PRE_AUTHENTICATE(Action.LOGIN_ATTEMPT),
  DISCONNECT(Action.DISCONNECT),
  QUERY(Action.QUERY),
  /** A statement that begins, of which another record tells the end. */
  QUERY_START(Action.INFO),
  /** Auditing begins: with the server, or when the plugin is loaded. */
  START(Action.SERVICE_START),
  STOP(Action.SERVICE_STOP),
  OTHER(Action.INFO);

  private static final byte[] CONNECTION = Ascii.bytes("connection");
  private static final byte[] CONNECTED = Ascii.bytes("connect");
  private static final byte[] CHANGED_USER = Ascii.bytes("change_user");
  private static final byte[] PRE_AUTHENTICATED = Ascii.bytes("pre_authenticate");
  private static final byte[] DISCONNECTED = Ascii.bytes("disconnect");
  private static final byte[] STARTUP = Ascii.bytes("startup");
  private static final byte[] SHUTDOWN = Ascii.bytes("shutdown");
  private static final byte[] EVENT_START = Ascii.bytes("_start");

  private static final byte[] NAME_CONNECT = Ascii.bytes("Connect");
  private static final byte[] NAME_CHANGE_USER = Ascii.bytes("Change user");
  private static final byte[] NAME_CHANGE_USER_LATER = Ascii.bytes("Change User");
  private static final byte[] NAME_PRE_AUTHENTICATE = Ascii.bytes("Pre Authenticate");
  private static final byte[] NAME_QUIT = Ascii.bytes("Quit");
  private static final byte[] NAME_DISCONNECT = Ascii.bytes("Disconnect");
  private static final byte[] NAME_AUDIT = Ascii.bytes("Audit");
  private static final byte[] NAME_NO_AUDIT = Ascii.bytes("NoAudit");
  private static final byte[] NAME_SHUTDOWN = Ascii.bytes("Shutdown");
  private static final byte[] NAME_START = Ascii.bytes(" Start");

  private final Action action;
  private final byte[] shape =
      Ascii.bytes("mysql.audit/" + name().toLowerCase(Locale.ROOT).replace('_', '-'));

  AuditKind(Action action) {
    this.action = action;
  }

  /** Whether a login is told of: its account stands as the client sent it. */
  boolean connection() {
    return this == CONNECT || this == CHANGE_USER || this == PRE_AUTHENTICATE || this == DISCONNECT;
  }

  void put(EventBatch batch) {
    batch.action(action);
    batch.keyword(Field.SHAPE, shape, 0, shape.length);
  }

  /** The kind of a record, by its class and event (JSON) or its name. */
  static AuditKind of(AuditParts parts) {
    AuditKind statement = parts.has(AuditPart.SQLTEXT) ? QUERY : OTHER;
    if (parts.is(AuditPart.NAME, CONNECTION)) {
      return connection(parts);
    }
    if (parts.is(AuditPart.EVENT, STARTUP)) {
      return START;
    }
    if (parts.is(AuditPart.EVENT, SHUTDOWN)) {
      return STOP;
    }
    if (parts.endsWith(AuditPart.EVENT, EVENT_START)) {
      return statement == QUERY ? QUERY_START : OTHER;
    }
    return statement == QUERY ? statement(parts) : named(parts);
  }

  private static AuditKind connection(AuditParts parts) {
    if (parts.is(AuditPart.EVENT, CONNECTED)) {
      return CONNECT;
    } else if (parts.is(AuditPart.EVENT, CHANGED_USER)) {
      return CHANGE_USER;
    } else if (parts.is(AuditPart.EVENT, PRE_AUTHENTICATED)) {
      return PRE_AUTHENTICATE;
    }
    return parts.is(AuditPart.EVENT, DISCONNECTED) ? DISCONNECT : OTHER;
  }

  private static AuditKind statement(AuditParts parts) {
    return parts.endsWith(AuditPart.NAME, NAME_START) ? QUERY_START : QUERY;
  }

  private static AuditKind named(AuditParts parts) {
    if (parts.is(AuditPart.NAME, NAME_CONNECT)) {
      return CONNECT;
    } else if (parts.is(AuditPart.NAME, NAME_CHANGE_USER)
        || parts.is(AuditPart.NAME, NAME_CHANGE_USER_LATER)) {
      return CHANGE_USER;
    } else if (parts.is(AuditPart.NAME, NAME_PRE_AUTHENTICATE)) {
      return PRE_AUTHENTICATE;
    } else if (parts.is(AuditPart.NAME, NAME_QUIT) || parts.is(AuditPart.NAME, NAME_DISCONNECT)) {
      return DISCONNECT;
    } else if (parts.is(AuditPart.NAME, NAME_AUDIT)) {
      return START;
    }
    boolean stops =
        parts.is(AuditPart.NAME, NAME_NO_AUDIT) || parts.is(AuditPart.NAME, NAME_SHUTDOWN);
    return stops ? STOP : OTHER;
  }
}
