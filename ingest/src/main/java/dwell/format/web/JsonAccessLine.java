package dwell.format.web;

import dwell.event.ByteDictionary;
import dwell.event.IpAddress;
import dwell.format.JsonFields;
import dwell.record.Ascii;
import dwell.time.ClfStamp;
import dwell.time.EpochStamp;
import dwell.time.IsoStamp;
import dwell.time.Stamp;

/**
 * Where the parts of a request stand that a web server wrote as a JSON object: Traefik
 * (pkg/middlewares/accesslog), Caddy (modules/caddyhttp/logging.go), and {@code log_format …
 * escape=json} of nginx or a {@code LogFormat} of Apache's with the names that their variables and
 * most manuals give. Names count without case, a hyphen as an underscore. Reused; reading allocates
 * nothing.
 */
final class JsonAccessLine {
  /** The parts of a request. */
  enum Part {
    TIME("time_iso8601 time_local @timestamp timestamp time ts msec date datetime"),
    /** When it began, where {@link #TIME} is when it ended. */
    BEGIN("startutc start_time"),
    /** Whom the connection came from, as the server saw it. */
    REMOTE("remote_addr remote_ip remoteip remote_host remote_address clienthost clientaddr peer"),
    /** Whom it calls the client, which may come from a header. */
    CLIENT("client_ip clientip client client_addr src_ip source_ip ip host_ip"),
    PORT("remote_port clientport client_port"),
    USER("remote_user clientusername user_id auth_user user username"),
    REQUEST("request request_line"),
    METHOD("request_method requestmethod method http_method verb"),
    URL("request_uri requesturi requestpath uri request_path request_url url path"),
    STATUS("status downstreamstatus status_code statuscode response_code response code"),
    BYTES(
        "body_bytes_sent bytes_sent downstreamcontentsize size bytes response_size bytes_written"
            + " resp_size"),
    REFERRER("http_referer http_referrer referer referrer request_referer"),
    AGENT("http_user_agent user_agent useragent agent request_user_agent"),
    HEADERS("headers");

    private final String names;

    Part(String names) {
      this.names = names;
    }
  }

  private static final Part[] PARTS = Part.values();
  private static final int LONGEST_NAME = 32;

  final Stamp stamp = new Stamp();

  private final ByteDictionary names = new ByteDictionary();
  private final int[] partOf = new int[128];
  private final JsonFields fields = new JsonFields();
  private final JsonFields nested = new JsonFields();
  private final JsonFields headers = new JsonFields();
  private final byte[] name = new byte[LONGEST_NAME];
  private final int[] from = new int[PARTS.length];
  private final int[] to = new int[PARTS.length];
  private final byte[] address = new byte[16];

  /** Whether the time could be read. */
  boolean timed;

  JsonAccessLine() {
    for (Part part : PARTS) {
      for (String word : part.names.split(" ")) {
        byte[] bytes = Ascii.bytes(word);
        partOf[names.add(bytes, 0, bytes.length)] = part.ordinal();
      }
    }
  }

  /** Where the part begins; where it ends, if it is not there. */
  int from(Part part) {
    return from[part.ordinal()];
  }

  int to(Part part) {
    return to[part.ordinal()];
  }

  boolean has(Part part) {
    return to(part) > from(part);
  }

  /** Reads a line; false where it is no request's. */
  boolean read(byte[] b, int start, int end) {
    java.util.Arrays.fill(from, start);
    java.util.Arrays.fill(to, start);
    if (b[start] != '{' || !fields.open(b, start, end)) {
      return false;
    }
    timed = false;
    members(b, fields, true);
    return fields.closed()
        && Ascii.number(b, from(Part.STATUS), to(Part.STATUS)) >= 0
        && (has(Part.REQUEST) || has(Part.METHOD) && has(Part.URL))
        && (has(Part.REMOTE) || has(Part.CLIENT))
        && time(b);
  }

