package dwell.format.web;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.record.Ascii;

/** What a line of an error log tells, put into the batch's row. Reused. */
final class ErrorRow {
  private static final byte[] NOT_ALLOWED = Ascii.bytes("not-allowed");

  /**
   * mod_authz_core, mod_authz_host and mod_evasive; ngx_http_access_module, limit_req, limit_conn;
   * ModSecurity 2 and 3.
   */
  private static final byte[][] REFUSALS = {
    Ascii.bytes("client denied by server configuration: "),
    Ascii.bytes("access forbidden by rule"),
    Ascii.bytes("limiting requests, excess: "),
    Ascii.bytes("limiting connections by zone "),
    Ascii.bytes("ModSecurity: Access denied with "),
  };

  private static final byte[] NGINX = Ascii.bytes("nginx");
  private static final byte[] NGINX_SHAPE = Ascii.bytes("web.error/nginx");
  private static final byte[] APACHE_SHAPE = Ascii.bytes("web.error/apache");

  private final HttpLogin login = new HttpLogin();

  /**
   * Sets all of the row but time, message and dataset.
   *
   * @param line what was read
   * @param to where the line ends
   */
  void put(ErrorLine line, byte[] b, int to, EventBatch batch) {
    batch.action(error(b[line.levelFrom]) ? Action.ERROR : Action.INFO);
    batch.words(b, line.messageFrom, to);
    byte[] shape = line.nginx ? NGINX_SHAPE : APACHE_SHAPE;
    batch.keyword(Field.SHAPE, shape, 0, shape.length);
    if (line.nginx) {
      batch.keyword(Field.PROCESS, NGINX, 0, NGINX.length);
      request(line, b, batch);
    }
    if (line.pid >= 0) {
      batch.number(Field.PID, line.pid);
    }
    if (line.referrerTo > line.referrerFrom) {
      batch.text(Field.HTTP_REFERRER, line.referrerFrom, line.referrerTo, TextCoding.RAW);
    }
    client(line, b, batch);
    if (login.read(b, line.messageFrom, line.wordsTo, line.nginx)) {
      login(b, batch);
    } else if (refused(b, line.messageFrom, line.wordsTo)) {
      batch.action(Action.BLOCK);
      batch.outcome(Outcome.FAILURE);
      batch.keyword(Field.REASON, NOT_ALLOWED, 0, NOT_ALLOWED.length);
    }
  }

  /** Whether a rule of the server's, or of ModSecurity's, turned the request away. */
  private static boolean refused(byte[] b, int from, int to) {
    // Apache's numbers its messages: AH01630: …
    boolean numbered = to - from > 9 && b[from] == 'A' && b[from + 1] == 'H' && b[from + 7] == ':';
    int at = numbered ? from + 9 : from;
    for (byte[] refusal : REFUSALS) {
      if (Ascii.startsWith(b, at, to, refusal)) {
        return true;
      }
    }
    return false;
  }

  private static void client(ErrorLine line, byte[] b, EventBatch batch) {
    if (line.ambiguous) {
      batch.flag(Flag.AMBIGUOUS_TEXT);
    } else if (line.clientTo > line.clientFrom
        && !batch.address(Field.SOURCE_IP, b, line.clientFrom, line.clientTo)) {
      batch.keyword(Field.SOURCE_DOMAIN, b, line.clientFrom, line.clientTo);
    }
    if (line.port >= 0) {
      batch.number(Field.SOURCE_PORT, line.port);
    }
  }

  private static void request(ErrorLine line, byte[] b, EventBatch batch) {
    int from = line.requestFrom;
    int to = line.requestTo;
    int space = from;
    while (space < to && b[space] >= 'A' && b[space] <= 'Z') {
      space++;
    }
    if (space == from || space >= to || b[space] != ' ') {
      return;
    }
    batch.keyword(Field.HTTP_METHOD, b, from, space);
    int end = to;
    while (end > space && b[end - 1] != ' ') {
      end--;
    }
    batch.text(Field.URL, space + 1, end > space + 1 ? end - 1 : to, TextCoding.RAW);
  }

  private void login(byte[] b, EventBatch batch) {
    batch.action(Action.LOGIN);
    batch.outcome(Outcome.FAILURE);
    batch.keyword(Field.REASON, login.reason, 0, login.reason.length);
    batch.flag(Flag.UNTRUSTED_TEXT);
    if (login.ambiguous) {
      batch.flag(Flag.AMBIGUOUS_TEXT);
    } else {
      batch.keyword(Field.USER, b, login.userFrom, login.userTo);
    }
  }

  /** emerg, alert, crit, error and warn, by their first letter: the others are n, i, d and t. */
  private static boolean error(byte letter) {
    return letter == 'e' || letter == 'a' || letter == 'c' || letter == 'w';
  }
}
