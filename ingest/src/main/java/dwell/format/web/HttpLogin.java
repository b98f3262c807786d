package dwell.format.web;

import dwell.record.Ascii;

/**
 * Refused passwords in error logs: nginx's ngx_http_auth_basic_module ({@code user "x": password
 * mismatch}, {@code user "x" was not found in "FILE"}) and Apache's mod_auth_basic and
 * mod_auth_digest ({@code user x not found: URI}, {@code user x: authentication failure for "URI":
 * Password Mismatch}, {@code user x: password mismatch: URI}).
 *
 * <p>The name is the client's choice and may hold anything, the message's own words too: where it
 * could end in two places, it is not read.
 */
final class HttpLogin {
  private static final byte[] USER = Ascii.bytes("user ");
  private static final byte[] DIGEST = Ascii.bytes("Digest: ");
  private static final byte[] INVALID_USER = Ascii.bytes("invalid-user");
  private static final byte[] BAD_PASSWORD = Ascii.bytes("bad-password");

  private record Ending(byte[] text, byte[] reason) {}

  private static final Ending[] NGINX = {
    new Ending(Ascii.bytes("\": password mismatch"), BAD_PASSWORD),
    new Ending(Ascii.bytes("\" was not found in \""), INVALID_USER),
  };
  private static final Ending[] APACHE = {
    new Ending(Ascii.bytes(": authentication failure for \""), BAD_PASSWORD),
    new Ending(Ascii.bytes(": password mismatch: "), BAD_PASSWORD),
    new Ending(Ascii.bytes(" not found: "), INVALID_USER),
    new Ending(Ascii.bytes(" not found"), INVALID_USER),
  };

  int userFrom;
  int userTo;
  byte[] reason = BAD_PASSWORD;
  boolean ambiguous;

  /** Whether the message is a refusal; says whose and why. */
  boolean read(byte[] b, int from, int to, boolean nginx) {
    int at = nginx ? from : number(b, from, to);
    if (Ascii.startsWith(b, at, to, DIGEST)) {
      at += DIGEST.length;
    }
    if (!Ascii.startsWith(b, at, to, USER) || nginx && (at + 5 >= to || b[at + 5] != '"')) {
      return false;
    }
    userFrom = at + USER.length + (nginx ? 1 : 0);
    for (Ending ending : nginx ? NGINX : APACHE) {
      int end = Ascii.indexOf(b, userFrom, to, ending.text);
      if (end >= 0) {
        userTo = end;
        reason = ending.reason;
        ambiguous = Ascii.indexOf(b, end + 1, to, ending.text) >= 0;
        return true;
      }
    }
    return false;
  }

  /** The place behind {@code AH01617: }, the number of the message. */
  private static int number(byte[] b, int from, int to) {
    if (from + 9 > to || b[from] != 'A' || b[from + 1] != 'H' || b[from + 7] != ':') {
      return from;
    }
    return b[from + 8] == ' ' ? from + 9 : from;
  }
}
