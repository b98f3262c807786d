package dwell.format.web;

import dwell.event.IpAddress;
import dwell.record.Ascii;
import dwell.time.ClfStamp;
import dwell.time.Stamp;

/**
 * Where the parts of a line of HAProxy's traffic log stand. Reused; reading allocates nothing.
 *
 * <p>HAProxy's configuration manual, section 8.2: {@code CLIENT:PORT [ACCEPT_DATE] FRONTEND
 * BACKEND/SERVER TIMES STATUS BYTES COOKIE COOKIE STATE COUNTS QUEUES [{HEADERS}…] "REQUEST"} for
 * HTTP, {@code … TIMES BYTES STATE COUNTS QUEUES} for TCP, and {@code … FRONTEND/LISTENER: TEXT}
 * for a connection that failed. Times are milliseconds, the last of them the whole. A quote of the
 * client's is written {@code #22} (src/log.c, lf_encode_chunk), so that the first one begins the
 * request.
 */
final class HaproxyLine {
  /** What kind of line it is. */
  enum Kind {
    HTTP,
    TCP,
    FAILED
  }

  Kind kind = Kind.TCP;
  int clientFrom;
  int clientTo;

  /** The client's port, or -1. */
  long port;

  /** The whole time in milliseconds, or -1. */
  long milliseconds;

  /** The status that the client was sent, or -1. */
  long status;

  /** Bytes sent to the client, or -1. */
  long bytes;

  /** The four letters, or two, of how the session ended. */
  int stateFrom;

  int methodFrom;
  int methodTo;
  int urlFrom;
  int urlTo;

  private final Stamp stamp = new Stamp();
  private final byte[] address = new byte[16];
  private int at;
  private int wordFrom;

  /** Reads a line; false where it is none of a session. */
  boolean read(byte[] b, int from, int to) {
    milliseconds = status = bytes = -1;
    methodFrom = methodTo = urlFrom = urlTo = stateFrom = from;
    int space = Ascii.indexOf(b, from, to, (byte) ' ');
    if (space < 0 || space + 2 >= to || b[space + 1] != '[' || !client(b, from, space)) {
      return false;
    }
    int close = ClfStamp.read(b, space + 2, to, stamp);
    if (close < 0 || close + 2 >= to || b[close] != ']' || b[close + 1] != ' ') {
      return false;
    }
    at = close + 2;
    int frontend = word(b, to);
    if (b[frontend - 1] == ':') {
      kind = Kind.FAILED;
      return Ascii.indexOf(b, wordFrom, frontend, (byte) '/') > 0;
    }
    int server = word(b, to);
    return Ascii.indexOf(b, wordFrom, server, (byte) '/') > 0 && times(b, to) && session(b, to);
  }

  private boolean client(byte[] b, int from, int to) {
    clientFrom = from;
    clientTo = to;
    port = -1;
    int colon = to - 1;
    while (colon > from && b[colon] != ':') {
      colon--;
    }
    if (colon <= from) {
      return false;
    }
    port = Ascii.number(b, colon + 1, to);
    clientTo = colon;
    // A Unix socket's peer is "unix:" and the socket's number.
    return port >= 0
        && (IpAddress.parse(b, from, colon, address) || Ascii.equals(b, from, colon, UNIX));
  }

  /** {@code 10/0/30/69/109}; a plus in front of the last where it was logged before the end. */
  private boolean times(byte[] b, int to) {
    int end = word(b, to);
    int parts = 1;
    int last = wordFrom;
    for (int i = wordFrom; i < end; i++) {
      byte c = b[i];
      if (c == '/') {
        parts++;
        last = i + 1;
      } else if (c != '-' && c != '+' && !Ascii.isDigit(c)) {
        return false;
      }
    }
    kind = parts == 3 ? Kind.TCP : Kind.HTTP;
    milliseconds = Ascii.number(b, last < end && b[last] == '+' ? last + 1 : last, end);
    return parts == 3 || parts == 5;
  }

  private boolean session(byte[] b, int to) {
    if (kind == Kind.HTTP) {
      int end = word(b, to);
      status = Ascii.number(b, wordFrom, end);
      boolean none = Ascii.equals(b, wordFrom, end, NONE);
      if (status < 0 && !none) {
        return false;
      }
    }
    int end = word(b, to);
    bytes = Ascii.number(b, end > wordFrom && b[wordFrom] == '+' ? wordFrom + 1 : wordFrom, end);
    if (bytes < 0) {
      return false;
    }
    if (kind == Kind.HTTP) {
      word(b, to);
      word(b, to);
    }
    int state = word(b, to);
    stateFrom = wordFrom;
    if (state - stateFrom != (kind == Kind.HTTP ? 4 : 2)) {
      return false;
    }
    if (kind == Kind.HTTP) {
      request(b, state, to);
    }
    return true;
  }

  private void request(byte[] b, int from, int to) {
    int quote = Ascii.indexOf(b, from, to, (byte) '"');
    if (quote < 0) {
      return;
    }
    int close = Ascii.indexOf(b, quote + 1, to, (byte) '"');
    int end = close < 0 ? to : close;
    int space = Ascii.indexOf(b, quote + 1, end, (byte) ' ');
    if (space < 0) {
      // <BADREQ>
      return;
    }
    methodFrom = quote + 1;
    methodTo = space;
    urlFrom = space + 1;
    int version = Ascii.lastIndexOf(b, urlFrom, end, VERSION);
    urlTo = version < 0 ? end : version;
  }

  /** Steps over a word: from {@link #wordFrom} to what is returned. */
  private int word(byte[] b, int to) {
    wordFrom = Math.min(at, to);
    int space = Ascii.indexOf(b, wordFrom, to, (byte) ' ');
    int end = space < 0 ? to : space;
    at = end + 1;
    return end;
  }

  private static final byte[] NONE = Ascii.bytes("-1");
  private static final byte[] UNIX = Ascii.bytes("unix");
  private static final byte[] VERSION = Ascii.bytes(" HTTP/");
}
