package dwell.format.utmp;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.format.sqlite.Database;
import dwell.format.sqlite.Row;
import dwell.record.Ascii;

/**
 * wtmpdb's database, which stands in wtmp's place where times must outlive 2038 (Debian from 13 on,
 * SUSE): {@code wtmp(ID, Type, User, Login, Logout, TTY, RemoteHost, Service)}, times in
 * microseconds (wtmpdb, lib/sqlite.c and include/wtmpdb.h). A row gives an event when it was begun
 * and one when it ended: a login and its logout, a boot and its shutdown.
 */
public final class WtmpDatabase extends LoginDatabase {
  private static final byte[] TABLE = Ascii.bytes("wtmp");
  private static final byte[] LOGOUT = Ascii.bytes("Logout");
  private static final byte[] REMOTE_HOST = Ascii.bytes("RemoteHost");

  @Override
  public String id() {
    return "wtmpdb";
  }

  @Override
  public String title() {
    return "wtmpdb: sessions and boots in an SQLite database";
  }

  @Override
  public String recognisedBy() {
    return "an SQLite database with a table wtmp that has Logout and RemoteHost";
  }

  @Override
  public int recognise(Sample sample) {
    return Database.holds(sample, TABLE, LOGOUT, REMOTE_HOST) ? 98 : 0;
  }

  @Override
  DatabaseRows rows(ParseContext context) {
    return new Rows(context);
  }

  private static final class Rows extends DatabaseRows {
    private static final int TYPE = 1;
    private static final int USER = 2;
    private static final int BEGIN = 3;
    private static final int END = 4;
    private static final int TTY = 5;
    private static final int HOST = 6;
    private static final int SERVICE = 7;

    // Types, include/wtmpdb.h; 0 is an empty entry, 2 a run level.
    private static final int BOOT_TIME = 1;
    private static final int USER_PROCESS = 3;
    private static final int MOST = 9;

    private static final byte[] LOGIN = Ascii.bytes("utmp/wtmpdb-login");
    private static final byte[] LEFT = Ascii.bytes("utmp/wtmpdb-logout");
    private static final byte[] BOOT = Ascii.bytes("utmp/wtmpdb-boot");
    private static final byte[] SHUTDOWN = Ascii.bytes("utmp/wtmpdb-shutdown");
    private static final byte[] OTHER = Ascii.bytes("utmp/wtmpdb-other");

    private final byte[] number = new byte[20];

    Rows(ParseContext context) {
      super(context);
    }

    @Override
    public void row(Row row, byte[] b, int from, int to, long offset, EventBatch batch) {
      long type = row.integer(TYPE);
      long begin = row.integer(BEGIN);
      if (type < 0 || type > MOST || !row.text(USER) || !micros(begin)) {
        foreign(from, to, offset, batch);
        return;
      }
      boolean boot = type == BOOT_TIME;
      byte[] shape = boot ? BOOT : type == USER_PROCESS ? LOGIN : OTHER;
      next(row, from, to, 0, shape, batch);
      micros(begin, batch);
      if (boot) {
        batch.action(Action.BOOT);
        release(row, batch);
      } else {
        names(row, b, batch);
        batch.action(type == USER_PROCESS ? Action.SESSION_OPEN : Action.INFO);
      }
      if (type == USER_PROCESS) {
        batch.outcome(Outcome.SUCCESS);
      }
      long end = row.integer(END);
      if (micros(end)) {
        end(row, b, from, to, boot, batch);
        micros(end, batch);
      }
    }

    private void end(Row row, byte[] b, int from, int to, boolean boot, EventBatch batch) {
      next(row, from, to, 1, boot ? SHUTDOWN : LEFT, batch);
      if (boot) {
        batch.action(Action.SHUTDOWN);
        release(row, batch);
      } else {
        batch.action(Action.SESSION_CLOSE);
        names(row, b, batch);
      }
    }

    /** The kernel's release, which stands where a login has its host. */
    private static void release(Row row, EventBatch batch) {
      if (row.text(HOST)) {
        batch.text(Field.MESSAGE, row.from(HOST), row.to(HOST), TextCoding.RAW);
      }
    }

    private void names(Row row, byte[] b, EventBatch batch) {
      keyword(Field.USER, row, USER, b, batch);
      keyword(Field.TTY, row, TTY, b, batch);
      // PAM's service is the name of the program that opened the session.
      keyword(Field.PROCESS, row, SERVICE, b, batch);
      farSide(row, HOST, b, batch);
      int at = number.length;
      for (long id = Math.max(0, row.id()); at == number.length || id > 0; id /= 10) {
        number[--at] = (byte) ('0' + id % 10);
      }
      batch.keyword(Field.SESSION, number, at, number.length);
    }
  }
}
