package dwell.format.postgresql;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.format.sql.Text;
import dwell.record.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * Connections, logins and their ends (utils/init/postinit.c, libpq/auth.c, tcop/postgres.c).
 *
 * <p>{@code connection authorized} is the login. It is written when the password was right, before
 * the server looks for role and database; where that refuses, the {@code FATAL} is the login and
 * the other becomes the attempt.
 */
final class LoginMessages {
  static final byte[] RECEIVED = Ascii.bytes("connection received: host=");
  private static final byte[] CONNECTION = Ascii.bytes("connection ");
  private static final byte[] DISCONNECTION = Ascii.bytes("disconnection: session time: ");
  private static final byte[] AUTHENTICATED = Ascii.bytes("connection authenticated: ");
  private static final byte[] AUTHORIZED = Ascii.bytes("connection authorized: ");
  private static final byte[] REPLICATION = Ascii.bytes("replication connection authorized: ");
  private static final byte[] PORT = Ascii.bytes(" port=");
  private static final byte[] HOST = Ascii.bytes(" host=");
  private static final byte[] METHOD = Ascii.bytes(" method=");
  private static final byte[] IDENTITY = Ascii.bytes("identity=\"");
  private static final byte[] USER = Ascii.bytes("user=");
  private static final byte[] DATABASE = Ascii.bytes(" database=");
  private static final byte[] APPLICATION = Ascii.bytes(" application_name=");
  private static final byte[] SSL = Ascii.bytes(" SSL enabled");
  private static final byte[] GSS = Ascii.bytes(" GSS (");

  private static final byte[] AUTHENTICATION_FAILED =
      Ascii.bytes(" authentication failed for user \"");
  private static final byte[] PASSWORD = Ascii.bytes("password authentication");
  private static final byte[] NO_ENTRY = Ascii.bytes("no pg_hba.conf entry for ");
  private static final byte[] REJECTS = Ascii.bytes("pg_hba.conf rejects ");
  private static final byte[] ROLE = Ascii.bytes("role \"");
  private static final byte[] DATABASE_NAMED = Ascii.bytes("database \"");
  private static final byte[] NOT_THERE = Ascii.bytes("\" does not exist");
  private static final byte[] NOT_PERMITTED = Ascii.bytes("\" is not permitted to log in");
  private static final byte[] NO_DATABASE_PERMISSION =
      Ascii.bytes("permission denied for database ");
  private static final byte[] TOO_MANY = Ascii.bytes("too many ");
  private static final byte[] SORRY = Ascii.bytes("sorry, too many clients already");
  private static final byte[] RESERVED = Ascii.bytes("remaining connection slots are reserved");
  private static final byte[] QUOTED_HOST = Ascii.bytes("host \"");
  private static final byte[] QUOTED_USER = Ascii.bytes("\", user \"");
  private static final byte[] QUOTED_DATABASE = Ascii.bytes("\", database \"");
  private static final byte[] ROLE_DETAIL = Ascii.bytes("Role \"");
  private static final byte[] NO_LOGIN_DETAIL = Ascii.bytes("User \"");
  private static final byte[] EXPIRED = Ascii.bytes("\" has an expired password");

  private static final byte[] INVALID_USER = Ascii.bytes("invalid-user");
  private static final byte[] BAD_PASSWORD = Ascii.bytes("bad-password");
  private static final byte[] NOT_ALLOWED = Ascii.bytes("not-allowed");
  private static final byte[] TOO_MANY_CONNECTIONS = Ascii.bytes("too-many-connections");
  private static final byte[] PASSWORD_METHOD = Ascii.bytes("password");

  /** Whether a message may be one of those that {@link #put} knows. */
  static boolean concerns(byte[] bytes, int from, int to) {
    return Ascii.startsWith(bytes, from, to, CONNECTION)
        || Ascii.startsWith(bytes, from, to, DISCONNECTION)
        || Ascii.startsWith(bytes, from, to, REPLICATION);
  }

  /** Sets the row where the plain text is about a connection; else answers false. */
  boolean put(EventBatch batch, byte[] text, int from, int to, Backend backend) {
    if (Ascii.startsWith(text, from, to, RECEIVED)) {
      received(batch, text, from + RECEIVED.length, to, backend);
    } else if (Ascii.startsWith(text, from, to, AUTHENTICATED)) {
      authenticated(batch, text, from + AUTHENTICATED.length, to, backend);
    } else if (Ascii.startsWith(text, from, to, AUTHORIZED)) {
      authorized(batch, text, from + AUTHORIZED.length, to, backend);
    } else if (Ascii.startsWith(text, from, to, REPLICATION)) {
      authorized(batch, text, from + REPLICATION.length, to, backend);
    } else if (Ascii.startsWith(text, from, to, DISCONNECTION)) {
      disconnected(batch, text, from + DISCONNECTION.length, to, backend);
    } else {
      return false;
    }
    return true;
  }

