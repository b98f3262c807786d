package dwell.format.syslog;

import dwell.record.Ascii;
import dwell.time.BsdStamp;
import dwell.time.IsoStamp;
import dwell.time.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of the syslog line that was read last: where its parts stand in the bytes. Reused;
 * reading allocates nothing.
 *
 * <p>Three forms, told apart line by line, since rsyslog's templates may change in the middle of a
 * file: RFC 3164 as written to files (rsyslog's {@code RSYSLOG_TraditionalFileFormat}, no {@code
 * <PRI>}), the same with an RFC 3339 stamp ({@code RSYSLOG_FileFormat}), and RFC 5424.
 */
final class Envelope {
  /** Which form a line has. */
  enum Form {
    /** No envelope. */
    NONE,
    BSD,
    ISO,
    RFC5424
  }

  final Stamp stamp = new Stamp();

  private final int depth;

  /** Reads the envelope in the envelope; made when the first one may be there. */
  private @Nullable Envelope relay;

  Envelope() {
    this(0);
  }

  private Envelope(int depth) {
    this.depth = depth;
  }

  Form form = Form.NONE;

  /** Whether the line has a stamp; an RFC 5424 line may have none. */
  boolean stamped;

  int stampFrom;
  int stampTo;
  int hostFrom;
  int hostTo;
  int programFrom;
  int programTo;

  /** The process id, or -1. */
  long pid;

  int messageFrom;

  /** The host of a line before; none where {@link #hostLength} is 0. */
  private final byte[] host = new byte[64];

  private int hostLength;
  private int hosts;

  /** A number that lines of one host have and no other; 0: compare the host itself. */
  int hostNumber;

  /** Reads the line {@code b[from, to)}. */
  void read(byte[] b, int from, int to) {
    int at = stamp(b, from, to);
    if (form == Form.RFC5424) {
      structured(b, at, to);
    } else if (form != Form.NONE) {
      traditional(b, at, to);
    }
  }

  /** Reads the stamp alone, and which form the line has; gives the place behind it. */
  int stamp(byte[] b, int from, int to) {
    form = Form.NONE;
    stamped = false;
    int at = priority(b, from, to);
    if (at + 14 > to) {
      return at;
    }
    if (b[at] >= '0' && b[at] <= '9' && b[at + 1] == ' ') {
      return version(b, at + 2, to);
    }
    int end;
    boolean other = depth == 0 && OtherStamps.possible(b, at);
    boolean bracket = other && b[at] == '[';
    if (other) {
      end = OtherStamps.read(b, at, to, stamp);
      form = Form.ISO;
    } else if (b[at] >= '0' && b[at] <= '9' && (b[at + 4] == '-' || b[at + 4] == '/')) {
      end = IsoStamp.read(b, at, to, stamp);
      form = Form.ISO;
    } else {
      end = BsdStamp.read(b, at, to, stamp);
      form = Form.BSD;
    }
    if (end > 0 && !bracket && stamp.offset() == Stamp.NO_OFFSET && end < to) {
      end = zone(b, end, to);
    }
    // Cisco's and some relays' stamps are followed by a colon.
    if (end > 0 && end + 1 < to && b[end] == ':' && b[end + 1] == ' ') {
      end++;
    } else if (end < 0 || end < to && b[end] != ' ') {
      form = Form.NONE;
      return at;
    }
    stamped = true;
    stampFrom = bracket ? at + 1 : at;
    stampTo = bracket ? end - 1 : end;
    return end;
  }

  /** The place behind a zone that stands behind a space; a host's name is in lower case. */
  private int zone(byte[] b, int at, int to) {
    if (at + 1 >= to || b[at] != ' ') {
      return at;
    }
    byte first = b[at + 1];
    boolean possible = first >= 'A' && first <= 'Z' || first == '+' || first == '-';
    return possible ? IsoStamp.zoneBehind(b, at, to, stamp) : at;
  }

  /** The place behind {@code <PRI>}, where one stands. */
  private static int priority(byte[] b, int from, int to) {
    int begin = counted(b, from, to);
    if (begin >= to || b[begin] != '<') {
      return from;
    }
    int at = begin + 1;
    while (at < to && at < begin + 4 && b[at] >= '0' && b[at] <= '9') {
      at++;
    }
    return at > begin + 1 && at < to && b[at] == '>' ? at + 1 : from;
  }

  /** The place behind the length of a frame (RFC 6587, section 3.4.1), where one stands. */
  private static int counted(byte[] b, int from, int to) {
    int at = from;
    while (at < to && at < from + 6 && b[at] >= '0' && b[at] <= '9') {
      at++;
    }
    return at > from && at + 1 < to && b[at] == ' ' && b[at + 1] == '<' ? at + 1 : from;
  }

