package dwell.format.mongodb;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.record.Ascii;
import java.util.Arrays;

/**
 * Logins in the text log, to version 4.2:
 *
 * <pre>
 * Successfully authenticated as principal U on D [from client A]            2.6 to 4.2
 * [SASL ]M authentication failed for U on D from client A ; CODE: text      3.0 to 4.2
 * Failed to authenticate U@D with mechanism M: AuthenticationFailed text    2.6
 * auth: couldn't find user U, D.system.users; auth: key mismatch U, ns:D    to 2.4
 *  authenticate db: D { authenticate: 1, nonce: "xxx", user: "U", key: "xxx" }
 * </pre>
 *
 * (sasl_commands.cpp, authentication_commands.cpp, to 2.4 security_commands.cpp.) The client chose
 * the account's name: where it imitates the words behind it, account and address are left out.
 */
final class TextLogins {
  private static final byte[] SUCCESS = Ascii.bytes("Successfully authenticated as principal ");
  private static final byte[] FAILED = Ascii.bytes(" authentication failed for ");
  private static final byte[] NOT_AUTHENTICATED = Ascii.bytes("Failed to authenticate ");
  private static final byte[] WITH_MECHANISM = Ascii.bytes(" with mechanism ");
  private static final byte[] FROM_CLIENT = Ascii.bytes(" from client ");
  private static final byte[] ON = Ascii.bytes(" on ");
  private static final byte[] BEHIND_CLIENT = Ascii.bytes(" ; ");
  private static final byte[] SASL = Ascii.bytes("SASL ");
  private static final byte[] NO_USER = Ascii.bytes("auth: couldn't find user ");
  private static final byte[] KEY_MISMATCH = Ascii.bytes("auth: key mismatch ");
  private static final byte[] USERS = Ascii.bytes(".system.users");
  private static final byte[] COMMA = Ascii.bytes(", ");
  private static final byte[] NAMESPACE = Ascii.bytes("ns:");
  private static final byte[] BEGUN = Ascii.bytes("authenticate db: ");
  private static final byte[] USER = Ascii.bytes(" user: \"");

  /** Where the account's name that was read last stands; empty where none was. */
  int userFrom;

  int userTo;

  /** Sets the row where {@code b[from, to)} tells of a login; false where it does not. */
  boolean put(EventBatch batch, byte[] b, int from, int to) {
    userFrom = 0;
    userTo = 0;
    if (Ascii.startsWith(b, from, to, SUCCESS)) {
      success(batch, b, from + SUCCESS.length, to);
    } else if (Ascii.startsWith(b, from, to, NOT_AUTHENTICATED)) {
      notAuthenticated(batch, b, from + NOT_AUTHENTICATED.length, to);
    } else if (Ascii.startsWith(b, from, to, NO_USER)) {
      refused(batch);
      Refusals.unknownUser(batch);
      old(batch, b, from + NO_USER.length, to);
    } else if (Ascii.startsWith(b, from, to, KEY_MISMATCH)) {
      refused(batch);
      Refusals.badPassword(batch);
      old(batch, b, from + KEY_MISMATCH.length, to);
    } else if (Ascii.startsWith(b, from, to, BEGUN)) {
      begun(batch, b, from + BEGUN.length, to);
    } else {
      return mechanism(batch, b, from, to);
    }
    return true;
  }

  private static void refused(EventBatch batch) {
    Shape.LOGIN_REFUSED.put(batch);
    batch.outcome(Outcome.FAILURE);
  }

  private void success(EventBatch batch, byte[] b, int from, int to) {
    Shape.LOGIN_ACCEPTED.put(batch);
    batch.outcome(Outcome.SUCCESS);
    int client = Ascii.lastIndexOf(b, from, to, FROM_CLIENT);
    // An address holds no blank: else the words are the name's.
    int address = client < 0 ? to : client + FROM_CLIENT.length;
    boolean whole = client >= 0 && Ascii.indexOf(b, address, to, (byte) ' ') < 0;
    if (whole) {
      Remote.put(batch, b, address, to);
    }
    account(batch, b, from, whole ? client : to);
  }

  /** {@code U on D}: a database's name holds no blank. */
  private void account(EventBatch batch, byte[] b, int from, int to) {
    int on = Ascii.lastIndexOf(b, from, to, ON);
    user(batch, b, from, on < 0 ? to : on);
    if (on >= 0) {
      batch.keyword(Field.DB_NAMESPACE, b, on + ON.length, to);
    }
  }

