package dwell.format.mongodb;

import dwell.event.TextCoding;
import dwell.format.JsonFields;
import dwell.record.Ascii;
import dwell.time.BsdStamp;
import dwell.time.IsoStamp;
import dwell.time.Stamp;

/**
 * A record's envelope, as places in its bytes. Reused; one a thread.
 *
 * <pre>
 * {"t":{"$date":"…"},"s":"I","c":"NETWORK","id":22943,"ctx":"listener","msg":"…","attr":{…}}
 * 2018-02-05T13:12:42.123+0100 I NETWORK  [conn1] message     3.0 to 4.2
 * 2014-02-05T13:12:42.123+0100 [conn1] message                2.6
 * Wed Feb  5 13:12:42.123 [conn1] message                     to 2.4, or timeStampFormat: ctime
 * </pre>
 *
 * (JSONFormatter in src/mongo/logv2/json_formatter.cpp; MessageEventDetailsEncoder in
 * src/mongo/logger/message_event_utf8_encoder.cpp.)
 */
final class LogLine {
  private static final byte[] TIME = Ascii.bytes("t");
  private static final byte[] DATE = Ascii.bytes("$date");
  private static final byte[] SEVERITY = Ascii.bytes("s");
  private static final byte[] COMPONENT = Ascii.bytes("c");
  private static final byte[] CONTEXT = Ascii.bytes("ctx");
  private static final byte[] MESSAGE = Ascii.bytes("msg");
  private static final byte[] ATTRIBUTES = Ascii.bytes("attr");
  private static final byte[] TRUNCATED = Ascii.bytes("truncated");
  private static final byte[] CONNECTION = Ascii.bytes("conn");

  /** Threads that only MongoDB has, by which lines without severity are known. */
  private static final byte[][] THREADS = {
    Ascii.bytes("initandlisten"),
    Ascii.bytes("mongosMain"),
    Ascii.bytes("signalProcessingThread"),
    Ascii.bytes("clientcursormon"),
    Ascii.bytes("TTLMonitor"),
    Ascii.bytes("rsStart"),
    Ascii.bytes("rsSync"),
    Ascii.bytes("rsMgr"),
    Ascii.bytes("rsHealthPoll"),
    Ascii.bytes("rsBackgroundSync"),
    Ascii.bytes("DataFileSync"),
    Ascii.bytes("FileAllocator"),
    Ascii.bytes("LockPinger"),
    Ascii.bytes("WriteBackListener")
  };

  final Stamp stamp = new Stamp();
  private final JsonFields fields = new JsonFields();
  private final JsonFields inner = new JsonFields();

  /** Whether {@link #stamp} was read, from {@link #stampFrom} to {@link #stampTo}. */
  boolean timed;

  int stampFrom;
  int stampTo;

  /** {@code F}, {@code E}, {@code W}, {@code I} or {@code D}; 0 where none is written. */
  byte severity;

  /** The number of the connection that the record is about, or -1. */
  long connection;

  int messageFrom;
  int messageTo;
  TextCoding coding = TextCoding.RAW;

  /** The object of attributes, braces included; empty where there is none. */
  int attributesFrom;

  int attributesTo;

  /** Whether the server says that it cut the record, or the record ends too early. */
  boolean cut;

  /** Whether the line is surely MongoDB's. */
  boolean sure;

  private void clear() {
    timed = false;
    severity = 0;
    connection = -1;
    coding = TextCoding.RAW;
    attributesFrom = 0;
    attributesTo = 0;
    messageFrom = -1;
    cut = false;
    sure = false;
  }

  boolean structured() {
    return coding == TextCoding.JSON;
  }

  /** Reads a line of either form; false where it is none. */
  boolean read(byte[] b, int from, int to) {
    if (from < to && b[from] == '{') {
      return readStructured(b, from, to);
    }
    clear();
    int end = stamp(b, from, to);
    if (end < 0) {
      return false;
    }
    timed = true;
    stampFrom = from;
    stampTo = end;
    unstamped(b, end + 1, to);
    return true;
  }

