package dwell.format.packages;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime.Basis;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.FreeText;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.record.Ascii;
import dwell.record.Chunk;
import dwell.record.Lines;
import dwell.time.HostClock;
import dwell.time.RowClock;
import java.time.ZoneOffset;

/**
 * Makes rows of blocks of lines: a {@code command} where one is told, and a {@code package-change}
 * where packages changed. Blank lines belong to the record before them, at the file's beginning to
 * the one after.
 */
final class TransactionParser implements LogParser {
  private final boolean apk;
  private final byte[] program;
  private final byte[] shape;
  private final byte[] begins;
  private final Transaction transaction;
  private final FreeText text;
  private final RowClock clock;
  private final ArtifactHost host;

  TransactionParser(ParseContext context, boolean apk) {
    this.apk = apk;
    program = Ascii.bytes(apk ? "apk" : "apt");
    shape = Ascii.bytes(apk ? "package/apk" : "package/apt");
    begins = apk ? TransactionLog.APK : TransactionLog.APT;
    transaction = new Transaction(apk);
    text = new FreeText(context);
    // apk writes UTC (gmtime) and does not say so.
    clock = new RowClock(apk ? new HostClock(ZoneOffset.UTC, Basis.RECORDED) : context.clock());
    host = new ArtifactHost(context);
  }

  @Override
  public void parse(Chunk chunk, EventBatch batch) {
    byte[] b = chunk.bytes();
    int to = chunk.to();
    int line = 0;
    int record = 0;
    boolean text = false;
    boolean parted = false;
    for (int at = 0; at < to; ) {
      int end = Lines.end(b, at, to);
      boolean blank = Lines.trim(b, at, end) == at;
      boolean begin = Ascii.startsWith(b, at, end, begins) || parted && !blank;
      if (text && begin) {
        record(b, record, at, line, batch);
        line += Lines.count(b, record, at);
        record = at;
      }
      text |= !blank;
      // A script's output, which apk keeps, may have blank lines.
      parted = blank && !apk;
      at = end;
    }
    if (record < to) {
      record(b, record, to, line, batch);
    }
  }

  private void record(byte[] b, int from, int to, int line, EventBatch batch) {
    int at = from;
    while (at < to && (b[at] == '\n' || b[at] == '\r')) {
      at++;
    }
    int end = to;
    while (end > at && (b[end - 1] == '\n' || b[end - 1] == '\r')) {
      end--;
    }
    int feed = Lines.end(b, at, end);
    next(from, to, line, 0, batch);
    if (!transaction.begin(b, at, Lines.trim(b, at, feed))) {
      batch.text(Field.MESSAGE, at, end, TextCoding.RAW);
      FreeText.flags(b, at, end, batch);
      text.unknown(b, at, end, batch);
      return;
    }
    transaction.read(b, feed, end);
    boolean command = transaction.commandTo > transaction.commandFrom;
    boolean changes = transaction.changesTo > 0;
    if (command) {
      common(Action.COMMAND, batch);
      batch.text(
          Field.COMMAND_LINE, transaction.commandFrom, transaction.commandTo, TextCoding.RAW);
      message(b, transaction.commandFrom, transaction.commandTo, batch);
      if (changes) {
        next(from, to, line, 1, batch);
      }
    }
    if (changes || !command) {
      common(changes ? Action.PACKAGE_CHANGE : Action.INFO, batch);
      boolean some = transaction.changesTo > transaction.changesFrom;
      int start = some ? transaction.changesFrom : at;
      message(b, start, some ? transaction.changesTo : end, batch);
    }
  }

  private void next(int from, int to, int line, int ordinal, EventBatch batch) {
    batch.next(from, to, line, ordinal);
    batch.dataset(Dataset.PACKAGE);
    host.set(batch);
    batch.keyword(Field.PROCESS, program, 0, program.length);
  }

  private void common(Action action, EventBatch batch) {
    batch.action(action);
    batch.outcome(transaction.outcome);
    batch.keyword(Field.SHAPE, shape, 0, shape.length);
    if (clock.set(batch, transaction.stamp, YearBasis.RECORDED)) {
      batch.text(Field.TIME_ORIGINAL, transaction.stampFrom, transaction.stampTo, TextCoding.RAW);
    }
    if (transaction.userTo > transaction.userFrom) {
      batch.keyword(Field.USER, batch.bytes(), transaction.userFrom, transaction.userTo);
    }
    if (transaction.userId >= 0) {
      batch.number(Field.USER_ID, transaction.userId);
    }
  }

  private static void message(byte[] b, int from, int to, EventBatch batch) {
    batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
    FreeText.flags(b, from, to, batch);
    batch.words(b, from, to);
  }
}
