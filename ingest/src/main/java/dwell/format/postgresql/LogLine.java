package dwell.format.postgresql;

import dwell.event.TextCoding;
import dwell.record.Ascii;

/**
 * One record, taken apart: where its parts stand in the chunk's bytes. Reused. A part that is
 * absent has {@code from == to}.
 */
final class LogLine {
  Severity severity = Severity.LOG;
  TextCoding coding = TextCoding.RAW;
  long pid;

  /** Whether the message may stand in a name that a client chose. */
  boolean contested;

  /** A number of the server, where a file has records of several. */
  int server;

  int recordFrom;
  int recordTo;

  /** Lines of the chunk before the record. */
  int recordLine;

  int userFrom;
  int userTo;
  int databaseFrom;
  int databaseTo;
  int hostFrom;
  int hostTo;
  long port;
  int sessionFrom;
  int sessionTo;
  int stateFrom;
  int stateTo;
  int messageFrom;
  int messageTo;
  int detailFrom;
  int detailTo;

  /** The statement that was running; CSV and JSON only. */
  int queryFrom;

  int queryTo;

  /** Nanoseconds since the epoch, or {@link dwell.event.EventBatch#ABSENT}. */
  long nanos;

  /**
   * Takes {@code 192.0.2.1:51516}, {@code ::1:16790}, {@code [local]} or a host name with a port.
   */
  void remote(byte[] bytes, int from, int to) {
    hostFrom = from;
    hostTo = to;
    int colon = to;
    while (colon > from && bytes[colon - 1] != ':') {
      colon--;
    }
    long number = colon > from ? Ascii.number(bytes, colon, to) : -1;
    if (number > 0) {
      hostTo = colon - 1;
      port = number;
    }
  }

  void clear() {
    severity = Severity.LOG;
    contested = false;
    pid = 0;
    port = 0;
    userFrom = userTo = 0;
    databaseFrom = databaseTo = 0;
    hostFrom = hostTo = 0;
    sessionFrom = sessionTo = 0;
    stateFrom = stateTo = 0;
    messageFrom = messageTo = 0;
    detailFrom = detailTo = 0;
    queryFrom = queryTo = 0;
  }
}