  /** Reads what a server that logs to syslog writes: the same, without its stamp. */
  boolean readUnstamped(byte[] b, int from, int to) {
    if (from < to && b[from] == '{') {
      return readStructured(b, from, to);
    }
    if (read(b, from, to)) {
      return true;
    }
    clear();
    unstamped(b, from, to);
    return true;
  }

  /** The place behind a stamp that a blank follows, or -1. */
  private int stamp(byte[] b, int from, int to) {
    if (to - from < 20) {
      return -1;
    }
    int end;
    if (Ascii.isDigit(b[from])) {
      // The server always writes milliseconds and the offset.
      end = b[from + 10] == 'T' ? IsoStamp.read(b, from, to, stamp) : -1;
      end = end > 0 && stamp.zoned() && stamp.digits() == 3 ? end : -1;
    } else {
      end = BsdStamp.read(b, from, to, stamp);
      end = end > 0 && stamp.weekday() > 0 ? end : -1;
    }
    return end > 0 && end < to && b[end] == ' ' ? end : -1;
  }

  /** {@code [SEVERITY COMPONENT] [[CONTEXT]] message}. */
  private void unstamped(byte[] b, int from, int to) {
    int at = Ascii.skipBlanks(b, from, to);
    int component = severity(b, at, to);
    if (component > 0) {
      int end = component;
      while (end < to && (b[end] >= 'A' && b[end] <= 'Z' || b[end] == '_' || b[end] == '-')) {
        end++;
      }
      int context = Ascii.skipBlanks(b, end, to);
      if (end > component && context > end && context < to && b[context] == '[') {
        severity = b[at];
        sure = true;
        at = context;
      }
    }
    if (at < to && b[at] == '[') {
      int close = Ascii.indexOf(b, at, to, (byte) ']');
      if (close > 0 && (close + 1 == to || b[close + 1] == ' ')) {
        context(b, at + 1, close);
        at = Ascii.skipBlanks(b, close + 1, to);
      }
    }
    messageFrom = at;
    messageTo = to;
  }

  /** Where the component begins behind {@code I } or {@code D2 }, or -1. */
  private static int severity(byte[] b, int at, int to) {
    if (at + 3 >= to || "FEWID".indexOf(b[at]) < 0) {
      return -1;
    }
    int space = b[at] == 'D' && Ascii.isDigit(b[at + 1]) ? at + 2 : at + 1;
    return b[space] == ' ' ? Ascii.skipBlanks(b, space, to) : -1;
  }

  private void context(byte[] b, int from, int to) {
    if (Ascii.startsWith(b, from, to, CONNECTION)) {
      long number = Ascii.number(b, from + CONNECTION.length, to);
      connection = number > 0 ? number : -1;
      sure |= connection > 0;
    }
    for (byte[] thread : THREADS) {
      sure |= Ascii.startsWith(b, from, to, thread);
    }
  }

  private boolean readStructured(byte[] b, int from, int to) {
    clear();
    coding = TextCoding.JSON;
    boolean component = false;
    if (!fields.open(b, from, to)) {
      return false;
    }
    while (fields.next()) {
      component |= fields.named(COMPONENT);
      member(b);
    }
    cut |= !fields.closed();
    sure = timed && component && messageFrom >= 0;
    return sure;
  }

  private void member(byte[] b) {
    int from = fields.valueFrom();
    int to = fields.valueTo();
    if (fields.named(TIME)) {
      timed = inner.open(b, from, to) && inner.next() && inner.named(DATE);
      stampFrom = inner.valueFrom();
      stampTo = inner.valueTo();
      timed = timed && IsoStamp.read(b, stampFrom, stampTo, stamp) == stampTo;
    } else if (fields.named(SEVERITY) && from < to) {
      severity = b[from];
    } else if (fields.named(CONTEXT)) {
      context(b, from, to);
    } else if (fields.named(MESSAGE)) {
      messageFrom = from;
      messageTo = to;
    } else if (fields.named(ATTRIBUTES)) {
      attributesFrom = from;
      attributesTo = to;
    } else if (fields.named(TRUNCATED)) {
      cut = true;
    }
  }
}