  /** RFC 5424: behind the version stands a stamp or {@code -}. */
  private int version(byte[] b, int at, int to) {
    if (b[at] == '-' && b[at + 1] == ' ') {
      form = Form.RFC5424;
      return at + 1;
    }
    int end = IsoStamp.read(b, at, to, stamp);
    if (end < 0 || end >= to || b[end] != ' ') {
      return at;
    }
    form = Form.RFC5424;
    stamped = true;
    stampFrom = at;
    stampTo = end;
    return end;
  }

  private void structured(byte[] b, int from, int to) {
    hostNumber = 0;
    int at = from + 1;
    int end = word(b, at, to);
    boolean nil = end == at + 1 && b[at] == '-';
    hostFrom = at;
    hostTo = nil ? at : end;
    at = Math.min(end + 1, to);
    end = word(b, at, to);
    nil = end == at + 1 && b[at] == '-';
    programFrom = at;
    programTo = nil ? at : end;
    at = Math.min(end + 1, to);
    end = word(b, at, to);
    pid = number(b, at, end);
    at = Math.min(end + 1, to);
    end = word(b, at, to);
    at = StructuredData.end(b, Math.min(end + 1, to), to);
    if (at < to && b[at] == ' ') {
      at++;
    }
    // The byte order mark that section 6.4 asks for in front of UTF-8.
    if (at + 3 <= to
        && b[at] == (byte) 0xEF
        && b[at + 1] == (byte) 0xBB
        && b[at + 2] == (byte) 0xBF) {
      at += 3;
    }
    messageFrom = at;
  }

  private void traditional(byte[] b, int from, int to) {
    int at = blanks(b, from, to);
    hostNumber = hosts;
    if (sameHost(b, at, to)) {
      hostFrom = at;
      hostTo = at + hostLength;
      behindHost(b, hostTo + 1, to);
      return;
    }
    hostNumber = 0;
    at = facility(b, at, to);
    if (at < to
        && b[at] == '['
        && !HostName.literal(b, at, word(b, at, to))
        && bracketed(b, at, to)) {
      return;
    }
    int end = word(b, at, to);
    hostFrom = at;
    hostTo = at;
    pid = -1;
    boolean literal = HostName.literal(b, at, end);
    if (literal || !tag(b, at, to) && HostName.possible(b, at, end)) {
      hostFrom = literal ? at + 1 : at;
      hostTo = literal ? end - 1 : end;
      if (!literal && end < to) {
        rememberHost(b, at, end);
      }
      behindHost(b, end, to);
    } else if (programTo == programFrom) {
      messageFrom = at;
    }
  }

  private void behindHost(byte[] b, int from, int to) {
    int at = blanks(b, from, to);
    if (relayed(b, at, to) || tag(b, at, to)) {
      return;
    }
    at = selector(b, at, to);
    if (!tag(b, at, to)) {
      programFrom = at;
      programTo = at;
      messageFrom = at;
    }
  }

  /** Whether the word is the host of a line before: that it is a host is decided by itself. */
  private boolean sameHost(byte[] b, int from, int to) {
    int length = hostLength;
    int end = from + length;
    return length > 0 && end < to && b[end] == ' ' && Ascii.equals(b, from, host, length);
  }

  private void rememberHost(byte[] b, int from, int to) {
    hostLength = to - from <= host.length ? to - from : 0;
    hostNumber = ++hosts;
    System.arraycopy(b, from, host, 0, hostLength);
  }

  /**
   * Reads the envelope in the envelope: what a relay kept of the one that the host itself wrote.
   * Host, program and message are the inner one's; the time is the relay's, whose clock the file
   * goes by.
   */
  private boolean relayed(byte[] b, int from, int to) {
    if (depth > 0 || to - from < 16) {
      return false;
    }
    byte first = b[from];
    boolean possible = first == '<' || first >= '1' && first <= '2' || first >= 'A' && first <= 'Z';
    if (!possible) {
      return false;
    }
    if (relay == null) {
      relay = new Envelope(1);
    }
    relay.read(b, from, to);
    if (relay.form == Form.NONE || !relay.stamped || relay.programTo == relay.programFrom) {
      return false;
    }
    if (relay.hostTo > relay.hostFrom) {
      hostNumber = 0;
      hostFrom = relay.hostFrom;
      hostTo = relay.hostTo;
    }
    programFrom = relay.programFrom;
    programTo = relay.programTo;
    pid = relay.pid;
    messageFrom = relay.messageFrom;
    return true;
  }

