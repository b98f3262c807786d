package dwell.format.syslog;

import dwell.event.EventBatch;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.FreeText;
import dwell.format.LineParser;
import dwell.format.ParseContext;
import dwell.format.syslog.Envelope.Form;
import dwell.format.syslog.SyslogCutter.State;
import dwell.record.Chunk;
import dwell.time.RowClock.Order;
import dwell.time.Stamp;
import dwell.time.YearInference;
import dwell.time.YearWalk;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes rows of syslog lines. The hottest path of all: nothing is allocated for a line. */
final class SyslogParser extends LineParser {
  private final YearInference years;
  private final HostTimes times;
  private final FreeText text;
  private final ArtifactHost ownHost;
  private final Envelope envelope = new Envelope();
  private final Repetition repetition = new Repetition();
  private YearWalk walk;

  // The row before: its host's number and code in the batch, and the program's place and code.
  private int hostNumber;
  private int hostCode = -1;
  private int programFrom;
  private int programTo;
  private int programCode = -1;

  SyslogParser(ParseContext context) {
    years = context.years();
    times = new HostTimes(context);
    ownHost = new ArtifactHost(context);
    text = new FreeText(context);
    walk = new YearWalk(years.startYear());
  }

  @Override
  protected void begin(Chunk chunk, EventBatch batch) {
    if (chunk.state() instanceof State state) {
      walk = new YearWalk(state.years());
      times.begin(state.order());
    } else {
      walk = new YearWalk(years.startYear());
      times.begin(Order.START);
    }
    hostCode = -1;
    programCode = -1;
    repetition.forget();
    text.begin();
  }

  @Override
  protected void line(byte[] b, int from, int to, EventBatch batch) {
    if (batch.row() == 0) {
      // A full batch was handed on: its codes mean nothing any more.
      hostCode = -1;
      programCode = -1;
    }
    int at = from;
    if (at < to && b[at] == 0) {
      // A crash leaves blocks of zeros where lines were not yet on disk; a line may follow in them.
      while (at < to && b[at] == 0) {
        at++;
      }
      batch.flag(Flag.ZEROED);
    }
    Envelope read = envelope;
    read.read(b, at, to);
    if (read.form == Form.NONE) {
      batch.text(Field.MESSAGE, at, to, TextCoding.RAW);
      FreeText.flags(b, at, to, batch);
      text.unknown(b, at, to, batch);
      ownHost.set(batch);
      repetition.forget();
      return;
    }
    host(b, batch);
    program(b, batch);
    if (read.pid >= 0) {
      batch.number(Field.PID, read.pid);
    }
    time(b, batch);
    message(b, read.messageFrom, to, batch);
  }

  private void time(byte[] b, EventBatch batch) {
    Envelope read = envelope;
    if (!read.stamped) {
      return;
    }
    Stamp stamp = read.stamp;
    @Nullable YearBasis year = null;
    if (!stamp.yearRecorded()) {
      stamp.year(walk.next(stamp.month(), stamp.day()));
      year = years.basis();
    } else if (!stamp.zoned()) {
      year = YearBasis.RECORDED;
    }
    batch.text(Field.TIME_ORIGINAL, read.stampFrom, read.stampTo, TextCoding.RAW);
    times.of(b, read.hostFrom, read.hostTo).set(batch, stamp, year);
  }

  private void host(byte[] b, EventBatch batch) {
    int from = envelope.hostFrom;
    int to = envelope.hostTo;
    if (from == to) {
      ownHost.set(batch);
      return;
    }
    if (hostCode >= 0 && hostNumber != 0 && envelope.hostNumber == hostNumber) {
      batch.keyword(Field.HOST, hostCode);
    } else {
      batch.keyword(Field.HOST, b, from, to);
      hostCode = batch.code(Field.HOST, batch.row());
      hostNumber = envelope.hostNumber;
    }
  }

  private void program(byte[] b, EventBatch batch) {
    int from = envelope.programFrom;
    int to = envelope.programTo;
    if (from == to) {
      return;
    }
    if (programCode >= 0 && Arrays.equals(b, from, to, b, programFrom, programTo)) {
      batch.keyword(Field.PROCESS, programCode);
    } else {
      batch.keyword(Field.PROCESS, b, from, to);
      programCode = batch.code(Field.PROCESS, batch.row());
    }
    programFrom = from;
    programTo = to;
  }

  /**
   * Sets the message without the blanks around it. The record keeps them, as the kernel writes them
   * in front of a list's lines and pam_unix behind an empty value; journald takes them off
   * (journald-syslog.c), and both tell the same message.
   */
  private static void text(byte[] b, int from, int to, EventBatch batch) {
    int start = from;
    int end = to;
    while (end > start && b[end - 1] == ' ') {
      end--;
    }
    while (start < end && b[start] == ' ') {
      start++;
    }
    batch.text(Field.MESSAGE, start, end, TextCoding.RAW);
  }

  private void message(byte[] b, int from, int to, EventBatch batch) {
    text(b, from, to, batch);
    FreeText.flags(b, from, to, batch);
    int inner = from;
    int end = to;
    if (Repetition.possible(b, from, to) && repetition.read(b, from, to, batch)) {
      if (repetition.innerTo <= repetition.innerFrom) {
        repetition.copy(b, envelope, batch);
        return;
      }
      inner = repetition.innerFrom;
      end = repetition.innerTo;
    }
    text.match(b, envelope.programFrom, envelope.programTo, kernelTime(b, inner, end), end, batch);
    repetition.remember(envelope, batch);
  }

  /**
   * The place behind {@code [ 970.699396] }, the uptime in front of kernel messages (printk.time).
   */
  private int kernelTime(byte[] b, int from, int to) {
    if (from >= to
        || b[from] != '['
        || envelope.programTo - envelope.programFrom != 6
        || b[envelope.programFrom] != 'k') {
      return from;
    }
    int at = from + 1;
    while (at < to && (b[at] == ' ' || b[at] >= '0' && b[at] <= '9' || b[at] == '.')) {
      at++;
    }
    return at + 1 < to && b[at] == ']' && b[at + 1] == ' ' ? at + 2 : from;
  }
}
