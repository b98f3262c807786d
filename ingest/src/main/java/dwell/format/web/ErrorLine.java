package dwell.format.web;

import dwell.event.IpAddress;
import dwell.time.BsdStamp;
import dwell.time.IsoStamp;
import dwell.time.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where the parts of an error log's line stand. Reused; reading allocates nothing.
 *
 * <p>nginx (src/core/ngx_log.c, src/http/ngx_http_request.c, ngx_http_log_error): {@code 2026/09/19
 * 06:25:01 [error] 12#12: *5 TEXT, client: ADDRESS, server: NAME, request: "LINE", host: "NAME"}.
 * Apache httpd 2.4 and 2.2 (core {@code ErrorLogFormat}): {@code [STAMP] [module:level] [pid 12:tid
 * 34] [client ADDRESS:PORT] TEXT, referer: URL}.
 */
final class ErrorLine {
  private static final byte[] CLIENT = bytes(", client: ");
  private static final byte[] SERVER = bytes(", server: ");
  private static final byte[] REQUEST = bytes(", request: \"");

  final Stamp stamp = new Stamp();

  boolean nginx;
  int stampFrom;
  int stampTo;
  int levelFrom;
  int levelTo;

  /** The process id, or -1. */
  long pid;

  /** The client's address; empty where there is none, or more than one that it may be. */
  int clientFrom;

  int clientTo;

  /** The client's port, or -1. */
  long port;

  /** Whether the text names several clients: the request and the user may be made to look so. */
  boolean ambiguous;

  int messageFrom;

  /** Where the words of the message end, and what nginx adds of the connection begins. */
  int wordsTo;

  int requestFrom;
  int requestTo;
  int referrerFrom;
  int referrerTo;

  private final byte[] address = new byte[16];
  private final byte[] other = new byte[16];

  /** Reads a line; false where it is none of an error log. */
  boolean read(byte[] b, int from, int to) {
    pid = -1;
    port = -1;
    ambiguous = false;
    clientFrom = clientTo = requestFrom = requestTo = referrerFrom = referrerTo = from;
    return to - from > 20 && (b[from] == '[' ? apache(b, from, to) : nginx(b, from, to));
  }

  private boolean nginx(byte[] b, int from, int to) {
    nginx = true;
    stampFrom = from;
    stampTo = b[from + 4] == '/' ? IsoStamp.read(b, from, to, stamp) : -1;
    if (stampTo < 0 || stampTo + 2 >= to || b[stampTo] != ' ' || b[stampTo + 1] != '[') {
      return false;
    }
    levelFrom = stampTo + 2;
    levelTo = find(b, levelFrom, to, ']');
    int hash = levelTo < 0 ? -1 : find(b, levelTo, to, '#');
    int colon = hash < 0 ? -1 : find(b, hash, to, ':');
    if (colon < 0 || colon - levelTo > 24 || colon + 1 >= to || b[colon + 1] != ' ') {
      return false;
    }
    pid = number(b, levelTo + 2, hash);
    messageFrom = colon + 2;
    if (messageFrom < to && b[messageFrom] == '*') {
      messageFrom = Math.min(word(b, messageFrom, to) + 1, to);
    }
    wordsTo = to;
    connection(b, to);
    return pid >= 0;
  }

  /** What nginx adds of the connection. User and request are not escaped and may imitate it. */
  private void connection(byte[] b, int to) {
    for (int at = find(b, messageFrom, to, CLIENT); at >= 0; at = find(b, at + 1, to, CLIENT)) {
      int start = at + CLIENT.length;
      int end = start;
      while (end < to && b[end] != ',') {
        end++;
      }
      if (!IpAddress.parse(b, start, end, other)
          || end < to && !starts(b, end, to, SERVER) && clientTo == clientFrom) {
        continue;
      }
      if (clientTo > clientFrom) {
        ambiguous |= !Arrays.equals(address, other);
      } else {
        System.arraycopy(other, 0, address, 0, address.length);
        clientFrom = start;
        clientTo = end;
        wordsTo = at;
      }
    }
    int request = find(b, wordsTo, to, REQUEST);
    if (request >= 0 && !ambiguous) {
      requestFrom = request + REQUEST.length;
      requestTo = find(b, requestFrom, to, '"');
      if (requestTo < 0) {
        requestTo = to;
      }
    }
    if (ambiguous) {
      clientTo = clientFrom;
      wordsTo = to;
    }
  }

  private boolean apache(byte[] b, int from, int to) {
    nginx = false;
    stampFrom = from + 1;
    stampTo = BsdStamp.read(b, stampFrom, to, stamp);
    if (stampTo < 0 || stampTo >= to || b[stampTo] != ']' || !stamp.yearRecorded()) {
      return false;
    }
    int at = stampTo + 1;
    levelFrom = levelTo = at;
    boolean level = false;
    while (at + 1 < to && b[at] == ' ' && b[at + 1] == '[') {
      int close = close(b, at + 2, to);
      if (close < 0 || !bracket(b, at + 2, close, !level)) {
        break;
      }
      level = true;
      at = close + 1;
    }
    messageFrom = at < to && b[at] == ' ' ? at + 1 : at;
    if (clientTo == clientFrom) {
      clientBehindStatus(b, messageFrom, to);
    }
    wordsTo = to;
    for (int r = find(b, messageFrom, to, REFERER); r >= 0; r = find(b, r + 1, to, REFERER)) {
      // What the client asked for may hold the same words; the server's own stand last.
      wordsTo = r;
      referrerFrom = r + REFERER.length;
      referrerTo = to;
    }
    return level;
  }

  /** Reads what stands in brackets; false where that is part of the message. */
  private boolean bracket(byte[] b, int from, int to, boolean first) {
    if (first) {
      int colon = find(b, from, to, ':');
      levelFrom = colon < 0 ? from : colon + 1;
      levelTo = to;
      // The levels are words in lower case (server/log.c); dmesg -T has brackets of the kernel's.
      return levelFrom < to && b[levelFrom] >= 'a' && b[levelFrom] <= 'z';
    }
    if (starts(b, from, to, PID)) {
      int end = find(b, from, to, ':');
      pid = number(b, from + PID.length, end < 0 ? to : end);
      return true;
    }
    if (starts(b, from, to, CLIENT_BRACKET) || starts(b, from, to, REMOTE_BRACKET)) {
      client(b, word(b, from, to) + 1, to);
      return true;
    }
    return false;
  }

  /**
   * The client behind the system's error, {@code (13)Permission denied: [client ADDRESS:PORT] TEXT}
   * ({@code %E} of the core's {@code ErrorLogFormat}; server/log.c, log_apr_status). What the
   * system says has no colon, so nothing that the client sent can stand before it.
   */
  private void clientBehindStatus(byte[] b, int from, int to) {
    if (from >= to || b[from] != '(') {
      return;
    }
    int digits = find(b, from, to, ')');
    int number = starts(b, from + 1, to, WINDOWS) ? from + 1 + WINDOWS.length : from + 1;
    if (digits < 0 || number(b, number, digits) < 0) {
      return;
    }
    int colon = find(b, digits, to, ':');
    int open = colon + 2;
    if (colon < 0 || open >= to || b[open] != '[') {
      return;
    }
    int close = close(b, open + 1, to);
    if (close >= 0 && starts(b, open + 1, close, CLIENT_BRACKET)) {
      client(b, open + 1 + CLIENT_BRACKET.length, close);
    }
  }

  private void client(byte[] b, int from, int to) {
    clientFrom = from;
    clientTo = to;
    if (IpAddress.parse(b, from, to, address)) {
      return;
    }
    int colon = to - 1;
    while (colon > from && b[colon] != ':') {
      colon--;
    }
    long number = number(b, colon + 1, to);
    if (colon > from && number >= 0 && IpAddress.parse(b, from, colon, address)) {
      clientTo = colon;
      port = number;
    }
  }

  private static final byte[] REFERER = bytes(", referer: ");
  private static final byte[] PID = bytes("pid ");
  private static final byte[] CLIENT_BRACKET = bytes("client ");
  private static final byte[] REMOTE_BRACKET = bytes("remote ");
  private static final byte[] WINDOWS = bytes("OS ");

  /**
   * The bracket that closes the one before {@code from}: IPv6 addresses have brackets of their own.
   */
  private static int close(byte[] b, int from, int to) {
    int depth = 0;
    for (int i = from; i < to; i++) {
      if (b[i] == '[') {
        depth++;
      } else if (b[i] == ']' && depth-- == 0) {
        return i;
      }
    }
    return -1;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static boolean starts(byte[] b, int from, int to, byte[] what) {
    return to - from >= what.length
        && Arrays.equals(b, from, from + what.length, what, 0, what.length);
  }

  static int find(byte[] b, int from, int to, byte[] what) {
    for (int i = from; i + what.length <= to; i++) {
      if (b[i] == what[0] && starts(b, i, to, what)) {
        return i;
      }
    }
    return -1;
  }

  private static int find(byte[] b, int from, int to, char c) {
    for (int i = from; i < to; i++) {
      if (b[i] == c) {
        return i;
      }
    }
    return -1;
  }

  private static int word(byte[] b, int from, int to) {
    int end = find(b, from, to, ' ');
    return end < 0 ? to : end;
  }

  private static long number(byte[] b, int from, int to) {
    if (to - from < 1 || to - from > 10) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      if (b[i] < '0' || b[i] > '9') {
        return -1;
      }
      value = value * 10 + b[i] - '0';
    }
    return value;
  }
}
