package dwell.format.web;

import dwell.event.IpAddress;
import dwell.time.ClfStamp;
import dwell.time.Stamp;

/**
 * Where the parts of an access log's line stand. Reused; reading allocates nothing.
 *
 * <p>Common and combined log format (Apache mod_log_config, nginx {@code log_format combined}),
 * with a virtual host in front ({@code vhost_combined}) and any further fields behind; and
 * mod_ssl's {@code ssl_request_log}. Both servers escape what would end a quoted field: Apache with
 * {@code \"}, nginx with {@code \x22}. A part that is not there, or {@code -}, is empty.
 */
final class AccessLine {
  final Stamp stamp = new Stamp();
  private final byte[] address = new byte[16];

  int stampFrom;
  int stampTo;

  /** The client's address or name. */
  int clientFrom;

  int clientTo;
  int userFrom;
  int userTo;
  int requestFrom;
  int requestTo;
  int methodTo;
  int urlFrom;
  int urlTo;

  /** The status, or -1. */
  long status;

  /** Bytes sent, or -1. */
  long bytes;

  int referrerFrom;
  int referrerTo;
  int agentFrom;
  int agentTo;

  /** Reads a line; false where it is none of an access log. */
  boolean read(byte[] b, int from, int to) {
    userFrom = userTo = referrerFrom = referrerTo = agentFrom = agentTo = from;
    status = -1;
    bytes = -1;
    if (to > from && b[from] == '[') {
      return sslRequest(b, from, to);
    }
    int open = from;
    do {
      open = find(b, open + 1, to, '[');
      if (open < 0) {
        return false;
      }
    } while (!stamp(b, open + 1, to) || b[open - 1] != ' ' || !quoteBehind(b, stampTo + 1, to));
    client(b, from, open - 1);
    return request(b, stampTo + 3, to) && numbers(b, requestTo + 1, to);
  }

  /** A stamp and its brackets are no longer than that, whatever stands in them. */
  private static final int LONGEST_STAMP = 40;

  /**
   * Reads a line whose stamp is none, as where two writers met, by what stands around it; for a
   * line of a file that is known to be an access log.
   */
  boolean readUntimed(byte[] b, int from, int to) {
    int open = find(b, from, to, '[');
    int close = open < 0 ? -1 : find(b, open, Math.min(to, open + LONGEST_STAMP), ']');
    if (close < 0 || open == from || b[open - 1] != ' ' || !quoteBehind(b, close + 1, to)) {
      return false;
    }
    stampFrom = open + 1;
    stampTo = close;
    client(b, from, open - 1);
    return request(b, close + 3, to) && numbers(b, requestTo + 1, to);
  }

  private boolean stamp(byte[] b, int from, int to) {
    stampFrom = from;
    stampTo = ClfStamp.read(b, from, to, stamp);
    return stampTo > 0 && stampTo < to && b[stampTo] == ']';
  }

  private static boolean quoteBehind(byte[] b, int at, int to) {
    return at + 1 < to && b[at] == ' ' && b[at + 1] == '"';
  }

  /** {@code [stamp] client protocol cipher "request" bytes}. */
  private boolean sslRequest(byte[] b, int from, int to) {
    if (!stamp(b, from + 1, to)) {
      return false;
    }
    clientFrom = Math.min(stampTo + 2, to);
    clientTo = word(b, clientFrom, to);
    int protocol = word(b, Math.min(clientTo + 1, to), to);
    int cipher = word(b, Math.min(protocol + 1, to), to);
    if (!quoteBehind(b, cipher, to) || !request(b, cipher + 2, to)) {
      return false;
    }
    int at = Math.min(requestTo + 2, to);
    bytes = number(b, at, word(b, at, to));
    return true;
  }

