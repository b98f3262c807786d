package dwell.format.utmp;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.format.sqlite.Database;
import dwell.format.sqlite.Row;
import dwell.record.Ascii;

/**
 * lastlog2's database, which stands in lastlog's place: {@code Lastlog2(Name, Time, TTY,
 * RemoteHost, Service)}, times in seconds (util-linux, liblastlog2/src/lastlog2.c).
 */
public final class LastlogDatabase extends LoginDatabase {
  private static final byte[] TABLE = Ascii.bytes("Lastlog2");
  private static final byte[] TIME = Ascii.bytes("Time");
  private static final byte[] REMOTE_HOST = Ascii.bytes("RemoteHost");

  @Override
  public String id() {
    return "lastlog2";
  }

  @Override
  public String title() {
    return "lastlog2: each account's last login, in an SQLite database";
  }

  @Override
  public String recognisedBy() {
    return "an SQLite database with a table Lastlog2 that has Time and RemoteHost";
  }

  @Override
  public int recognise(Sample sample) {
    return Database.holds(sample, TABLE, TIME, REMOTE_HOST) ? 98 : 0;
  }

  @Override
  DatabaseRows rows(ParseContext context) {
    return new Rows(context);
  }

  private static final class Rows extends DatabaseRows {
    private static final int NAME = 0;
    private static final int SECOND = 1;
    private static final int TTY = 2;
    private static final int HOST = 3;
    private static final int SERVICE = 4;

    private static final byte[] SHAPE = Ascii.bytes("utmp/lastlog2");
    private static final byte[] UNUSED = Ascii.bytes("utmp/lastlog2-unused");

    Rows(ParseContext context) {
      super(context);
    }

    @Override
    public void row(Row row, byte[] b, int from, int to, long offset, EventBatch batch) {
      long second = row.integer(SECOND);
      if (!row.text(NAME) || second != 0 && !second(second)) {
        foreign(from, to, offset, batch);
        return;
      }
      next(row, from, to, 0, second == 0 ? UNUSED : SHAPE, batch);
      keyword(Field.USER, row, NAME, b, batch);
      // No login of its own: the same one stands in wtmp and in the daemons' logs, to the moment.
      batch.action(Action.INFO);
      if (second == 0) {
        return;
      }
      batch.outcome(Outcome.SUCCESS);
      seconds(second, batch);
      keyword(Field.TTY, row, TTY, b, batch);
      keyword(Field.PROCESS, row, SERVICE, b, batch);
      farSide(row, HOST, b, batch);
    }
  }
}
