package dwell.format.web;

import dwell.event.IpAddress;
import dwell.record.Ascii;
import dwell.time.BsdStamp;
import dwell.time.IsoStamp;
import dwell.time.Stamp;
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
  private static final byte[] CLIENT = Ascii.bytes(", client: ");
  private static final byte[] SERVER = Ascii.bytes(", server: ");
  private static final byte[] REQUEST = Ascii.bytes(", request: \"");

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
    levelTo = Ascii.indexOf(b, levelFrom, to, (byte) ']');
    int hash = levelTo < 0 ? -1 : Ascii.indexOf(b, levelTo, to, (byte) '#');
    int colon = hash < 0 ? -1 : Ascii.indexOf(b, hash, to, (byte) ':');
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
    for (int at = Ascii.indexOf(b, messageFrom, to, CLIENT);
        at >= 0;
        at = Ascii.indexOf(b, at + 1, to, CLIENT)) {
      int start = at + CLIENT.length;
      int end = start;
      while (end < to && b[end] != ',') {
        end++;
      }
      if (!IpAddress.parse(b, start, end, other)
          || end < to && !Ascii.startsWith(b, end, to, SERVER) && clientTo == clientFrom) {
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
    int request = Ascii.indexOf(b, wordsTo, to, REQUEST);
    if (request >= 0 && !ambiguous) {
      requestFrom = request + REQUEST.length;
      requestTo = Ascii.indexOf(b, requestFrom, to, (byte) '"');
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
    return brackets(b, stampTo + 1, Math.min(stampTo + 2, to), to);
  }

  /**
   * Reads what Apache httpd writes without a stamp where syslog has it (server/log.c,
   * do_errorlog_default): {@code [module:level] [pid 12] [client ADDRESS:PORT] TEXT}, and {@code
   * [level] [client ADDRESS] TEXT} of version 2.2.
   */
  boolean readUnstamped(byte[] b, int from, int to) {
    pid = -1;
    port = -1;
    ambiguous = false;
    nginx = false;
    clientFrom = clientTo = requestFrom = requestTo = referrerFrom = referrerTo = from;
    return from < to && b[from] == '[' && brackets(b, from, from, to) && level(b);
  }

  private boolean level(byte[] b) {
    for (byte[] level : LEVELS) {
      if (Ascii.startsWith(b, levelFrom, levelTo, level)) {
        return true;
      }
    }
    return false;
  }

  /** Reads the brackets from {@code open} on, and what stands behind them. */
  private boolean brackets(byte[] b, int behindStamp, int open, int to) {
    int at = behindStamp;
    levelFrom = levelTo = at;
    boolean level = false;
    int next = open;
    while (next < to && b[next] == '[') {
      int close = close(b, next + 1, to);
      if (close < 0 || !bracket(b, next + 1, close, !level)) {
        break;
      }
      level = true;
      at = close + 1;
      next = at + 1 < to && b[at] == ' ' ? at + 1 : to;
    }
    messageFrom = at < to && b[at] == ' ' ? at + 1 : at;
    if (clientTo == clientFrom) {
      clientBehindStatus(b, messageFrom, to);
    }
    wordsTo = to;
    for (int r = Ascii.indexOf(b, messageFrom, to, REFERER);
        r >= 0;
        r = Ascii.indexOf(b, r + 1, to, REFERER)) {
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
      int colon = Ascii.indexOf(b, from, to, (byte) ':');
      levelFrom = colon < 0 ? from : colon + 1;
      levelTo = to;
      // The levels are words in lower case (server/log.c); dmesg -T has brackets of the kernel's.
      return levelFrom < to && b[levelFrom] >= 'a' && b[levelFrom] <= 'z';
    }
    if (Ascii.startsWith(b, from, to, PID)) {
      int end = Ascii.indexOf(b, from, to, (byte) ':');
      pid = number(b, from + PID.length, end < 0 ? to : end);
      return true;
    }
    if (Ascii.startsWith(b, from, to, CLIENT_BRACKET)
        || Ascii.startsWith(b, from, to, REMOTE_BRACKET)) {
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
    int digits = Ascii.indexOf(b, from, to, (byte) ')');
    int number = Ascii.startsWith(b, from + 1, to, WINDOWS) ? from + 1 + WINDOWS.length : from + 1;
    if (digits < 0 || number(b, number, digits) < 0) {
      return;
    }
    int colon = Ascii.indexOf(b, digits, to, (byte) ':');
    int open = colon + 2;
    if (colon < 0 || open >= to || b[open] != '[') {
      return;
    }
    int close = close(b, open + 1, to);
    if (close >= 0 && Ascii.startsWith(b, open + 1, close, CLIENT_BRACKET)) {
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

  /** {@code priorities} in server/log.c; {@code trace1} to {@code trace8} begin alike. */
  private static final byte[][] LEVELS = {
    Ascii.bytes("emerg"),
    Ascii.bytes("alert"),
    Ascii.bytes("crit"),
    Ascii.bytes("error"),
    Ascii.bytes("warn"),
    Ascii.bytes("notice"),
    Ascii.bytes("info"),
    Ascii.bytes("debug"),
    Ascii.bytes("trace"),
  };

  private static final byte[] REFERER = Ascii.bytes(", referer: ");
  private static final byte[] PID = Ascii.bytes("pid ");
  private static final byte[] CLIENT_BRACKET = Ascii.bytes("client ");
  private static final byte[] REMOTE_BRACKET = Ascii.bytes("remote ");
  private static final byte[] WINDOWS = Ascii.bytes("OS ");

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

  private static int word(byte[] b, int from, int to) {
    int end = Ascii.indexOf(b, from, to, (byte) ' ');
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