  private void members(byte[] b, JsonFields object, boolean outer) {
    while (object.next()) {
      int part = part(b, object);
      if (part < 0) {
        continue;
      }
      int value = object.valueFrom();
      int end = object.valueTo();
      boolean braced = !object.string() && value < end && b[value] == '{';
      if (braced) {
        within(b, PARTS[part], value, end, outer);
      } else if (to[part] == from[part] && !nothing(b, value, end)) {
        // Of several names for the same, the first stands.
        from[part] = value;
        to[part] = end;
      }
    }
  }

  /** Caddy has the request and its headers in objects of their own. */
  private void within(byte[] b, Part part, int value, int end, boolean outer) {
    if (part == Part.REQUEST && outer && nested.open(b, value, end)) {
      members(b, nested, false);
    } else if (part == Part.HEADERS && !outer && headers.open(b, value, end)) {
      while (headers.next()) {
        int header = part(b, headers);
        if (header == Part.AGENT.ordinal() || header == Part.REFERRER.ordinal()) {
          first(b, header, headers.valueFrom(), headers.valueTo());
        }
      }
    }
  }

  /** The first text of {@code ["…"]}. */
  private void first(byte[] b, int part, int value, int end) {
    int quote = value + 1;
    if (end - value < 4 || b[value] != '[' || b[quote] != '"' || to[part] > from[part]) {
      return;
    }
    int close = quote + 1;
    while (close < end && b[close] != '"') {
      close += b[close] == '\\' ? 2 : 1;
    }
    from[part] = quote + 1;
    to[part] = Math.min(close, end);
  }

  /** The part that the member's name tells, or -1. */
  private int part(byte[] b, JsonFields object) {
    int length = object.nameTo() - object.nameFrom();
    if (length > LONGEST_NAME) {
      return -1;
    }
    for (int i = 0; i < length; i++) {
      byte c = b[object.nameFrom() + i];
      name[i] = c >= 'A' && c <= 'Z' ? (byte) (c + 32) : c == '-' ? (byte) '_' : c;
    }
    int code = names.find(name, 0, length);
    return code < 0 ? -1 : partOf[code];
  }

  private static boolean nothing(byte[] b, int from, int to) {
    return from == to || to - from == 1 && b[from] == '-' || Ascii.equals(b, from, to, NULL);
  }

  private boolean time(byte[] b) {
    timed = time(b, from(Part.TIME), to(Part.TIME)) || time(b, from(Part.BEGIN), to(Part.BEGIN));
    return timed;
  }

  private boolean time(byte[] b, int start, int end) {
    if (start == end) {
      return false;
    }
    int read = IsoStamp.read(b, start, end, stamp);
    if (read < 0) {
      read = ClfStamp.read(b, start, end, stamp);
    }
    return read > 0 || seconds(b, start, end);
  }

  /** Seconds since the epoch with or without a fraction, or milliseconds. */
  private boolean seconds(byte[] b, int start, int end) {
    int digits = Ascii.skipDigits(b, start, end) - start;
    if (digits == 13 && start + digits == end) {
      EpochStamp.millis(Ascii.number(b, start, end), stamp);
      return true;
    }
    return digits == 10 && EpochStamp.read(b, start, end, stamp) > 0;
  }

  /**
   * Where the address of the far side ends, whose port may stand behind it; -1 where it is none.
   */
  int addressEnd(byte[] b, Part part) {
    int start = from(part);
    int end = to(part);
    if (IpAddress.parse(b, start, end, address)) {
      return end;
    }
    int colon = end - 1;
    while (colon > start && b[colon] != ':') {
      colon--;
    }
    boolean bracket = colon > start + 1 && b[start] == '[' && b[colon - 1] == ']';
    return colon > start
            && IpAddress.parse(b, bracket ? start + 1 : start, bracket ? colon - 1 : colon, address)
        ? colon
        : -1;
  }

  private static final byte[] NULL = Ascii.bytes("null");
}
