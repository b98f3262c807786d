package dwell.format.utmp;

import static dwell.format.utmp.UtmpLayout.HOST;
import static dwell.format.utmp.UtmpLayout.HOST_SIZE;
import static dwell.format.utmp.UtmpLayout.LINE;
import static dwell.format.utmp.UtmpLayout.LINE_SIZE;
import static dwell.format.utmp.UtmpLayout.PID;
import static dwell.format.utmp.UtmpLayout.USER;
import static dwell.format.utmp.UtmpLayout.USER_SIZE;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.IpAddress;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.ParseContext;
import dwell.format.ParseContext.FaultSink;
import dwell.record.Ascii;
import dwell.time.EpochStamp;
import dwell.time.RowClock;
import dwell.time.Stamp;
import java.util.Arrays;

/** Fills the row of one {@code struct utmp}. */
final class UtmpRow {
  private static final byte[] SHUTDOWN = Ascii.bytes("shutdown");
  private static final byte[][] SHAPES = {
    Ascii.bytes("utmp/empty"),
    Ascii.bytes("utmp/run-level"),
    Ascii.bytes("utmp/boot"),
    Ascii.bytes("utmp/new-time"),
    Ascii.bytes("utmp/old-time"),
    Ascii.bytes("utmp/init-process"),
    Ascii.bytes("utmp/login-process"),
    Ascii.bytes("utmp/user-process"),
    Ascii.bytes("utmp/dead-process"),
    Ascii.bytes("utmp/accounting"),
  };
  private static final byte[] FAILURE = Ascii.bytes("utmp/failure");

  private final UtmpLayout layout;
  private final boolean failures;
  private final RowClock clock;
  private final ArtifactHost host;
  private final FaultSink faults;
  private final Stamp stamp = new Stamp();
  private final byte[] address = new byte[16];

  UtmpRow(ParseContext context, UtmpLayout layout, boolean failures) {
    this.layout = layout;
    this.failures = failures;
    clock = new RowClock(context.clock());
    host = new ArtifactHost(context);
    faults = context.faults();
  }

  /** Fills the row of the bytes that are left behind the last whole record: they tell no login. */
  void truncated(int from, int to, EventBatch batch, long offset) {
    host.set(batch);
    batch.flag(Flag.TRUNCATED);
    faults.fault(offset, "the last record has " + (to - from) + " of " + layout.size() + " bytes");
  }

  /** Fills the row of the record at {@code at}. */
  void fill(byte[] b, int at, EventBatch batch, long offset) {
    batch.dataset(Dataset.UTMP);
    host.set(batch);
    if (UtmpLayout.zero(b, at, at + layout.size())) {
      batch.flag(Flag.ZEROED);
      return;
    }
    if (!layout.plausible(b, at)) {
      batch.flag(Flag.INCONSISTENT);
      faults.fault(offset, "no login record: its type, time or names are none");
      return;
    }
    EpochStamp.seconds(layout.second(b, at), (int) layout.micros(b, at) * 1000, 6, stamp);
    clock.set(batch, stamp, null);
    int type = layout.type(b, at);
    byte[] shape = failures ? FAILURE : SHAPES[type];
    batch.keyword(Field.SHAPE, shape, 0, shape.length);
    int pid = layout.number(b, at + PID);
    if (type != UtmpLayout.RUN_LEVEL && type != UtmpLayout.BOOT_TIME) {
      names(b, at, batch);
      if (pid > 0) {
        batch.number(Field.PID, pid);
      }
    } else if (UtmpLayout.end(b, at + HOST, HOST_SIZE) > at + HOST) {
      // The kernel's release.
      batch.text(Field.MESSAGE, at + HOST, UtmpLayout.end(b, at + HOST, HOST_SIZE), TextCoding.RAW);
    }
    meaning(b, at, type, pid, batch);
  }

  private void meaning(byte[] b, int at, int type, int pid, EventBatch batch) {
    if (failures) {
      // Written by login, sshd and display managers where they refuse somebody, and only there:
      // login-utils/login.c, log_btmp; openssh loginrec.c, record_failed_login.
      batch.action(Action.LOGIN);
      batch.outcome(Outcome.FAILURE);
      return;
    }
    switch (type) {
      case UtmpLayout.USER_PROCESS -> {
        batch.action(Action.SESSION_OPEN);
        batch.outcome(Outcome.SUCCESS);
      }
      case UtmpLayout.DEAD_PROCESS -> batch.action(Action.SESSION_CLOSE);
      case UtmpLayout.BOOT_TIME -> batch.action(Action.BOOT);
      case UtmpLayout.NEW_TIME, UtmpLayout.OLD_TIME -> batch.action(Action.CLOCK_CHANGE);
      case UtmpLayout.RUN_LEVEL -> batch.action(down(b, at, pid) ? Action.SHUTDOWN : Action.INFO);
      default -> batch.action(Action.INFO);
    }
  }

  /** Run levels 0 and 6 end the system; the level is the lower byte of the pid, as a letter. */
  private static boolean down(byte[] b, int at, int pid) {
    int level = pid & 0xFF;
    return level == '0'
        || level == '6'
        || Ascii.startsWith(b, at + USER, at + USER + USER_SIZE, SHUTDOWN);
  }

  private void names(byte[] b, int at, EventBatch batch) {
    int line = at + LINE;
    int user = at + USER;
    int from = at + HOST;
    batch.keyword(Field.TTY, b, line, UtmpLayout.end(b, line, LINE_SIZE));
    batch.keyword(Field.USER, b, user, UtmpLayout.end(b, user, USER_SIZE));
    int to = UtmpLayout.end(b, from, HOST_SIZE);
    boolean named = to > from && !IpAddress.parse(b, from, to, address);
    boolean given = address(b, at + layout.address());
    if (given) {
      batch.address(Field.SOURCE_IP, address);
    } else if (!named) {
      batch.address(Field.SOURCE_IP, b, from, to);
    }
    if (named && FarSide.named(b, from, to)) {
      batch.keyword(Field.SOURCE_DOMAIN, b, from, to);
    }
  }

  /** Reads {@code ut_addr_v6}, of which IPv4 uses the first four bytes; false where it is zero. */
  private boolean address(byte[] b, int at) {
    if (UtmpLayout.zero(b, at, at + 16)) {
      return false;
    }
    if (UtmpLayout.zero(b, at + 4, at + 16)) {
      Arrays.fill(address, 0, 10, (byte) 0);
      address[10] = (byte) 0xFF;
      address[11] = (byte) 0xFF;
      System.arraycopy(b, at, address, 12, 4);
    } else {
      System.arraycopy(b, at, address, 0, 16);
    }
    return true;
  }
}