  private void user(EventBatch batch, byte[] b, int from, int to) {
    userFrom = from;
    userTo = to;
    batch.keyword(Field.USER, b, from, to);
  }

  /** {@code [SASL ]M authentication failed for U on D from client A ; CODE: text}. */
  private boolean mechanism(EventBatch batch, byte[] b, int from, int to) {
    int name = Ascii.startsWith(b, from, to, SASL) ? from + SASL.length : from;
    int end = Ascii.indexOf(b, name, to, (byte) ' ');
    if (end <= name || !Ascii.startsWith(b, end, to, FAILED)) {
      return false;
    }
    refused(batch);
    batch.keyword(Field.AUTH_METHOD, b, name, end);
    int account = end + FAILED.length;
    int client = Ascii.indexOf(b, account, to, FROM_CLIENT);
    if (client < 0) {
      return true;
    }
    int address = client + FROM_CLIENT.length;
    if (Ascii.indexOf(b, address, to, FROM_CLIENT) >= 0) {
      batch.flag(Flag.AMBIGUOUS_TEXT);
      return true;
    }
    int behind = Ascii.indexOf(b, address, to, BEHIND_CLIENT);
    int addressTo = behind < 0 ? to : behind;
    account(batch, b, account, client);
    Remote.put(batch, b, address, addressTo);
    Refusals.reason(batch, b, Math.min(addressTo + BEHIND_CLIENT.length, to), to);
    return true;
  }

  /** {@code U@D with mechanism M: AuthenticationFailed text}. */
  private void notAuthenticated(EventBatch batch, byte[] b, int from, int to) {
    refused(batch);
    int with = Ascii.indexOf(b, from, to, WITH_MECHANISM);
    if (with < 0) {
      return;
    }
    int mechanism = with + WITH_MECHANISM.length;
    if (Ascii.indexOf(b, mechanism, to, WITH_MECHANISM) >= 0) {
      batch.flag(Flag.AMBIGUOUS_TEXT);
      return;
    }
    int colon = Ascii.indexOf(b, mechanism, to, (byte) ':');
    batch.keyword(Field.AUTH_METHOD, b, mechanism, colon < 0 ? to : colon);
    if (colon >= 0) {
      Refusals.reason(batch, b, Ascii.skipBlanks(b, colon + 1, to), to);
    }
    int at = with - 1;
    while (at > from && b[at] != '@') {
      at--;
    }
    user(batch, b, from, at > from ? at : with);
    if (at > from) {
      batch.keyword(Field.DB_NAMESPACE, b, at + 1, with);
    }
  }

  /** {@code U, ns:D} or {@code U[@D], D.system.users}. */
  private void old(EventBatch batch, byte[] b, int from, int to) {
    int comma = Ascii.lastIndexOf(b, from, to, COMMA);
    if (comma < 0) {
      return;
    }
    int database = comma + COMMA.length;
    database += Ascii.startsWith(b, database, to, NAMESPACE) ? NAMESPACE.length : 0;
    int databaseTo = Ascii.endsWith(b, database, to, USERS) ? to - USERS.length : to;
    batch.keyword(Field.DB_NAMESPACE, b, database, databaseTo);
    int length = databaseTo - database;
    int at = comma - length - 1;
    boolean named = at > from && b[at] == '@' && same(b, at + 1, database, length);
    user(batch, b, from, named ? at : comma);
  }

  private static boolean same(byte[] b, int one, int other, int length) {
    return Arrays.equals(b, one, one + length, b, other, other + length);
  }

  private void begun(EventBatch batch, byte[] b, int from, int to) {
    Shape.LOGIN_BEGUN.put(batch);
    int end = Ascii.indexOf(b, from, to, (byte) ' ');
    batch.keyword(Field.DB_NAMESPACE, b, from, end < 0 ? to : end);
    int user = Ascii.indexOf(b, from, to, USER);
    if (user >= 0) {
      int begin = user + USER.length;
      int quote = Ascii.indexOf(b, begin, to, (byte) '"');
      batch.keyword(Field.USER, b, begin, quote < 0 ? to : quote);
    }
  }
}