  /** {@code [vhost] client[, client…] identity user}. */
  private void client(byte[] b, int from, int to) {
    int first = word(b, from, to);
    int second = word(b, Math.min(first + 1, to), to);
    clientFrom = from;
    clientTo = first;
    int identity = second;
    // Only with a virtual host in front is the second word an address: identd is long gone.
    if (!address(b, from, first)
        && (withPort(b, from, first) || address(b, Math.min(first + 1, to), second))) {
      clientFrom = Math.min(first + 1, to);
      clientTo = second;
      identity = word(b, Math.min(second + 1, to), to);
    }
    // A list of proxies, the client first; what stands in front of the last was said by the client.
    int at = clientTo;
    while (at > clientFrom && b[at - 1] == ',') {
      clientTo = at == clientTo ? at - 1 : clientTo;
      identity = at = word(b, Math.min(at + 1, to), to);
      if (b[at - 1] != ',') {
        identity = word(b, Math.min(at + 1, to), to);
      }
    }
    if (clientTo - clientFrom == 5 && b[clientTo - 1] == ':') {
      // nginx behind a Unix socket: unix:
      clientTo = clientFrom;
    }
    userFrom = Math.min(identity + 1, to);
    userTo = to;
    if (nil(b, userFrom, userTo)) {
      userTo = userFrom;
    }
  }

  /** Whether the word is a virtual host with its port, {@code shop.example:443}. */
  private static boolean withPort(byte[] b, int from, int to) {
    int at = to;
    while (at > from && b[at - 1] >= '0' && b[at - 1] <= '9') {
      at--;
    }
    return at < to && at - 1 > from && b[at - 1] == ':';
  }

  private boolean address(byte[] b, int from, int to) {
    return IpAddress.parse(b, from, to > from && b[to - 1] == ',' ? to - 1 : to, address);
  }

  private boolean request(byte[] b, int from, int to) {
    requestFrom = from;
    requestTo = quoteEnd(b, from, to);
    if (requestTo < 0) {
      return false;
    }
    methodTo = urlFrom = urlTo = from;
    int space = from;
    while (space < requestTo && (b[space] >= 'A' && b[space] <= 'Z' || b[space] == '_')) {
      space++;
    }
    if (space == from || space >= requestTo || b[space] != ' ') {
      return true;
    }
    methodTo = space;
    urlFrom = space + 1;
    urlTo = requestTo;
    for (int i = requestTo - 6; i > urlFrom; i--) {
      if (b[i] == ' ' && b[i + 1] == 'H' && b[i + 2] == 'T' && b[i + 3] == 'T' && b[i + 4] == 'P') {
        urlTo = i;
        break;
      }
    }
    return true;
  }

  private boolean numbers(byte[] b, int from, int to) {
    int at = Math.min(from + 1, to);
    int end = word(b, at, to);
    status = number(b, at, end);
    if (status < 0) {
      return false;
    }
    at = Math.min(end + 1, to);
    end = word(b, at, to);
    bytes = number(b, at, end);
    if (quoteBehind(b, end, to)) {
      int close = quoteEnd(b, end + 2, to);
      if (close >= 0) {
        referrerFrom = end + 2;
        referrerTo = nil(b, referrerFrom, close) ? referrerFrom : close;
        agent(b, close + 1, to);
      }
    }
    return true;
  }

  private void agent(byte[] b, int from, int to) {
    if (quoteBehind(b, from, to)) {
      int close = quoteEnd(b, from + 2, to);
      agentFrom = from + 2;
      // The line may have been cut in the middle of a long name.
      agentTo = close < 0 ? to : nil(b, agentFrom, close) ? agentFrom : close;
    }
  }

  private static boolean nil(byte[] b, int from, int to) {
    return to - from == 1 && b[from] == '-';
  }

  /** Where the quoted text that begins at {@code from} ends: at a quote that is not escaped. */
  private static int quoteEnd(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (b[i] == '\\') {
        i++;
      } else if (b[i] == '"' && (i + 1 == to || b[i + 1] == ' ')) {
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
    int i = from;
    while (i < to && b[i] != ' ') {
      i++;
    }
    return i;
  }

  private static long number(byte[] b, int from, int to) {
    if (to - from < 1 || to - from > 18) {
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