  private static void received(EventBatch batch, byte[] text, int from, int to, Backend backend) {
    Shapes.CONNECTION_RECEIVED.put(batch);
    batch.action(Action.CONNECT);
    int port = Ascii.lastIndexOf(text, from, to, PORT);
    int end = port < 0 ? to : port;
    ServerMessages.host(
        backend, text, from, end, port < 0 ? 0 : Ascii.number(text, port + PORT.length, to));
    source(batch, backend);
  }

  private static void source(EventBatch batch, Backend backend) {
    if (backend.local) {
      batch.keyword(Field.TRANSPORT, "unix");
    } else if (!backend.host.isEmpty()) {
      batch.keyword(Field.TRANSPORT, "tcp");
      backend.host.putSource(batch);
      if (backend.port > 0) {
        batch.number(Field.SOURCE_PORT, backend.port);
      }
    }
  }

  /** {@code identity="…" method=scram-sha-256 (/etc/…/pg_hba.conf:97)}. */
  private static void authenticated(
      EventBatch batch, byte[] text, int from, int to, Backend backend) {
    Shapes.CONNECTION_AUTHENTICATED.put(batch);
    batch.action(Action.LOGIN_ATTEMPT);
    batch.outcome(Outcome.SUCCESS);
    int method = Ascii.lastIndexOf(text, from, to, METHOD);
    if (method < 0) {
      return;
    }
    int end = Ascii.indexOf(text, method + METHOD.length, to, (byte) ' ');
    backend.method.set(text, method + METHOD.length, end < 0 ? to : end);
    backend.method.put(batch, Field.AUTH_METHOD);
    if (backend.user.isEmpty() && Ascii.startsWith(text, from, to, IDENTITY)) {
      batch.keyword(Field.USER, text, from + IDENTITY.length, method - 1);
    }
  }

  /** {@code user=u database=d application_name=a SSL enabled (…)}. */
  private static void authorized(EventBatch batch, byte[] text, int from, int to, Backend backend) {
    Shapes.CONNECTION_AUTHORIZED.put(batch);
    batch.action(Action.LOGIN);
    batch.outcome(Outcome.SUCCESS);
    backend.method.put(batch, Field.AUTH_METHOD);
    backend.loginRow = batch.rowName();
    if (!Ascii.startsWith(text, from, to, USER)) {
      return;
    }
    int end = before(text, from, to, SSL);
    end = before(text, from, end, GSS);
    end = before(text, from, end, APPLICATION);
    int database = Ascii.indexOf(text, from, end, DATABASE);
    backend.user.set(text, from + USER.length, database < 0 ? end : database);
    backend.user.put(batch, Field.USER);
    if (database >= 0) {
      backend.database.set(text, database + DATABASE.length, end);
      backend.database.put(batch, Field.DB_NAMESPACE);
    }
  }

  private static int before(byte[] text, int from, int to, byte[] mark) {
    int at = Ascii.indexOf(text, from, to, mark);
    return at < 0 ? to : at;
  }

  /** {@code 0:00:33.289 user=u database=d host=h port=p}. */
  private static void disconnected(
      EventBatch batch, byte[] text, int from, int to, Backend backend) {
    Shapes.DISCONNECTION.put(batch);
    batch.action(Action.DISCONNECT);
    int end = Ascii.indexOf(text, from, to, (byte) ' ');
    long nanos = sessionTime(text, from, end < 0 ? to : end);
    if (nanos >= 0) {
      batch.number(Field.DURATION, nanos);
    }
    int host = Ascii.lastIndexOf(text, from, to, HOST);
    if (host >= 0 && backend.host.isEmpty() && !backend.local) {
      int port = Ascii.lastIndexOf(text, host, to, PORT);
      ServerMessages.host(
          backend,
          text,
          host + HOST.length,
          port < 0 ? to : port,
          port < 0 ? 0 : Ascii.number(text, port + PORT.length, to));
      source(batch, backend);
    }
    if (host >= 0 && backend.user.isEmpty()) {
      int user = Ascii.indexOf(text, from, host, USER);
      int database = Ascii.indexOf(text, from, host, DATABASE);
      if (user >= 0 && database > user) {
        batch.keyword(Field.USER, text, user + USER.length, database);
        batch.keyword(Field.DB_NAMESPACE, text, database + DATABASE.length, host);
      }
    }
    backend.loginRow = -1;
    backend.statementRow = -1;
  }

