package dwell.format.syslog;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.record.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines that stand for several: rsyslog's {@code message repeated 3 times: [ … ]}, which has the
 * message in it, syslogd's {@code last message repeated 3 times} and syslog-ng's {@code Last
 * message '…' repeated 3 times, suppressed by …}, which mean the line before.
 */
final class Repetition {
  private static final byte[] MESSAGE = "message repeated ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LAST = "last message repeated ".getBytes(StandardCharsets.US_ASCII);

  /** AIX and HP-UX. */
  private static final byte[] ABOVE = Ascii.bytes("above message repeats ");

  private static final byte[][] BEGINNINGS = {MESSAGE, LAST, ABOVE};

  // syslog-ng (lib/logwriter.c, log_writer_emit_suppress_summary), by the repeated message's
  // program.
  private static final byte[] QUOTED = Ascii.bytes("Last message '");
  private static final byte[] REPEATED = Ascii.bytes("' repeated ");
  private static final byte[] SUPPRESSED = Ascii.bytes(", suppressed by ");
  private static final byte[] TIMES = " time".getBytes(StandardCharsets.US_ASCII);
  private static final Field[] FIELDS = Field.values();

  /** Where the message that was repeated stands; empty where it is that of the line before. */
  int innerFrom;

  int innerTo;

  /** The line before: its row, by the batch's name for it, and where its host stands. */
  private long row = -1;

  private int hostFrom;
  private int hostTo;

  /** Whether a look at the message is worth it: by its first letter. */
  static boolean possible(byte[] b, int from, int to) {
    return to - from > LAST.length
        && (b[from] == 'm' || b[from] == 'l' || b[from] == 'L' || b[from] == 'a');
  }

  /** Whether the message is a repetition; sets how often, and where the repeated message stands. */
  boolean read(byte[] b, int from, int to, EventBatch batch) {
    int at = count(b, from, to);
    if (at < 0) {
      return false;
    }
    long times = 0;
    int digits = at;
    while (at < to && at - digits < 9 && b[at] >= '0' && b[at] <= '9') {
      times = times * 10 + b[at++] - '0';
    }
    if (at == digits || !starts(b, at, to, TIMES)) {
      return false;
    }
    at += TIMES.length;
    if (at < to && b[at] == 's') {
      at++;
    }
    innerFrom = at;
    innerTo = at;
    if (at + 3 < to && b[at] == ':' && b[at + 1] == ' ' && b[at + 2] == '[') {
      innerFrom = b[at + 3] == ' ' ? at + 4 : at + 3;
      innerTo = b[to - 1] == ']' ? to - 1 : to;
    }
    batch.number(Field.REPEAT, times);
    return true;
  }

  /** Where the number of times begins; -1 where the message is no repetition. */
  private static int count(byte[] b, int from, int to) {
    for (byte[] beginning : BEGINNINGS) {
      if (starts(b, from, to, beginning)) {
        return from + beginning.length;
      }
    }
    if (!starts(b, from, to, QUOTED)) {
      return -1;
    }
    int at = Ascii.lastIndexOf(b, from, to, REPEATED);
    return at < 0 || Ascii.indexOf(b, at, to, SUPPRESSED) < 0 ? -1 : at + REPEATED.length;
  }

  /** Keeps the row that was just filled, in case the next line repeats it. */
  void remember(Envelope line, EventBatch batch) {
    row = batch.rowName();
    hostFrom = line.hostFrom;
    hostTo = line.hostTo;
  }

  void forget() {
    row = -1;
  }

  /**
   * Gives the current row what the line before said, where it is of the same host and still in the
   * batch; its texts aside, which stand in that line's bytes and not in this one's.
   */
  void copy(byte[] b, Envelope line, EventBatch batch) {
    long own = batch.rowName();
    boolean same = Arrays.equals(b, hostFrom, hostTo, b, line.hostFrom, line.hostTo);
    if (row < 0 || !same || !batch.reopen(row)) {
      batch.words(b, innerFrom, innerTo);
      batch.action(Action.INFO);
      batch.keyword(Field.SHAPE, SHAPE, 0, SHAPE.length);
      return;
    }
    int from = batch.row();
    Action action = batch.action(from);
    Outcome outcome = batch.outcome(from);
    batch.reopen(own);
    batch.action(action);
    batch.outcome(outcome);
    batch.dataset(batch.dataset(from));
    for (Field field : FIELDS) {
      if (field == Field.REPEAT || field == Field.TIME_ERROR || field == Field.HOST) {
        continue;
      }
      switch (field.kind()) {
        case KEYWORD, LIST, ADDRESS -> {
          int code = batch.code(field, from);
          if (code >= 0) {
            batch.keyword(field, code);
          }
        }
        case NUMBER -> {
          long number = batch.numberAt(field, from);
          if (number != EventBatch.ABSENT) {
            batch.number(field, number);
          }
        }
        case TEXT, INSTANT -> {
          // See above.
        }
      }
    }
    batch.leave();
  }

  private static final byte[] SHAPE = "syslog/repeated".getBytes(StandardCharsets.US_ASCII);

  private static boolean starts(byte[] b, int from, int to, byte[] what) {
    return to - from >= what.length
        && Arrays.equals(b, from, from + what.length, what, 0, what.length);
  }
}