  /**
   * Reads metalog's tag, {@code [program] message} (metalog.c, writeLogLine), which has neither a
   * host nor a process id. Some of its versions and templates put a colon behind it.
   */
  private boolean bracketed(byte[] b, int from, int to) {
    int close = from + 1;
    while (close < to && b[close] != ']' && b[close] != ' ') {
      close++;
    }
    if (close >= to || b[close] != ']' || close == from + 1 || (b[from + 1] | 0x20) < 'a') {
      return false;
    }
    int at = close + 1;
    if (at < to && b[at] == ':') {
      at++;
    }
    if (at < to && b[at] != ' ') {
      return false;
    }
    hostFrom = from;
    hostTo = from;
    pid = -1;
    programFrom = from + 1;
    programTo = close;
    messageFrom = Math.min(to, at + 1);
    return true;
  }

  /**
   * Reads a tag: a program's name, a process id in brackets, a colon, each where it stands. Sets
   * program, process id and message, or an empty program where no tag stands here.
   */
  private boolean tag(byte[] b, int from, int to) {
    programFrom = from;
    programTo = from;
    pid = -1;
    int at = from;
    while (at < to) {
      byte c = b[at];
      if (c == ' ') {
        return false;
      }
      if (c == ':' && (at + 1 == to || b[at + 1] == ' ')) {
        return tagged(at, at + 1, to, b);
      }
      if (c == '[' && at > from) {
        int close = at + 1;
        while (close < to && b[close] != ']' && b[close] != ' ') {
          close++;
        }
        if (close < to && b[close] == ']' && close > at + 1) {
          pid = number(b, at + 1, close);
          boolean colon = close + 1 < to && b[close + 1] == ':';
          if (colon || close + 1 == to || pid >= 0 && b[close + 1] == ' ') {
            return tagged(at, close + (colon ? 2 : 1), to, b);
          }
        }
      }
      at++;
    }
    return false;
  }

  private boolean tagged(int end, int behind, int to, byte[] b) {
    if (end == programFrom) {
      return false;
    }
    programTo = end;
    messageFrom = messageId(b, behind < to && b[behind] == ' ' ? behind + 1 : behind, to);
    return true;
  }

  /**
   * The place behind {@code [ID 800047 auth.info] }, which Solaris' syslog puts in front of a
   * message (log(4D), "msgid").
   */
  private static int messageId(byte[] b, int from, int to) {
    if (from + 6 > to || b[from] != '[' || b[from + 1] != 'I' || b[from + 2] != 'D') {
      return from;
    }
    int at = from + 3;
    if (b[at] != ' ' || b[at + 1] < '0' || b[at + 1] > '9') {
      return from;
    }
    while (at < to && b[at] != ']') {
      at++;
    }
    return at + 1 < to && b[at + 1] == ' ' ? at + 2 : from;
  }

  /** The place behind {@code <auth.info>}, which BSD's syslogd -vv writes. */
  private static int facility(byte[] b, int from, int to) {
    if (from >= to || b[from] != '<') {
      return from;
    }
    int end = word(b, from, to);
    return b[end - 1] == '>' ? blanks(b, end, to) : from;
  }

  /**
   * The place behind {@code user.info }, facility and level as BusyBox' syslogd writes them behind
   * the host (sysklogd/syslogd.c, timestamp_and_log): no tag, for it has no colon.
   */
  private static int selector(byte[] b, int from, int to) {
    int end = word(b, from, to);
    int dot = end - 1;
    while (dot > from && b[dot] != '.') {
      dot--;
    }
    for (byte[] level : LEVELS) {
      if (dot > from && end < to && Ascii.equals(b, dot + 1, end, level)) {
        return blanks(b, end, to);
      }
    }
    return from;
  }

  /** The levels' names (prioritynames in syslog.h). */
  private static final byte[][] LEVELS = {
    Ascii.bytes("emerg"),
    Ascii.bytes("alert"),
    Ascii.bytes("crit"),
    Ascii.bytes("err"),
    Ascii.bytes("warn"),
    Ascii.bytes("notice"),
    Ascii.bytes("info"),
    Ascii.bytes("debug")
  };

  /** The end of the word at {@code from}. */
  private static int word(byte[] b, int from, int to) {
    int i = from;
    while (i < to && b[i] != ' ') {
      i++;
    }
    return i;
  }

  private static int blanks(byte[] b, int from, int to) {
    int i = from;
    while (i < to && b[i] == ' ') {
      i++;
    }
    return i;
  }

  /** The number that {@code b[from, to)} is, or -1. */
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