  /** Hours, minutes and seconds with a fraction, in nanoseconds; -1 where it is none. */
  private static long sessionTime(byte[] text, int from, int to) {
    int hours = Ascii.indexOf(text, from, to, (byte) ':');
    int minutes = hours < 0 ? -1 : Ascii.indexOf(text, hours + 1, to, (byte) ':');
    if (minutes < 0) {
      return -1;
    }
    long h = Ascii.number(text, from, hours);
    long m = Ascii.number(text, hours + 1, minutes);
    long s = Ascii.decimal(text, minutes + 1, to, 9);
    return h < 0 || h > 1_000_000 || m < 0 || s < 0 ? -1 : (h * 3600 + m * 60) * 1_000_000_000L + s;
  }

  /** Sets the row where the text of a FATAL message refuses a login; else answers false. */
  boolean refused(EventBatch batch, byte[] text, int from, int to, Backend backend) {
    byte[] reason = reason(batch, text, from, to, backend);
    if (reason.length == 0) {
      return false;
    }
    batch.action(Action.LOGIN);
    batch.keyword(Field.REASON, reason, 0, reason.length);
    if (backend.loginRow >= 0 && batch.reopen(backend.loginRow)) {
      batch.action(Action.LOGIN_ATTEMPT);
      batch.leave();
    }
    backend.loginRow = -1;
    return true;
  }

  private static byte[] reason(EventBatch batch, byte[] text, int from, int to, Backend backend) {
    int failed = Ascii.indexOf(text, from, Math.min(to, from + 80), AUTHENTICATION_FAILED);
    if (failed >= 0) {
      user(batch, text, failed + AUTHENTICATION_FAILED.length, to, backend);
      if (Ascii.startsWith(text, from, to, PASSWORD)) {
        batch.keyword(Field.AUTH_METHOD, PASSWORD_METHOD, 0, PASSWORD_METHOD.length);
        return BAD_PASSWORD;
      }
      return NOT_ALLOWED;
    }
    if (Ascii.startsWith(text, from, to, NO_ENTRY) || Ascii.startsWith(text, from, to, REJECTS)) {
      hostBased(batch, text, from, to, backend);
      return NOT_ALLOWED;
    }
    if (Ascii.startsWith(text, from, to, ROLE) && Ascii.endsWith(text, from, to, NOT_THERE)) {
      user(batch, text, from + ROLE.length, to, backend);
      return INVALID_USER;
    }
    if (Ascii.startsWith(text, from, to, ROLE) && Ascii.endsWith(text, from, to, NOT_PERMITTED)
        || Ascii.startsWith(text, from, to, NO_DATABASE_PERMISSION)) {
      return NOT_ALLOWED;
    }
    if (Ascii.startsWith(text, from, to, DATABASE_NAMED)
        && Ascii.endsWith(text, from, to, NOT_THERE)) {
      return INVALID_DATABASE;
    }
    return Ascii.startsWith(text, from, to, TOO_MANY)
            || Ascii.startsWith(text, from, to, SORRY)
            || Ascii.startsWith(text, from, to, RESERVED)
        ? TOO_MANY_CONNECTIONS
        : NONE;
  }

  private static void user(EventBatch batch, byte[] text, int from, int to, Backend backend) {
    int end = to;
    while (end > from && text[end - 1] != '"') {
      end--;
    }
    if (backend.user.isEmpty() && end > from) {
      batch.keyword(Field.USER, text, from, end - 1);
    }
  }

  /** {@code … host "192.0.2.1", user "u", database "d", no encryption}. */
  private static void hostBased(EventBatch batch, byte[] text, int from, int to, Backend backend) {
    int host = Ascii.indexOf(text, from, to, QUOTED_HOST);
    int user = Ascii.indexOf(text, from, to, QUOTED_USER);
    int database = user < 0 ? -1 : Ascii.indexOf(text, user, to, QUOTED_DATABASE);
    if (host < 0 || database < 0) {
      return;
    }
    if (backend.user.isEmpty()) {
      batch.keyword(Field.USER, text, user + QUOTED_USER.length, database);
    }
    if (backend.database.isEmpty()) {
      int end = Ascii.indexOf(text, database + QUOTED_DATABASE.length, to, (byte) '"');
      batch.keyword(
          Field.DB_NAMESPACE, text, database + QUOTED_DATABASE.length, end < 0 ? to : end);
    }
    if (backend.host.isEmpty()) {
      Text.source(batch, text, host + QUOTED_HOST.length, user);
    }
  }

  /** The reason in the detail of a refused login, or null where it says none. */
  @Nullable String detail(byte[] text, int from, int to) {
    if (Ascii.startsWith(text, from, to, ROLE_DETAIL)
        && Ascii.indexOf(text, from, to, NOT_THERE) > 0) {
      return "invalid-user";
    }
    return Ascii.startsWith(text, from, to, NO_LOGIN_DETAIL)
            && Ascii.indexOf(text, from, to, EXPIRED) > 0
        ? "expired"
        : null;
  }

  private static final byte[] INVALID_DATABASE = Ascii.bytes("invalid-database");
  private static final byte[] NONE = new byte[0];
}
