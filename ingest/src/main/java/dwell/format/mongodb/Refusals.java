package dwell.format.mongodb;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.record.Ascii;

/** The server's errors that refuse something (src/mongo/base/error_codes.yml). */
final class Refusals {
  private static final byte[] USER_NOT_FOUND = Ascii.bytes("UserNotFound");
  private static final byte[] FAILED_USER_NOT_FOUND =
      Ascii.bytes("AuthenticationFailed UserNotFound");
  private static final byte[] AUTHENTICATION_FAILED = Ascii.bytes("AuthenticationFailed");
  private static final byte[] CODE_USER_NOT_FOUND = Ascii.bytes("\"codeName\":\"UserNotFound\"");
  private static final byte[] CODE_FAILED = Ascii.bytes("\"codeName\":\"AuthenticationFailed\"");

  private static final byte[] INVALID_USER = Ascii.bytes("invalid-user");
  private static final byte[] BAD_PASSWORD = Ascii.bytes("bad-password");
  private static final byte[] NOT_ALLOWED = Ascii.bytes("not-allowed");
  private static final byte[] UNAUTHORIZED = Ascii.bytes("13");

  private Refusals() {}

  /** Sets why a login was refused, by an error: {@code CODENAME: text}, or an object. */
  static void reason(EventBatch batch, byte[] b, int from, int to) {
    if (from < to && b[from] == '{') {
      // The code's name stands before the text, which the client has a part in.
      int user = Ascii.indexOf(b, from, to, CODE_USER_NOT_FOUND);
      int failed = Ascii.indexOf(b, from, to, CODE_FAILED);
      if (user >= 0 && (failed < 0 || user < failed)) {
        keyword(batch, INVALID_USER);
      } else if (failed >= 0) {
        keyword(batch, BAD_PASSWORD);
      }
    } else if (Ascii.startsWith(b, from, to, USER_NOT_FOUND)
        || Ascii.startsWith(b, from, to, FAILED_USER_NOT_FOUND)) {
      keyword(batch, INVALID_USER);
    } else if (Ascii.startsWith(b, from, to, AUTHENTICATION_FAILED)) {
      keyword(batch, BAD_PASSWORD);
    }
  }

  /** Sets why a login was refused, by the number of its error. */
  static void reason(EventBatch batch, long code) {
    if (code == 11) {
      keyword(batch, INVALID_USER);
    } else if (code == 18) {
      keyword(batch, BAD_PASSWORD);
    }
  }

  static void unknownUser(EventBatch batch) {
    keyword(batch, INVALID_USER);
  }

  static void badPassword(EventBatch batch) {
    keyword(batch, BAD_PASSWORD);
  }

  /** A command that the account may not run: error 13. */
  static void notAuthorized(EventBatch batch) {
    batch.outcome(Outcome.FAILURE);
    keyword(batch, NOT_ALLOWED);
    batch.keyword(Field.DB_STATUS, UNAUTHORIZED, 0, UNAUTHORIZED.length);
  }

  private static void keyword(EventBatch batch, byte[] reason) {
    batch.keyword(Field.REASON, reason, 0, reason.length);
  }
}
