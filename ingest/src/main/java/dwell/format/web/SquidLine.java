package dwell.format.web;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.IpAddress;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.record.Ascii;
import dwell.time.OtherStamp;
import dwell.time.Stamp;

/**
 * A line of Squid's native access log ({@code logformat squid}; src/format/Format.cc,
 * src/log/FormatSquidNative.cc): {@code SECONDS.MILLISECONDS ELAPSED CLIENT RESULT/STATUS BYTES
 * METHOD URL USER HIERARCHY/PEER TYPE}. Squid writes blanks of a client's as {@code %20}, so that
 * blanks part the columns. Reused; reading allocates nothing.
 */
final class SquidLine {
  private static final byte[] SHAPE = Ascii.bytes("web.access/squid");
  private static final int COLUMNS = 10;
  private static final int ELAPSED = 1;
  private static final int CLIENT = 2;
  private static final int RESULT = 3;
  private static final int BYTES = 4;
  private static final int METHOD = 5;
  private static final int URL = 6;
  private static final int USER = 7;
  private static final int PEER = 8;
  private static final long MILLISECOND = 1_000_000;
  private static final long LONGEST = 1L << 40;

  final Stamp stamp = new Stamp();
  int stampFrom;
  int stampTo;

  private final int[] from = new int[COLUMNS];
  private final int[] to = new int[COLUMNS];
  private final byte[] address = new byte[16];
  private int slash;
  private long status;

  /** Reads a line; false where it is none of Squid's. */
  boolean read(byte[] b, int start, int end) {
    int at = start;
    int columns = 0;
    while (at < end && columns < COLUMNS) {
      while (at < end && b[at] == ' ') {
        at++;
      }
      from[columns] = at;
      while (at < end && b[at] != ' ') {
        at++;
      }
      to[columns] = at;
      columns += at > from[columns] ? 1 : 0;
    }
    if (columns < COLUMNS) {
      return false;
    }
    stampFrom = from[0];
    stampTo = OtherStamp.epoch(b, from[0], to[0], true, stamp);
    slash = Ascii.indexOf(b, from[RESULT], to[RESULT], (byte) '/');
    status = slash < 0 ? -1 : Ascii.number(b, slash + 1, to[RESULT]);
    return stampTo == to[0]
        && status >= 0
        && Ascii.number(b, from[BYTES], to[BYTES]) >= 0
        && IpAddress.parse(b, from[CLIENT], to[CLIENT], address)
        && Ascii.indexOf(b, from[PEER], to[PEER], (byte) '/') > 0;
  }

  /** Sets all of the row but time and message. */
  void put(byte[] b, int end, EventBatch batch) {
    batch.dataset(Dataset.WEB_ACCESS);
    batch.action(Action.REQUEST);
    batch.keyword(Field.SHAPE, SHAPE, 0, SHAPE.length);
    batch.address(Field.SOURCE_IP, b, from[CLIENT], to[CLIENT]);
    batch.keyword(Field.HTTP_METHOD, b, from[METHOD], to[METHOD]);
    batch.text(Field.URL, from[URL], to[URL], TextCoding.RAW);
    batch.number(Field.HTTP_BYTES, Ascii.number(b, from[BYTES], to[BYTES]));
    if (to[USER] - from[USER] != 1 || b[from[USER]] != '-') {
      batch.keyword(Field.USER, b, from[USER], to[USER]);
    }
    if (status > 0) {
      // 000: the client went before it was answered (TCP_MISS_ABORTED).
      batch.number(Field.HTTP_STATUS, status);
    }
    batch.outcome(status > 0 && status < 400 ? Outcome.SUCCESS : Outcome.FAILURE);
    long elapsed = Ascii.number(b, from[ELAPSED], to[ELAPSED]);
    if (elapsed >= 0 && elapsed < LONGEST) {
      batch.number(Field.DURATION, elapsed * MILLISECOND);
    }
    int peer = Ascii.indexOf(b, from[PEER], to[PEER], (byte) '/') + 1;
    batch.address(Field.DESTINATION_IP, b, peer, to[PEER]);
    batch.words(b, from[CLIENT], end);
  }
}
