package dwell.format.utmp;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.format.ArtifactHost;
import dwell.format.ParseContext;
import dwell.format.sqlite.PageParser;
import dwell.format.sqlite.Row;
import dwell.record.Ascii;
import dwell.time.EpochStamp;
import dwell.time.RowClock;
import dwell.time.Stamp;

/** What the rows of both databases of logins have in common. */
abstract class DatabaseRows implements PageParser.Rows {
  /** No row is from before 1990, nor from after the end of unsigned 32-bit seconds. */
  private static final long FIRST = 631_152_000L;

  private static final long LAST = 4_294_967_295L;
  private static final long MICROS = 1_000_000L;
  private static final byte[] PAGE = Ascii.bytes("utmp/page");

  private final ArtifactHost host;
  private final RowClock clock;
  private final ParseContext context;
  private final Stamp stamp = new Stamp();

  DatabaseRows(ParseContext context) {
    this.context = context;
    host = new ArtifactHost(context);
    // A row has the time of its end too: there is no order of time.
    clock = new RowClock(context.clock(), false);
  }

  @Override
  public final void page(boolean sound, EventBatch batch) {
    batch.dataset(Dataset.UTMP);
    host.set(batch);
    if (!sound) {
      batch.flag(Flag.INCONSISTENT);
      return;
    }
    batch.action(Action.INFO);
    batch.keyword(Field.SHAPE, PAGE, 0, PAGE.length);
  }

  /** Begins an event of a row. */
  final void next(Row row, int from, int to, int ordinal, byte[] shape, EventBatch batch) {
    batch.next(from, to, 0, ordinal);
    batch.dataset(Dataset.UTMP);
    host.set(batch);
    batch.keyword(Field.SHAPE, shape, 0, shape.length);
    if (!row.whole()) {
      batch.flag(Flag.TRUNCATED);
    }
  }

  /** Tells of a row that is none of this table. */
  final void foreign(int from, int to, long offset, EventBatch batch) {
    batch.next(from, to, 0, 0);
    page(false, batch);
    context.faults().fault(offset, "no login: its type, time or names are none");
  }

  static boolean second(long seconds) {
    return seconds >= FIRST && seconds <= LAST;
  }

  static boolean micros(long micros) {
    return second(micros / MICROS);
  }

  final void seconds(long value, EventBatch batch) {
    EpochStamp.seconds(value, 0, 0, stamp);
    clock.set(batch, stamp, null);
  }

  final void micros(long value, EventBatch batch) {
    EpochStamp.micros(value, stamp);
    clock.set(batch, stamp, null);
  }

  static void keyword(Field field, Row row, int column, byte[] b, EventBatch batch) {
    if (row.text(column) && row.to(column) > row.from(column)) {
      batch.keyword(field, b, row.from(column), row.to(column));
    }
  }

  static void farSide(Row row, int column, byte[] b, EventBatch batch) {
    if (row.text(column) && row.to(column) > row.from(column)) {
      FarSide.set(b, row.from(column), row.to(column), batch);
    }
  }
}
