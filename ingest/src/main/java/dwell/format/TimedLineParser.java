package dwell.format;

import dwell.event.EventBatch;
import dwell.record.Chunk;
import dwell.time.RowClock;
import dwell.time.RowClock.Order;

/**
 * Parses formats whose records are lines with a time, all written by the host that the file belongs
 * to.
 */
public abstract class TimedLineParser extends LineParser {
  /** What nobody has understood yet. */
  protected final FreeText text;

  /** The times of the lines; the order of a chunk's is looked at afresh. */
  protected final RowClock clock;

  /** The host that the file belongs to. */
  protected final ArtifactHost host;

  protected TimedLineParser(ParseContext context) {
    text = new FreeText(context);
    clock = new RowClock(context.clock(), false);
    host = new ArtifactHost(context);
  }

  @Override
  protected void begin(Chunk chunk, EventBatch batch) {
    clock.order(Order.START);
  }
}
